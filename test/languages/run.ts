/**
 * Builds the packages of both flavours, installs them in apps of four languages as a user would, runs the apps, and compares what
 * the languages synthesize.
 *
 *     node scripts/run.mjs test/languages/run.ts [cdktf|cdktn ...] [--only=typescript,python,go,java]
 *
 * Ends with a table of real counts and a line `N passed, N failed`. A missing toolchain is a failure where `CI` is set; elsewhere a
 * line says what was not checked.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { Flavour, flavoursOf } from '../../scripts/flavour/flavours';
import { treeOf } from '../../scripts/flavour/derive';
import { buildAssembly, buildPackages } from '../../scripts/packages/build';
import { checkPackages } from '../packages/check';
import { available, runMain, terraformProgram, timed } from '../../scripts/tools';
import { Sandbox } from '../../sandbox';
import { Adapter, Command } from './adapter';
import { appOf, AppKind, obstacle, prepare, synthesize } from './apps';
import { besideProblems } from './beside';
import { Case, flavourProblem, loadCases, Outcome, problemOf, runCases } from './compare';
import { CONTEXT, exampleProblems, SETTINGS } from './examples';
import { uncovered } from './coverage';
import { firstKeyProblem } from './first-key';
import { go } from './go';
import { java } from './java';
import { movingCase, movingProblem } from './moving';
import { ownProblems } from './own';
import { python } from './python';
import { readmeProblems } from './readme';
import { Stage, STAGES, StageTable } from './table';
import { typescript } from './typescript';

/** TypeScript first: the others are compared with it. */
const ADAPTERS: readonly Adapter[] = [typescript, python, go, java];

/** Started by DataResource of the core at synth, and by the move between the flavours. */
const TERRAFORM = terraformProgram();

class Languages {
  private readonly table = new StageTable();
  private readonly cases: readonly Case[] = loadCases();
  /** What the first language gave for each flavour, the flavours being compared by it. */
  private readonly references = new Map<string, { readonly outcomes: Map<string, Outcome>; readonly program: Command; readonly dir: string }>();

  /** Runs everything for a flavour; one language's failure does not keep the others from being checked. */
  public async run(flavour: Flavour, adapters: readonly Adapter[]): Promise<void> {
    await buildAssembly(flavour);
    const usable: Adapter[] = [];
    for (const adapter of adapters) {
      if (await this.hasTools(flavour, adapter) && await this.build(flavour, adapter)) {
        usable.push(adapter);
      }
    }
    await this.checkPackages(flavour, usable);
    const version = JSON.parse(fs.readFileSync(path.join(treeOf(flavour), 'package.json'), 'utf8')).version as string;
    this.table.check(`${flavour.name} cases`, 'conformance', 'reach the whole public interface', uncovered(this.cases, treeOf(flavour)));
    let referenceExample: string | undefined;
    let referenceBeside: string | undefined;
    for (const adapter of usable) {
      const example = await this.example(flavour, adapter, version, referenceExample);
      referenceExample ??= example;
      await this.firstKey(flavour, adapter, version);
      const beside = await this.beside(flavour, adapter, version, referenceBeside);
      referenceBeside ??= beside;
      await this.conformance(flavour, adapter, version);
    }
  }

  /** Compares the flavours with each other, when both were run, and moves an app from one to the other and back. */
  public async compareFlavours(): Promise<void> {
    if (this.references.size < 2) {
      return;
    }
    const [[first, one], [second, other]] = this.references;
    const label = `${first} and ${second}`;
    for (const spec of this.cases) {
      this.table.check(label, stageOf(spec), spec.name, flavourProblem(other.outcomes.get(spec.name), one.outcomes.get(spec.name)));
    }
    for (const command of [await TERRAFORM, 'go']) {
      if (!await available(command, ['version'])) {
        this.lacks(label, 'example', command);
        return;
      }
    }
    await this.attempt(label, 'example', 'an app moves without a change', async () => {
      const sandbox = await Sandbox.start();
      try {
        const spec = movingCase(sandbox);
        const [before, after] = await Promise.all([...this.references].map(async ([flavour, { program, dir }]) => {
          const outcome = (await runCases([spec], `moving-${flavour}`, program, dir)).get(spec.name)!;
          return outcome.json ?? fail(outcome.error!);
        }));
        const problem = await movingProblem(sandbox, before, after);
        return problem === undefined || fail(problem);
      } finally {
        await sandbox.close();
      }
    });
  }

  public finish(): void {
    console.log(`\n${this.table.markdown()}\n\n${this.table.summary()}`);
    process.exitCode = this.table.failed === 0 ? 0 : 1;
  }

  private async hasTools(flavour: Flavour, adapter: Adapter): Promise<boolean> {
    for (const [command, ...args] of adapter.tools) {
      if (!await available(command, args)) {
        (process.env.CI ? ['build' as const] : STAGES).forEach((stage) => this.lacks(row(flavour, adapter), stage, command));
        return false;
      }
    }
    return true;
  }

  /** A missing program is a failure in CI, and elsewhere something that was not checked. */
  private lacks(label: string, stage: Stage, command: string): void {
    const reason = `${command} is not installed`;
    if (process.env.CI) {
      this.table.check(label, stage, 'toolchain', reason);
    } else {
      this.table.skip(label, stage, reason);
    }
  }

  private async build(flavour: Flavour, adapter: Adapter): Promise<boolean> {
    return await this.attempt(row(flavour, adapter), 'build', 'package', async () => {
      await buildPackages(flavour, [adapter.package]);
      return true;
    }) ?? false;
  }

  private async checkPackages(flavour: Flavour, adapters: readonly Adapter[]): Promise<void> {
    const checks = await checkPackages(flavour, adapters.map((adapter) => adapter.package));
    for (const adapter of adapters) {
      for (const { name, problem } of checks.get(adapter.package) ?? []) {
        this.table.check(row(flavour, adapter), 'build', name, problem);
      }
    }
  }

  private async example(flavour: Flavour, adapter: Adapter, version: string, reference: string | undefined): Promise<string | undefined> {
    const reason = obstacle(flavour, adapter);
    if (reason !== undefined) {
      this.table.skip(row(flavour, adapter), 'example', reason);
      return undefined;
    }
    if (!await available(await TERRAFORM, ['version'])) {
      this.lacks(row(flavour, adapter), 'example', await TERRAFORM);
      return undefined;
    }
    const dir = await this.install('example', flavour, adapter, version);
    if (!dir) {
      return undefined;
    }
    const json = await this.attempt(row(flavour, adapter), 'example', 'synth', async () => {
      const outdir = await synthesize(dir, { ...adapter.environment(dir), ...SETTINGS, TERRAFORM_BINARY_NAME: await TERRAFORM }, CONTEXT);
      const [stack] = fs.readdirSync(path.join(outdir, 'stacks'));
      return fs.readFileSync(path.join(outdir, 'stacks', stack, 'cdk.tf.json'), 'utf8');
    });
    for (const [stage, problemsOf] of [['readme', readmeProblems], ['own', ownProblems]] as const) {
      for (const [name, problem] of await this.attempt(row(flavour, adapter), stage, 'program', () => problemsOf(adapter.name, flavour, dir)) ?? []) {
        this.table.check(row(flavour, adapter), stage, name, problem);
      }
    }
    for (const [name, problem] of json === undefined ? [] : exampleProblems(json, flavour, reference)) {
      this.table.check(row(flavour, adapter), 'example', name, problem);
    }
    return json;
  }

  private async firstKey(flavour: Flavour, adapter: Adapter, version: string): Promise<void> {
    const label = row(flavour, adapter);
    for (const command of [await TERRAFORM, 'go']) {
      if (!await available(command, ['version'])) {
        this.lacks(label, 'first key', command);
        return;
      }
    }
    const dir = await this.install('first-key', flavour, adapter, version);
    await this.attempt(label, 'first key', 'synth, init, plan, apply, output', async () => {
      const problem = dir === undefined ? 'it is not installed' : await firstKeyProblem(dir, adapter.environment(dir), await TERRAFORM);
      return problem === undefined || fail(problem);
    });
  }

  /** The two languages whose bindings most users generate. */
  private async beside(flavour: Flavour, adapter: Adapter, version: string, reference: string | undefined): Promise<string | undefined> {
    const { name: language } = adapter;
    if (language !== 'typescript' && language !== 'python') {
      return undefined;
    }
    const dir = await this.install('beside', flavour, adapter, version);
    const label = row(flavour, adapter);
    const found = dir === undefined ? undefined
      : await this.attempt(label, 'beside', 'bindings, and synth', () => besideProblems(language, flavour, dir, adapter.environment(dir), reference));
    found?.problems.forEach(([name, problem]) => this.table.check(label, 'beside', name, problem));
    return found?.json;
  }

  private async conformance(flavour: Flavour, adapter: Adapter, version: string): Promise<void> {
    const dir = await this.install('conformance', flavour, adapter, version);
    const label = row(flavour, adapter);
    const program = dir === undefined ? undefined : await adapter.conformance(dir);
    const outcomes = program && await this.attempt(label, 'conformance', 'program', () => runCases(this.cases, `${flavour.name}-${adapter.name}`, program, dir!));
    if (!outcomes) {
      return;
    }
    const reference = this.references.get(flavour.name)?.outcomes ?? outcomes;
    for (const spec of this.cases) {
      this.table.check(label, stageOf(spec), spec.name, problemOf(spec, outcomes.get(spec.name), reference.get(spec.name)));
    }
    if (!this.references.has(flavour.name)) {
      this.references.set(flavour.name, { outcomes, program, dir: dir! });
    }
  }

  private async install(kind: AppKind, flavour: Flavour, adapter: Adapter, version: string): Promise<string | undefined> {
    return this.attempt(row(flavour, adapter), 'install', kind, async () => {
      prepare(kind, flavour, adapter, version);
      const dir = appOf(kind, flavour, adapter);
      await adapter.install(flavour, dir);
      return dir;
    });
  }

  /** Does a step, counts it, and gives what it gives; nothing when it failed. */
  private async attempt<T>(label: string, stage: Stage, name: string, step: () => Promise<T>): Promise<T | undefined> {
    try {
      const result = await timed(`${label}, ${stage}: ${name}`, step);
      this.table.check(label, stage, name);
      return result;
    } catch (error) {
      this.table.check(label, stage, name, (error as Error).message);
      return undefined;
    }
  }
}

function fail(message: string): never {
  throw new Error(message);
}

function stageOf(spec: Case): Stage {
  return spec.fails === undefined ? 'conformance' : 'errors';
}

function row(flavour: Flavour, adapter: Adapter): string {
  return `${flavour.name} ${adapter.name}`;
}

async function main(args: readonly string[]): Promise<void> {
  const only = args.find((arg) => arg.startsWith('--only='))?.slice('--only='.length).split(',');
  const adapters = ADAPTERS.filter(({ name }) => !only || only.includes(name));
  if (adapters.length !== (only?.length ?? ADAPTERS.length)) {
    throw new Error(`--only takes ${ADAPTERS.map(({ name }) => name).join(', ')}`);
  }
  const languages = new Languages();
  for (const flavour of flavoursOf(args)) {
    await languages.run(flavour, adapters);
  }
  await languages.compareFlavours();
  languages.finish();
}

runMain(() => main(process.argv.slice(2)));
