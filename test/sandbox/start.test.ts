import { ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'sandbox-start-'));
const started: { readonly launcher: ChildProcess; readonly ended: Promise<unknown> }[] = [];

/** A sandbox that runs as users start it. */
interface Running {
  readonly url: string;
  /** The file with its bearer, as its greeting names it. */
  readonly bearerFile: string;
  readonly launcher: ChildProcess;
  /** The exit code of the launcher. */
  readonly ended: Promise<number | null>;
}

async function start(state: string): Promise<Running> {
  const launcher = spawn(process.execPath, [join(ROOT, 'scripts', 'run.mjs'), 'sandbox/cli.ts', 'start', '--no-providers', '--state', join(folder, state)]);
  let said = '';
  const ended = new Promise<number | null>((resolve) => launcher.on('close', resolve));
  started.push({ launcher, ended });
  await new Promise<void>((resolve, reject) => {
    for (const stream of [launcher.stdout, launcher.stderr]) {
      stream.on('data', (part) => {
        said += part;
        if (said.includes('TF_CLI_CONFIG_FILE') || said.includes('--no-providers)')) {
          resolve();
        }
      });
    }
    void ended.then(() => reject(new Error(`it ended: ${said}`)));
  });
  const [, url] = /listens on (\S+);/.exec(said)!;
  const [, bearerFile] = /cat '([^']+)'/.exec(said)!;
  return { url, bearerFile, launcher, ended };
}

async function answers({ url }: Running): Promise<boolean> {
  return fetch(`${url}/sandbox`).then(({ ok }) => ok, () => false);
}

afterAll(async () => {
  await Promise.all(started.map(({ launcher, ended }) => {
    launcher.kill('SIGTERM');
    return ended;
  }));
  rmSync(folder, { recursive: true, force: true });
});

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s to the launcher ends the sandbox that it started, which cleans up', async (signal) => {
  // GIVEN
  const running = await start(`${signal}.json`);
  expect(await answers(running)).toBe(true);

  // WHEN
  running.launcher.kill(signal);

  // THEN
  expect(await running.ended).toBe(0);
  expect(await answers(running)).toBe(false);
  expect(existsSync(running.bearerFile)).toBe(false);
}, 60_000);

test('two sandboxes with states of their own have bearers of their own, and each goes with its sandbox', async () => {
  // GIVEN
  const [one, other] = [await start('one.json'), await start('other.json')];

  // WHEN
  const bearers = [one, other].map(({ bearerFile }) => readFileSync(bearerFile, 'utf8'));

  // THEN
  expect(one.bearerFile).not.toBe(other.bearerFile);
  const whoami = async (running: Running, bearer: string) => (await fetch(`${running.url}/sandbox/whoami`, { headers: { authorization: `Bearer ${bearer}` } })).status;
  expect([await whoami(one, bearers[0]), await whoami(other, bearers[1]), await whoami(one, bearers[1])]).toEqual([200, 200, 401]);

  one.launcher.kill('SIGTERM');
  await one.ended;
  expect([existsSync(one.bearerFile), existsSync(other.bearerFile), await answers(other)]).toEqual([false, true, true]);
  other.launcher.kill('SIGTERM');
  await other.ended;
}, 60_000);

test('fails to run twice on one state', async () => {
  // GIVEN
  const running = await start('same.json');

  // THEN
  await expect(start('same.json')).rejects.toThrow(`error: a sandbox runs already on this state, at ${running.url}; stop it, or give another file with --state`);
  running.launcher.kill('SIGTERM');
  await running.ended;
}, 60_000);
