import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { destroyed, key, plan } from './check-plan/plans';
import { PROJECT } from './support';

/** Where every write fails for want of room; Linux alone has it. */
const FULL = '/dev/full';

const folder = mkdtempSync(join(tmpdir(), 'ory-api-keys-program-'));
const program = join(folder, 'lib', 'cli', 'main.js');

beforeAll(() => {
  buildSync({ entryPoints: [join(__dirname, '../../src/cli/main.ts')], outfile: program, bundle: true, platform: 'node', target: 'node20', logLevel: 'error' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a line of a shell in which `$0` is the program. */
function shell(line: string, input = ''): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  return spawnSync('bash', ['-c', `set -o pipefail; ${line}`, program], { input, encoding: 'utf8', cwd: folder });
}

/** An inventory of so many keys, as Terraform prints it. */
function outputs(count: number): string {
  const value = Array.from({ length: count }, (_, index) => ({ path: `prod/key-${index}`, kind: 'project', name: `key ${index}`, owner: PROJECT, expires_at: null }));
  return JSON.stringify({ ory_api_keys: { sensitive: false, value } });
}

test('takes its arguments from the process, and sets the exit code', () => {
  expect(shell('node "$0" frob')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('there is no command "frob"') });
});

(existsSync(FULL) ? test : test.skip)('fails when what it writes finds no room', () => {
  expect(shell(`node "$0" inventory > ${FULL}`, outputs(1))).toMatchObject({
    status: 1, stderr: 'error: standard output cannot be written (ENOSPC), so not all of the output is there; send it elsewhere, or make room\n',
  });
  expect(shell(`node "$0" --help > ${FULL}`)).toMatchObject({ status: 1, stderr: expect.stringContaining('ENOSPC') });
  expect(shell(`node "$0" frob 2> ${FULL}`)).toMatchObject({ status: 1 });
});

test('a reader that leaves early is no failure', () => {
  // WHEN
  const ran = shell('node "$0" inventory --format table | head -1', outputs(20_000));

  // THEN
  expect(ran).toMatchObject({ status: 0, stdout: expect.stringMatching(/^20000 keys at .*\n$/), stderr: '' });
});

test('a finding is told by the exit code although nobody reads the report', () => {
  expect(shell('node "$0" check-plan | true', JSON.stringify(plan([destroyed('ory_project_api_key.a', key('a'))])))).toMatchObject({ status: 3 });
});

test('every write reaches a reader that is slow', () => {
  expect(execFileSync('bash', ['-c', 'node "$0" inventory --format table | (sleep 1; cat) | wc -l', program], { input: outputs(20_000), encoding: 'utf8' }).trim()).toBe('20004');
});
