import { rmSync } from 'node:fs';
import { App, TerraformElement, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import type { Sandbox } from '../../../sandbox';
import { ory } from '../../../src';
import { Build, Deployment, E2e, StackOptions } from './e2e';
import { Plan, StackRun } from './stack-run';

/** The keys that live in the Console: id by name, sorted. Two of one name would hide each other, so that is an error. */
export type Alive = Record<string, string>;

/** What a deploy is to do beside leaving every key as it is. */
export interface Step {
  /** Time at synth, RFC 3339. @default - the system clock */
  readonly now?: string;
  /** How many keys it is to destroy, by the user's own will. @default 0 */
  readonly destroys?: number;
  /** Values of Terraform variables. */
  readonly variables?: Record<string, string>;
}

/** A stack that is deployed again and again in a sandbox of its own, and the keys that live in the Console meanwhile. */
export class Sequence {
  /** Deploys what a sequence begins with. */
  public static async begin(e2e: E2e, build: Build, step: Step = {}, options: StackOptions = {}): Promise<Sequence> {
    const sequence = new Sequence(e2e.sandbox, await e2e.stack(build, { ...options, now: step.now }));
    await sequence.apply(step);
    return sequence;
  }

  private constructor(private readonly sandbox: Sandbox, public readonly stack: Deployment) {}

  /** Deploys something else in its place. Fails where that destroys another number of keys than was said. */
  public async deploy(build: Build, step: Step = {}): Promise<this> {
    this.stack.change(build, { now: step.now });
    await this.apply(step);
    return this;
  }

  /** The keys of both projects and of the workspace, the sandbox's own aside. */
  public alive(): Alive {
    return aliveIn(this.sandbox);
  }

  /** Whether a further plan has nothing to do: no resource, move, import or output. Every sequence ends with it. */
  public async settled({ variables }: Step = {}): Promise<boolean> {
    const { exitCode } = await this.stack.terraform.run('plan', '-input=false', '-detailed-exitcode', ...argumentsFor(variables));
    return exitCode === 0;
  }

  /** Plans what was deployed last, once more. */
  public plan({ destroys, variables }: Step = {}): Promise<Plan> {
    return this.stack.plan({ destroys }, ...argumentsFor(variables));
  }

  /** Addresses in the state. */
  public async addresses(): Promise<string[]> {
    return Object.keys(await this.stack.state());
  }

  /** Loses the state, as somebody does who deletes the file. */
  public loseState(): void {
    rmSync(this.stack.stateFile);
  }

  private async apply({ destroys, variables }: Step): Promise<void> {
    await this.stack.deploy({ destroys }, ...argumentsFor(variables));
  }
}

/** Fills the stacks of an app, each of which has an Ory provider. */
export type BuildStacks<Name extends string> = (stacks: Record<Name, TerraformStack>) => void;

/** An app of several stacks that is deployed again and again, stack by stack in the order of their names. */
export class AppSequence<Name extends string> {
  /** Deploys what a sequence begins with. */
  public static async begin<Name extends string>(
    e2e: E2e, names: readonly Name[], build: BuildStacks<Name>, options: StackOptions = {},
  ): Promise<AppSequence<Name>> {
    const workspace = e2e.workspace();
    const synth = (next: BuildStacks<Name>) => workspace.synth((app) => {
      next(Object.fromEntries(names.map((name) => {
        const stack = new TerraformStack(app, name);
        workspace.keepStateIn(stack);
        new ory.OryProvider(stack, 'Ory', { projectId: e2e.sandbox.projectId });
        return [name, stack];
      })) as Record<Name, TerraformStack>);
    });
    synth(build);
    const stacks = new Map<Name, StackRun>();
    for (const name of names) {
      stacks.set(name, await e2e.run(workspace, name, options));
    }
    const sequence = new AppSequence(e2e.sandbox, synth, stacks);
    await sequence.apply();
    return sequence;
  }

  private constructor(
    private readonly sandbox: Sandbox,
    private readonly synth: (build: BuildStacks<Name>) => void,
    private readonly stacks: ReadonlyMap<Name, StackRun>,
  ) {}

  /** Deploys something else in its place. Fails where that destroys a key. */
  public async deploy(build: BuildStacks<Name>): Promise<this> {
    this.synth(build);
    await this.apply();
    return this;
  }

  /** Synthesizes something else, which is to be deployed by hand. */
  public change(build: BuildStacks<Name>): void {
    this.synth(build);
  }

  public stack(name: Name): StackRun {
    return this.stacks.get(name)!;
  }

  public alive(): Alive {
    return aliveIn(this.sandbox);
  }

  /** Whether further plans have nothing to do in any of the stacks. */
  public async settled(): Promise<boolean> {
    const runs = [...this.stacks.values()];
    const plans = await Promise.all(runs.map(({ terraform }) => terraform.run('plan', '-input=false', '-detailed-exitcode')));
    return plans.every(({ exitCode }) => exitCode === 0);
  }

  private async apply(): Promise<void> {
    for (const stack of this.stacks.values()) {
      await stack.deploy();
    }
  }
}

/** The keys that live in a sandbox. */
export function aliveIn(sandbox: Sandbox): Alive {
  const keys = [...sandbox.projectKeys(), ...sandbox.projectKeys(sandbox.otherProjectId), ...sandbox.workspaceKeys()]
    .filter(({ value }) => value !== sandbox.workspaceKey);
  const alive = Object.fromEntries(keys.map(({ name, id }) => [name, id]).sort());
  if (Object.keys(alive).length !== keys.length) {
    throw new Error(`two keys of one name live: ${keys.map(({ name }) => name).sort().join(', ')}`);
  }
  return alive;
}

/** Scope and id of a construct at a path within a stack; the scopes between are made where there are none. */
export function at(stack: TerraformStack, path: string): [Construct, string] {
  const ids = path.split('/');
  const id = ids.pop()!;
  return [ids.reduce<Construct>((scope, next) => (scope.node.tryFindChild(next) as Construct | undefined) ?? new Construct(scope, next), stack), id];
}

/** The address that `terraform state list` shows for the resource of a construct at a path. */
export function addressAt(path: string, environment?: string): string {
  const [scope, id] = at(new TerraformStack(new App(), 'elsewhere'), `${path}/Resource`);
  const address = `ory_project_api_key.${new TerraformElement(scope, id).friendlyUniqueId}`;
  return environment === undefined ? address : `${address}["${environment}"]`;
}

function argumentsFor(variables: Record<string, string> = {}): string[] {
  return Object.entries(variables).flatMap(([name, value]) => ['-var', `${name}=${value}`]);
}
