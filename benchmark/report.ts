/** Composes the report. */
import * as os from 'node:os';
import { Section, table } from './section';

/** When and on what the numbers were taken, without a name of the machine or a path. */
export interface Circumstances {
  readonly quick: boolean;
  readonly minutes: number;
  /** Processes that wanted the processor, at the start and at the end. */
  readonly load: readonly [number, number];
}

export function reportOf(sections: readonly Section[], circumstances: Circumstances): string {
  const targets = sections.flatMap((section) => section.targets ?? []);
  return [
    '# Benchmark report', '',
    '<!-- Written by benchmark/run.ts; do not edit. -->', '',
    'Every ratio is one of medians whose samples were taken in the same run, in turns, so that what else the machine does weighs on both',
    'sides. `npm run benchmark` measures anew.', '',
    '## Machine', '',
    ...machine(circumstances), '',
    '## Targets', '',
    table(['', 'wanted', 'measured', ''], targets.map(({ name, wanted, measured, verdict }) => [name, wanted, measured, verdict === 'met' ? verdict : `**${verdict}**`])), '',
    ...sections.flatMap(({ title, text, plots = [] }) => [
      `## ${title}`, '', text, '', ...plots.flatMap((plot) => [`![${plot.title}](plots/${plot.name}.svg)`, '']),
    ]),
  ].join('\n').replace(/\n{3,}/g, '\n\n').trimEnd() + '\n';
}

function machine({ quick, minutes, load }: Circumstances): string[] {
  const cores = os.cpus().length;
  const memory = Math.round(os.totalmem() / 1024 ** 3);
  const family = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' }[process.platform as string] ?? process.platform;
  const busy = Math.max(...load) > cores * 1.5;
  return [
    `${cores} cores (${process.arch}), ${memory} GB of memory, ${family}, Node.js ${process.versions.node}. ${quick ? 'A quick run' : 'A full run'} of ${
      minutes < 1 ? 'under a minute' : `${minutes.toFixed(0)} minutes`}.`,
    busy
      ? `The machine was busy with other work: ${load.map((one) => one.toFixed(0)).join(' and ')} processes wanted a core at the start and the end. Times are longer than on a quiet one.`
      : 'The machine had nothing else to do.',
  ];
}
