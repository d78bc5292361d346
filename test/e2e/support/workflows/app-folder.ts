import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { buildSync } from 'esbuild';
import { prepareProviders, Sandbox, succeeded, Terraform, terraformVersion } from '../../../../sandbox';
import { ProcessResult, startProcess } from '../../../../sandbox/toolchain/process';

const ROOT = join(__dirname, '..', '..', '..', '..');
const EXAMPLES = join(ROOT, 'examples');

/** What an app and the command import from its `node_modules`. */
const INSTALLED = ['cdktf', 'constructs', '@cdktf'];

/** The checkout of an app that a workflow runs in: the app, the command and the script, as a user has them who copied the example workflows. */
export class AppFolder {
  /**
   * @param app - the TypeScript of the app; may import this library by its name
   * @param sandbox - what its Terraform works on
   */
  public static async make(app: string, sandbox: Sandbox): Promise<AppFolder> {
    const dir = mkdtempSync(join(tmpdir(), 'ory-api-keys-e2e-workflow-'));
    const bin = join(dir, 'node_modules', '.bin');
    mkdirSync(bin, { recursive: true });
    mkdirSync(join(dir, 'ci'));
    mkdirSync(join(dir, 'runner'));
    copyFileSync(join(EXAMPLES, 'workflows', 'ory-keys.sh'), join(dir, 'ci', 'ory-keys.sh'));
    writeFileSync(join(dir, 'package.json'), JSON.stringify({ private: true, scripts: { synth: 'node app.js' } }));
    INSTALLED.forEach((name) => symlinkSync(join(ROOT, 'node_modules', name), join(dir, 'node_modules', name)));
    const command = join(bin, 'cdktf-ory-api-keys');
    const shared = { bundle: true, platform: 'node', target: 'node20', logLevel: 'warning' } as const;
    buildSync({ ...shared, entryPoints: [app], outfile: join(dir, 'app.js'), external: INSTALLED, alias: { 'cdktf-ory-api-keys': join(ROOT, 'src') } });
    buildSync({ ...shared, entryPoints: [join(ROOT, 'src', 'cli', 'main.ts')], outfile: command });
    chmodSync(command, 0o755);

    const [{ cliConfig, env }, { command: terraform }] = [await prepareProviders(), await terraformVersion()];
    const machine = {
      PATH: [join(__dirname, 'bin'), process.env.PATH].join(delimiter),
      HOME: join(dir, 'runner'),
      TERRAFORM_BINARY_NAME: terraform,
      TF_CLI_CONFIG_FILE: cliConfig,
      CHECKPOINT_DISABLE: '1',
      ORY_CONSOLE_API_URL: sandbox.url,
      // What somebody set to look into a failure: no value may show even so.
      TF_LOG: 'TRACE',
      ...env,
    };
    return new AppFolder(dir, sandbox, machine);
  }

  private constructor(
    public readonly dir: string,
    private readonly sandbox: Sandbox,
    /** The environment of the machine that runs jobs; it has no bearer, a step is given it. */
    private readonly machine: Readonly<Record<string, string>>,
  ) {}

  /** Runs a script as a step of a job does. */
  public run(script: string, env: Readonly<Record<string, string>>): Promise<ProcessResult> {
    const file = join(this.dir, 'runner', 'step.sh');
    writeFileSync(file, script);
    return startProcess('bash', ['--noprofile', '--norc', '-eo', 'pipefail', file], { cwd: this.dir, env: { ...this.machine, ...env } }).done;
  }

  /** Every output of a stack, as it is in the state. */
  public async outputs(stack: string): Promise<Record<string, unknown>> {
    const terraform = new Terraform(join(this.dir, 'cdktf.out', 'stacks', stack), { cliConfig: this.machine.TF_CLI_CONFIG_FILE, env: this.sandbox.env() });
    succeeded(await terraform.init());
    return Object.fromEntries(Object.entries(await terraform.output()).map(([name, { value }]) => [name, value]));
  }

  public remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}
