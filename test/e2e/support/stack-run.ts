import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CheckOutcome, PlannedChange, PlanSummary, Sandbox, StartedTerraform, succeeded, Terraform } from '../../../sandbox';
import { summarizePlan } from '../../../sandbox/toolchain/plan-json';
import { describeErrors, Report, reportOf } from './diagnostics';

/** How many keys the configuration means to destroy. A test of the library says so, or the run fails. */
export interface Expected {
  /** Exactly so many. @default 0 */
  readonly destroys?: number;
  /** So many or fewer; after a fault, when it is open how far the apply before came. */
  readonly mayDestroy?: number;
}

/** A plan, read. */
export interface Plan extends Report, PlanSummary {
  /** Nothing changes: no resource, no import, no output. */
  readonly clean: boolean;
  /** Addresses of the keys that the plan would destroy. */
  readonly destroyed: readonly string[];
  readonly file: string;
  /** What is planned for an address; undefined where nothing is. */
  actionsFor(address: string): string | undefined;
}

const NO_PLAN: PlanSummary = { changes: [], changedOutputs: [], checks: [] };
const BATCH = ['-json', '-input=false'];

/** One synthesized stack and the Terraform that works on it. */
export class StackRun {
  private required?: string;
  private plans = 0;

  /**
   * @param guarded - whether the stack is the library's, so that no plan and no apply may destroy a key that was not announced
   */
  public constructor(
    private readonly out: string, private readonly name: string, private readonly sandbox: Sandbox,
    public readonly terraform: Terraform, private readonly guarded: boolean,
  ) {}

  /** The file that its local backend keeps. */
  public get stateFile(): string {
    return join(this.out, `${this.name}.tfstate`);
  }

  /** The synthesized configuration. */
  public json(): any {
    return JSON.parse(readFileSync(join(this.terraform.dir, 'cdk.tf.json'), 'utf8'));
  }

  /** The warnings that synth gave, as cdktf shows them. */
  public synthWarnings(): string[] {
    return this.annotations('@cdktf/warn');
  }

  /** What synth told beside warnings. */
  public synthInfos(): string[] {
    return this.annotations('@cdktf/info');
  }

  /** `terraform init`, where the configuration has changed what it needs. */
  public async init(): Promise<void> {
    const { required_providers: providers, backend } = this.json().terraform;
    const required = JSON.stringify([providers, backend]);
    if (required !== this.required) {
      succeeded(await this.terraform.init());
      this.required = required;
    }
  }

  public async plan(expected: Expected = {}, ...args: string[]): Promise<Plan> {
    await this.init();
    this.plans += 1;
    const file = join(this.terraform.dir, `${this.plans}.tfplan`);
    const result = await this.terraform.run('plan', ...BATCH, '-detailed-exitcode', `-out=${file}`, ...args);
    const report = reportOf(result);
    const summary = report.ok ? summarizePlan(succeeded(await this.terraform.run('show', '-json', file)).stdout) : NO_PLAN;
    const destroyed = summary.changes.filter(destroysKey).map(({ address }) => address);
    this.check('the plan would destroy', destroyed, expected);
    return {
      ...report,
      ...summary,
      clean: result.exitCode === 0 && summary.changes.length === 0 && summary.changedOutputs.length === 0,
      destroyed,
      file,
      actionsFor: (address) => summary.changes.find((change) => change.address === address)?.actions.join('+'),
    };
  }

  /** Applies the configuration or a saved plan; a failure is a result, too. */
  public async apply(expected: Expected = {}, ...args: string[]): Promise<Report> {
    await this.init();
    const before = this.liveKeys();
    const report = reportOf(await this.terraform.run('apply', ...BATCH, '-auto-approve', ...args));
    const after = new Set(this.liveKeys());
    this.check('the apply destroyed', before.filter((id) => !after.has(id)), expected);
    return report;
  }

  /** Applies and throws what went wrong. */
  public async deploy(expected: Expected = {}, ...args: string[]): Promise<Report> {
    const report = await this.apply(expected, ...args);
    if (!report.ok) {
      throw new Error(`apply failed:\n${describeErrors(report)}`);
    }
    return report;
  }

  /** Starts an apply that is to be killed or raced. */
  public async startApply(...args: string[]): Promise<StartedTerraform> {
    await this.init();
    return this.terraform.start('apply', ...BATCH, '-auto-approve', ...args);
  }

  /** `terraform destroy`, whatever it destroys. */
  public async destroy(): Promise<Report> {
    return reportOf(await this.terraform.run('destroy', ...BATCH, '-auto-approve'));
  }

  public outputs(): ReturnType<Terraform['output']> {
    return this.terraform.output();
  }

  /** An output, as a consumer reads it. */
  public async output(name: string): Promise<any> {
    return (await this.outputs())[name]?.value;
  }

  /** The resources in state by address. */
  public async state(): Promise<Record<string, Record<string, any>>> {
    const { values } = await this.terraform.show();
    return Object.fromEntries((values?.root_module?.resources ?? []).map(({ address, values: attributes }) => [address, attributes]));
  }

  /** Addresses of the resources of a type, without their values. */
  public addresses(type: string): string[] {
    return Object.keys(this.json().resource?.[type] ?? {}).map((id) => `${type}.${id}`);
  }

  private annotations(wanted: string): string[] {
    const manifest = JSON.parse(readFileSync(join(this.out, 'manifest.json'), 'utf8'));
    const annotations = manifest.stacks[this.name].annotations as { level: string; message: string }[];
    return annotations.filter(({ level }) => level === wanted).map(({ message }) => message);
  }

  private liveKeys(): string[] {
    const projects = [this.sandbox.projectId, this.sandbox.otherProjectId];
    return [...projects.flatMap((project) => this.sandbox.projectKeys(project)), ...this.sandbox.workspaceKeys()].map(({ id }) => id);
  }

  private check(what: string, destroyed: readonly string[], { mayDestroy, destroys = mayDestroy ?? 0 }: Expected): void {
    const fine = mayDestroy === undefined ? destroyed.length === destroys : destroyed.length <= mayDestroy;
    if (this.guarded && !fine) {
      throw new Error(`${what} ${destroyed.length} keys instead of ${destroys}: ${destroyed.join(', ')}`);
    }
  }
}

/** The one check block that a stack with one key has. */
export function onlyCheck({ checks }: PlanSummary): CheckOutcome {
  if (checks.length !== 1) {
    throw new Error(`expected one check, found ${checks.length}`);
  }
  return checks[0];
}

function destroysKey({ address, actions }: PlannedChange): boolean {
  return actions.includes('delete') && /\bory_(project|workspace)_api_key\./.test(address);
}
