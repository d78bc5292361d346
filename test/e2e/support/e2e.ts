import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { prepareProviders, ProvidersOptions, Sandbox, SandboxOptions, Terraform } from '../../../sandbox';
import { ory } from '../../../src';
import { StackRun } from './stack-run';

/** Adds what the test is about to a stack that has an Ory provider. */
export type Build = (stack: TerraformStack, provider: ory.OryProvider) => void;

export interface StackOptions extends ProvidersOptions {
  /** @default - the sandbox's first project */
  readonly provider?: ory.OryProviderConfig;
  /** Variables for Terraform, on top of those that point the provider to the sandbox. */
  readonly env?: Record<string, string>;
  /** Time at synth, RFC 3339. @default - the system clock */
  readonly now?: string;
}

/** A stack under test, which can be changed and run again. */
export interface Deployment extends StackRun {
  /** Synthesizes something else in the same place, as a user does who edits the app. */
  change(build: Build, options?: Pick<StackOptions, 'provider' | 'now'>): void;
}

/** A directory for everything that one app synthesizes and Terraform leaves. */
export class Workspace {
  public readonly dir = mkdtempSync(join(tmpdir(), 'ory-api-keys-e2e-'));

  /** Synthesizes an app here. Each stack that it has needs a backend: see {@link keepStateIn}. */
  public synth(build: (app: App) => void, now?: string): void {
    const app = new App({ outdir: this.dir, context: now === undefined ? {} : { 'cdktf-ory-api-keys:now': now } });
    build(app);
    app.synth();
  }

  /** Gives a stack a local backend in this directory. */
  public keepStateIn(stack: TerraformStack): void {
    new LocalBackend(stack, { path: join(this.dir, `${stack.node.id}.tfstate`) });
  }
}

const NAME = 'e2e';

/** A sandbox for the tests of one file or describe block, and stacks that are applied to it. */
export class E2e {
  private running?: Sandbox;
  private readonly workspaces: Workspace[] = [];

  public constructor(private readonly options: SandboxOptions) {}

  public get sandbox(): Sandbox {
    return this.running!;
  }

  public async start(): Promise<void> {
    this.running = await Sandbox.start(this.options);
  }

  public async stop(): Promise<void> {
    await this.running?.close();
    this.workspaces.forEach(({ dir }) => rmSync(dir, { recursive: true, force: true }));
  }

  public workspace(): Workspace {
    const workspace = new Workspace();
    this.workspaces.push(workspace);
    return workspace;
  }

  /** A stack of this library's constructs: no plan or apply of it may destroy a key, unless the test says so beforehand. */
  public stack(build: Build, options?: StackOptions): Promise<Deployment> {
    return this.synthesize(build, true, options);
  }

  /** A stack of raw bindings, whose hazards are shown. */
  public rawStack(build: Build, options?: StackOptions): Promise<Deployment> {
    return this.synthesize(build, false, options);
  }

  /** The Terraform of one stack of an app that was synthesized in a workspace. */
  public async run(workspace: Workspace, stack: string, options: StackOptions = {}, guarded = true): Promise<StackRun> {
    const { cliConfig, env } = await prepareProviders(options);
    const terraform = new Terraform(join(workspace.dir, 'stacks', stack), { cliConfig, env: { ...env, ...this.sandbox.env(), ...options.env } });
    return new StackRun(workspace.dir, stack, this.sandbox, terraform, guarded);
  }

  private async synthesize(build: Build, guarded: boolean, options: StackOptions = {}): Promise<Deployment> {
    const workspace = this.workspace();
    const change = (next: Build, { provider = options.provider, now = options.now }: StackOptions = {}) => workspace.synth((app) => {
      const stack = new TerraformStack(app, NAME);
      workspace.keepStateIn(stack);
      next(stack, new ory.OryProvider(stack, 'Ory', provider ?? { projectId: this.sandbox.projectId }));
    }, now);
    change(build);
    return Object.assign(await this.run(workspace, NAME, options, guarded), { change });
  }
}

/** Starts a sandbox before the tests of this block and stops it after them. */
export function useSandbox(options: SandboxOptions = {}): E2e {
  const e2e = new E2e(options);
  beforeAll(() => e2e.start());
  afterAll(() => e2e.stop());
  return e2e;
}

/** The same, but a sandbox of its own for each test, so that every key in it is the test's. */
export function useFreshSandbox(options: SandboxOptions = {}): E2e {
  const e2e = new E2e(options);
  beforeEach(() => e2e.start());
  afterEach(() => e2e.stop());
  return e2e;
}
