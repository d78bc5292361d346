/**
 * Measures everything and writes benchmark/REPORT.md with its plots.
 *
 *     npm run benchmark -- [--quick] [--only NAME]
 *
 * NAME is one of synth, import, languages, packages, plan, command. A quick or partial run writes below .work/benchmark instead, so that the
 * report that is committed stays whole. Languages and packages are measured as `test/languages/run.ts` has built them, and are NOT MEASURED
 * where it has not run. Ends with the targets. One that is not met is no failure of the command.
 */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT, runMain } from '../scripts/tools';
import { BUILT, buildLibrary } from './build';
import { measureCommand } from './groups/command';
import { measureImport } from './groups/import-time';
import { measureLanguages } from './groups/languages';
import { measurePackages } from './groups/packages';
import { measurePlan } from './groups/plan';
import { measureSynth } from './groups/synth';
import { reportOf } from './report';
import { Effort, Section } from './section';

const GROUPS: Record<string, (lib: string, effort: Effort) => Promise<Section>> = {
  synth: measureSynth,
  import: measureImport,
  languages: (_lib, effort) => measureLanguages(effort),
  packages: async () => measurePackages(),
  plan: measurePlan,
  command: measureCommand,
};

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } } });
  const names = Object.keys(GROUPS).filter((name) => values.only === undefined || name === values.only);
  if (names.length === 0) {
    throw new Error(`--only takes one of ${Object.keys(GROUPS).join(', ')}`);
  }
  const start = performance.now();
  const before = os.loadavg()[0];
  const lib = await buildLibrary();
  const sections: Section[] = [];
  for (const name of names) {
    sections.push(await measured(name, lib, { quick: values.quick }));
  }
  const whole = !values.quick && values.only === undefined;
  const folder = whole ? path.join(ROOT, 'benchmark') : path.join(BUILT, 'report');
  const minutes = (performance.now() - start) / 60_000;
  write(folder, sections, reportOf(sections, { quick: values.quick, minutes, load: [before, os.loadavg()[0]] }));
  console.log(`\nwrote ${path.relative(ROOT, path.join(folder, 'REPORT.md'))}\n`);
  const targets = sections.flatMap((section) => section.targets ?? []);
  targets.forEach(({ name, wanted, measured, verdict }) => console.log(`${verdict.padEnd('NOT MEASURED'.length)} ${name}: ${measured && `${measured}, `}${wanted}`));
}

/** One group that fails leaves the others their numbers. */
async function measured(name: string, lib: string, effort: Effort): Promise<Section> {
  try {
    return await GROUPS[name](lib, effort);
  } catch (error) {
    process.exitCode = 1;
    console.error(error);
    return { title: name, text: `Not measured, it failed: ${(error as Error).message.split('\n')[0]}` };
  }
}

function write(folder: string, sections: readonly Section[], report: string): void {
  const plots = path.join(folder, 'plots');
  fs.rmSync(plots, { recursive: true, force: true });
  fs.mkdirSync(plots, { recursive: true });
  sections.flatMap((section) => section.plots ?? []).forEach(({ name, svg }) => fs.writeFileSync(path.join(plots, `${name}.svg`), svg));
  fs.writeFileSync(path.join(folder, 'REPORT.md'), report);
}

runMain(main);
