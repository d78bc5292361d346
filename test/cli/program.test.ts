import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { destroyed, key, plan } from './check-plan/plans';
import { BundledProgram } from './program';
import { FakeConsole, PROJECT, uuid } from './support';

/** Where every write fails for want of room; Linux alone has it. */
const FULL = '/dev/full';
const onLinux = existsSync(FULL) ? test : test.skip;

const program = new BundledProgram();
let fake: FakeConsole;

beforeAll(async () => {
  fake = await FakeConsole.start();
  fake.answerJson(Array.from({ length: 300 }, (_, index) => ({ id: uuid(index), name: `key ${index}` })));
});

afterAll(async () => {
  program.remove();
  await fake.close();
});

/** An inventory of so many keys, as Terraform prints it. */
function outputs(count: number): string {
  const value = Array.from({ length: count }, (_, index) => ({ path: `prod/key-${index}`, kind: 'project', name: `key ${index}`, owner: PROJECT, expires_at: null }));
  return JSON.stringify({ ory_api_keys: { sensitive: false, value } });
}

test('takes its arguments from the process, and sets the exit code', async () => {
  expect(await program.shell('$ory frob')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('there is no command "frob"') });
});

onLinux('fails when what it writes finds no room', async () => {
  const message = 'error: standard output cannot be written (ENOSPC), so not all of the output is there; send it elsewhere, or make room\n';
  expect(await program.shell(`$ory adopt project > ${FULL}`, { env: fake.env })).toMatchObject({ status: 1, stderr: expect.stringContaining(message) });
  expect(await program.shell(`$ory inventory > ${FULL}`, { input: outputs(1) })).toMatchObject({ status: 1, stderr: message });
  expect(await program.shell(`$ory --help > ${FULL}`)).toMatchObject({ status: 1, stderr: message });
  expect(await program.shell(`$ory adopt project > code.ts 2> ${FULL}`, { env: fake.env })).toMatchObject({ status: 1 });
});

onLinux('fails when a file finds no room', async () => {
  expect(await program.shell(`$ory adopt project --force --out ${FULL}`, { env: fake.env })).toMatchObject({
    status: 1, stdout: '', stderr: expect.stringContaining('"/dev/full" cannot be written (ENOSPC); choose another --out'),
  });
});

test('a reader that leaves early is no failure', async () => {
  // WHEN
  const ran = await program.shell('$ory inventory --format table | head -1', { input: outputs(20_000) });

  // THEN
  expect(ran).toMatchObject({ status: 0, stdout: expect.stringMatching(/^20000 keys at .*\n$/), stderr: '' });
});

test('a reader that leaves early cuts no file that was asked for', async () => {
  // WHEN
  const ran = await program.shell('$ory adopt project --out keys.ts 2>&1 | head -1', { env: fake.env });

  // THEN
  expect(ran).toMatchObject({ status: 0, stdout: `300 API keys of project ${PROJECT}\n` });
  expect(readFileSync(join(program.folder, 'keys.ts'), 'utf8').match(/importExisting/g)).toHaveLength(300);
});

test('a finding is told by the exit code although nobody reads the report', async () => {
  // GIVEN
  const input = JSON.stringify(plan([destroyed('ory_project_api_key.a', key('a'))]));

  // THEN
  expect(await program.shell('$ory check-plan | true', { input })).toMatchObject({ status: 3 });
});

test('every line reaches a reader that is slow', async () => {
  expect(await program.shell('$ory inventory --format table | (sleep 1; wc -l)', { input: outputs(20_000) })).toMatchObject({ status: 0, stdout: expect.stringContaining('20004') });
});

test('nothing but plain lines is written, with NO_COLOR and without', async () => {
  for (const NO_COLOR of [undefined, '1']) {
    const ran = await program.shell('$ory adopt project', { env: { ...fake.env, NO_COLOR } });
    expect(ran).toMatchObject({ status: 0, stdout: expect.not.stringContaining('\u001b'), stderr: expect.not.stringContaining('\u001b') });
  }
});
