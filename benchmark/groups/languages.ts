/** From process start to synthesized JSON in each language, with the conformance programs, which take constructs as data. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { CDKTF } from '../../scripts/flavour/flavours';
import { Adapter, Command } from '../../test/languages/adapter';
import { appOf } from '../../test/languages/apps';
import { go } from '../../test/languages/go';
import { java } from '../../test/languages/java';
import { python } from '../../test/languages/python';
import { typescript } from '../../test/languages/typescript';
import { transpile } from '../build';
import { inNewFolder, interleaved, Series, timedProcess, Variant } from '../measure';
import { barChart } from '../plot/bar-chart';
import { atMost, Cell, Effort, ratio, Section, table, Target, timeWithSpread } from '../section';

const ADAPTERS: readonly Adapter[] = [typescript, python, go, java];
const NAMES: Record<string, string> = { typescript: 'TypeScript', python: 'Python', go: 'Go', java: 'Java' };
const CLASSES = { raw: 'ory.ProjectApiKey', l2: 'ProjectApiKey' } as const;
const LIMIT = 1.2;

interface Measured {
  readonly language: string;
  readonly keys: number;
  readonly raw: Series;
  readonly l2: Series;
}

export async function measureLanguages({ quick }: Effort): Promise<Section> {
  const measured: Measured[] = [];
  const missing: string[] = [];
  for (const adapter of ADAPTERS) {
    const language = NAMES[adapter.name];
    const command = await commandOf(adapter);
    if (typeof command === 'string') {
      missing.push(`${language}: ${command}`);
      continue;
    }
    try {
      for (const keys of quick ? [100] : [1, 100]) {
        console.log(`${language}, ${keys} keys`);
        const variants = (Object.keys(CLASSES) as (keyof typeof CLASSES)[]).map((kind) => variant(kind, keys, adapter, command));
        const series = await interleaved(quick ? 1 : 5, variants);
        measured.push({ language, keys, raw: series.get('raw')!, l2: series.get('l2')! });
      }
    } catch (error) {
      missing.push(`${language}: the program failed: ${(error as Error).message.split('\n').pop()}`);
    }
  }
  const rows: Cell[][] = measured.map(({ language, keys, raw, l2 }) =>
    [`${language}, ${keys}`, timeWithSpread(raw.ms), timeWithSpread(l2.ms), ratio(l2.ms.median / raw.ms.median)]);
  return {
    title: 'Languages',
    text: [
      'From the start of the process to its end, with the JSON written: the library as the package of each language gives it, keys with',
      'name and expiry. The programs are the ones that `test/languages/run.ts` built last.', '',
      rows.length > 0 ? table(['language, keys', 'raw bindings', 'ProjectApiKey', 'ratio'], rows) : '',
      ...missing.map((line) => `\nNot measured: ${line}.`),
    ].join('\n'),
    targets: targetsOf(measured, missing),
    plots: rows.length > 0 ? [{ name: 'languages', title: 'Start to JSON in each language', svg: plot(measured) }] : [],
  };
}

/** How the program is started, or why it cannot be. */
async function commandOf(adapter: Adapter): Promise<Command | string> {
  const dir = appOf('conformance', CDKTF, adapter);
  const unbuilt = 'its program is not built: run `node scripts/run.mjs test/languages/run.ts cdktf` first';
  try {
    if (adapter.name === 'typescript') {
      return fs.existsSync(path.join(dir, 'node_modules')) ? typescriptCommand(dir) : unbuilt;
    }
    const command = await adapter.conformance(dir);
    return path.isAbsolute(command.command) && !fs.existsSync(command.command) ? unbuilt : command;
  } catch {
    return unbuilt;
  }
}

/** Compiled beforehand, as a user's app is by the time that it counts; the compiler would take longer than the program. */
function typescriptCommand(dir: string): Command {
  const compiled = transpile(path.join(dir, 'main.ts'), 'conformance-main');
  const script = path.join(dir, 'benchmark-main.js');
  fs.copyFileSync(compiled, script);
  return { command: process.execPath, args: [script] };
}

function variant(kind: keyof typeof CLASSES, keys: number, adapter: Adapter, { command, args, env }: Command): Variant {
  const steps = [
    { new: 'ory.OryProvider', id: 'ory', props: {} },
    ...Array.from({ length: keys }, (_, index) => (
      { new: CLASSES[kind], id: `k${index}`, props: { name: `key ${index}`, expiresAt: '2095-12-31T23:59:59Z' } })),
  ];
  const name = `${keys}-${kind}`;
  const dir = appOf('conformance', CDKTF, adapter);
  return {
    name: kind,
    run: () => inNewFolder(async (work) => {
      const vectors = path.join(work, 'vectors.json');
      const result = path.join(work, 'result.json');
      fs.mkdirSync(path.join(work, 'out'));
      fs.writeFileSync(vectors, JSON.stringify({ cases: [{ name, about: name, context: {}, steps }] }));
      const { ms } = await timedProcess(command, [...args, vectors, path.join(work, 'out'), result], { cwd: dir, env });
      const outcome = (JSON.parse(fs.readFileSync(result, 'utf8')) as Record<string, { error?: string }>)[name];
      if (outcome?.error !== undefined) {
        throw new Error(outcome.error);
      }
      return { ms };
    }),
  };
}

function targetsOf(measured: readonly Measured[], missing: readonly string[]): Target[] {
  return [
    ...measured.map(({ language, keys, raw, l2 }) =>
      atMost(`${language}, start to JSON of ${keys} ${keys === 1 ? 'key' : 'keys'}, against raw bindings`, LIMIT, l2.ms.median / raw.ms.median)),
    ...missing.map((line) => atMost(`${line.split(':')[0]}, start to JSON, against raw bindings`, LIMIT, undefined)),
  ];
}

function plot(measured: readonly Measured[]): string {
  const sizes = [...new Set(measured.map(({ keys }) => keys))];
  return barChart({
    title: 'Start to JSON: ProjectApiKey against raw bindings',
    yLabel: 'ratio',
    bars: sizes.map((keys) => `${keys} ${keys === 1 ? 'key' : 'keys'}`),
    groups: [...new Set(measured.map(({ language }) => language))].map((language) => ({
      name: language,
      values: measured.filter((one) => one.language === language).map(({ raw, l2 }) => l2.ms.median / raw.ms.median),
    })),
    limit: LIMIT,
  });
}
