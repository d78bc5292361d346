import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { PlanSummary, summarizePlan, warningsIn } from './toolchain/plan-json';
import { ProcessResult, startProcess } from './toolchain/process';
import { quietEnvironment, terraformVersion } from './toolchain/terraform-binary';

/** Where Terraform finds providers, and what it is told. */
export interface TerraformOptions {
  /** The CLI configuration file, see `prepareProviders`. @default - the user's own */
  readonly cliConfig?: string;
  /** Variables on top of the caller's; the caller's own ORY_… and TF_… are not passed on. */
  readonly env?: Record<string, string>;
}

/** How a Terraform command ended. A failure is a result, too: see {@link succeeded}. */
export interface TerraformResult extends ProcessResult {
  /** The command, without the values of its environment. */
  readonly command: string;
  /** The titles of the warnings it printed. */
  readonly warnings: readonly string[];
}

/** A plan. `exitCode` is 0 without changes, 2 with changes, 1 on an error, when the summary is empty. */
export interface PlanResult extends TerraformResult, PlanSummary {
  /** The saved plan, for `applyPlan`. */
  readonly planFile: string;
}

/** A Terraform process that is running. */
export interface StartedTerraform {
  readonly child: ChildProcess;
  readonly done: Promise<TerraformResult>;
  /** Kills Terraform alone, by its id. A provider it started may go on with the request it is busy with, as in real life. */
  kill(signal?: NodeJS.Signals): void;
  /** Kills Terraform and the providers it started. */
  killAll(signal?: NodeJS.Signals): void;
}

export interface OutputValue {
  readonly value: unknown;
  readonly type: unknown;
  readonly sensitive: boolean;
}

const EMPTY_PLAN: PlanSummary = { changes: [], changedOutputs: [], checks: [] };
const BATCH = ['-no-color', '-input=false'];

/** Real Terraform or OpenTofu in one working directory. Nothing here blocks: the Console may live in the same process. */
export class Terraform {
  private plans = 0;

  public constructor(public readonly dir: string, private readonly options: TerraformOptions = {}) {}

  public init(...args: string[]): Promise<TerraformResult> {
    return this.run('init', ...BATCH, ...args);
  }

  public validate(...args: string[]): Promise<TerraformResult> {
    return this.run('validate', '-no-color', ...args);
  }

  /** Makes a plan, saves it beside the configuration, and reads it. */
  public async plan(...args: string[]): Promise<PlanResult> {
    this.plans += 1;
    const planFile = join(this.dir, `${process.pid}-${this.plans}.tfplan`);
    const result = await this.run('plan', ...BATCH, '-detailed-exitcode', `-out=${planFile}`, ...args);
    if (result.exitCode !== 0 && result.exitCode !== 2) {
      return { ...result, ...EMPTY_PLAN, planFile };
    }
    const { stdout } = succeeded(await this.run('show', '-json', planFile));
    return { ...result, ...summarizePlan(stdout), planFile };
  }

  public apply(...args: string[]): Promise<TerraformResult> {
    return this.run('apply', ...BATCH, '-auto-approve', ...args);
  }

  /** Applies a saved plan. */
  public applyPlan(planFile: string, ...args: string[]): Promise<TerraformResult> {
    return this.run('apply', ...BATCH, ...args, planFile);
  }

  public destroy(...args: string[]): Promise<TerraformResult> {
    return this.run('destroy', ...BATCH, '-auto-approve', ...args);
  }

  public import(address: string, id: string): Promise<TerraformResult> {
    return this.run('import', ...BATCH, address, id);
  }

  /** Every output with its value, sensitive ones too. Throws when Terraform fails. */
  public async output(): Promise<Record<string, OutputValue>> {
    const { stdout } = succeeded(await this.run('output', '-json', '-no-color'));
    return JSON.parse(stdout) as Record<string, OutputValue>;
  }

  /** The state as `terraform show -json` gives it, values of sensitive attributes included. Throws when Terraform fails. */
  public async show(): Promise<StateJson> {
    const { stdout } = succeeded(await this.run('show', '-json', '-no-color'));
    return JSON.parse(stdout) as StateJson;
  }

  /** Runs any command to its end, with exactly these arguments. */
  public async run(...args: string[]): Promise<TerraformResult> {
    return (await this.spawn(args, false)).done;
  }

  /** Starts a command, in a process group of its own, so that it can be killed on the way. */
  public async start(...args: string[]): Promise<StartedTerraform> {
    const { child, done } = await this.spawn(args, true);
    return {
      child,
      done,
      kill: (signal = 'SIGKILL') => void child.kill(signal),
      killAll: (signal = 'SIGKILL') => void (process.platform === 'win32' ? child.kill(signal) : process.kill(-child.pid!, signal)),
    };
  }

  private async spawn(args: readonly string[], ownGroup: boolean): Promise<{ child: ChildProcess; done: Promise<TerraformResult> }> {
    const { command } = await terraformVersion();
    const { cliConfig, env } = this.options;
    const { child, done } = startProcess(command, args, {
      cwd: this.dir,
      env: { ...quietEnvironment(), ...(cliConfig === undefined ? {} : { TF_CLI_CONFIG_FILE: cliConfig }), ...env },
      ownGroup,
    });
    const described = done.then((result) => ({
      ...result,
      command: [command, ...args].join(' '),
      warnings: warningsIn(result.stdout + result.stderr),
    }));
    return { child, done: described };
  }
}

/** The root of a state in JSON; nested modules are left out. */
export interface StateJson {
  readonly values?: {
    readonly outputs?: Record<string, { readonly value: unknown; readonly sensitive: boolean }>;
    readonly root_module?: {
      readonly resources?: readonly { readonly address: string; readonly type: string; readonly values: Record<string, unknown> }[];
    };
  };
}

/** The same result, or an error that shows what Terraform said. A plan with changes counts as success. */
export function succeeded<T extends TerraformResult>(result: T): T {
  const fine = result.exitCode === 0 || ('planFile' in result && result.exitCode === 2);
  if (!fine) {
    throw new Error(`${result.command} ended with exit code ${result.exitCode}:\n${result.stderr || result.stdout}`);
  }
  return result;
}
