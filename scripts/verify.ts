/** Runs every test of the project and counts them: unit, languages, end-to-end. `--only <name>` runs the stages of that name. */
import * as fs from 'node:fs';
import { parseArgs } from 'node:util';
import { Outcome, runStage, Stage } from './verify/stage';
import { LANES } from './verify/stages';

/** Lines of a failed stage's log that are shown; the file has the rest. */
const SHOWN_LINES = 80;

async function runLane(stages: readonly Stage[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const stage of stages) {
    console.log(`${new Date().toISOString().slice(11, 19)}  begins   ${stage.name}`);
    const outcome = await runStage(stage);
    outcomes.push(outcome);
    console.log(`${new Date().toISOString().slice(11, 19)}  ends     ${stage.name}: ${summary(outcome)}`);
    if (outcome.failed > 0) {
      const lines = fs.readFileSync(outcome.log, 'utf8').trimEnd().split('\n');
      console.log(lines.slice(-SHOWN_LINES).map((line) => `  | ${line}`).join('\n'));
    }
    for (const [line] of fs.readFileSync(outcome.log, 'utf8').matchAll(/^NOT CHECKED.*$/gm)) {
      console.log(`  ${line}`);
    }
    if (outcome.missing) {
      console.log(`  NOT CHECKED: ${outcome.missing} is missing, which "${stage.name}" needs; install it and run again`);
    }
  }
  return outcomes;
}

function summary({ passed, failed, skipped, seconds }: Outcome): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} SKIPPED` : ''} in ${seconds.toFixed(0)} s`;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } });
  const lanes = LANES.map((lane) => lane.filter((stage) => !values.only || values.only.includes(stage.name)));
  const outcomes = (await Promise.all(lanes.map(runLane))).flat();

  const width = Math.max(...outcomes.map(({ stage }) => stage.name.length));
  console.log('');
  for (const outcome of outcomes) {
    console.log(`${outcome.stage.name.padEnd(width)}  ${summary(outcome)}`);
  }
  const languages = outcomes.find(({ stage }) => stage.name === 'languages');
  const table = languages && /^\|.*\|$/gm;
  if (languages && table) {
    console.log(`\n${(fs.readFileSync(languages.log, 'utf8').match(table) ?? []).join('\n')}`);
  }
  const total = (count: 'passed' | 'failed' | 'skipped') => outcomes.reduce((sum, outcome) => sum + outcome[count], 0);
  const skipped = total('skipped');
  // In CI nothing may be left out.
  const failed = total('failed') + (process.env.CI && skipped > 0 ? skipped : 0);
  console.log(`\n${total('passed')} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  process.exitCode = failed > 0 || total('passed') === 0 ? 1 : 0;
}

void main();
