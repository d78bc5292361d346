/** Runs the main job as a user would and checks what it shows. */
import * as path from 'node:path';
import { run, runMain } from '../tools';
import { Tally } from '../tally';

async function main(): Promise<void> {
  const result = await run(process.execPath, ['-r', 'ts-node/register/transpile-only', path.join(__dirname, 'main.ts')], { allowFailure: true });
  const said = `${result.stdout}${result.stderr}`;
  console.log(said);

  const expectations: Readonly<Record<string, boolean>> = {
    'it ends well': result.code === 0,
    'it applies': /Apply complete! Resources: \d+ (?:imported, \d+ )?added/.test(said),
    'it adopts two keys': /Resources: 2 imported/.test(said),
    'the second plan has no changes': /changes: 0/.test(said),
    'the plan warns of the expiry': /\| .*api-keys\/Deploy expires at/.test(said),
    'the values are masked': said.includes('ory_pat_***') && !/ory_(?:pat|wak)_(?!\*)/.test(said),
    'the rotation keeps the old key valid': /the value changed: true; the value of before still works: true/.test(said),
    'check-plan stops the harmful plan': /finding \(replaced\): ory_project_api_key\.Deploy_\w+: a key that is valid until/.test(said) && said.includes('check-plan ends with exit code 3'),
    'check-plan lets two rotations pass': said.split('check-plan ends with exit code 0').length === 3,
    'the inventory lists the rotating key': /backend \(1\)/.test(said),
  };
  const tally = new Tally();
  for (const [title, met] of Object.entries(expectations)) {
    tally.check(title, met ? [] : ['what it printed does not show that']);
  }
  tally.finish();
}

runMain(main);
