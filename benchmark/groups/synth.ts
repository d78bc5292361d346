/** Synth time and memory, by kind and number of keys. */
import { childScript } from '../build';
import { childSample, interleaved, Series } from '../measure';
import { Line, lineChart } from '../plot/line-chart';
import { growthExponent } from '../statistics';
import { atMost, Effort, Plot, ratio, Section, table, Target, timeWithSpread, verdict } from '../section';
import { ownShare } from './own-share';

const KINDS = {
  raw: 'raw bindings',
  l2: 'ProjectApiKey',
  listed: 'ProjectApiKey, ApiKeyInventory',
  adopted: 'importExisting',
  rotating: 'RotatingProjectApiKey',
  set: 'ProjectApiKeySet',
} as const;

type Kind = keyof typeof KINDS;

/** Samples of each kind, by number of keys. */
const ROUNDS = new Map([[1, 9], [100, 9], [1_000, 15], [10_000, 7]]);
const QUICK_ROUNDS = new Map([[1, 3], [100, 3], [1_000, 3]]);

/** cdktf starts Terraform for each key: more than this would take minutes and say the same. */
const IMPORT_FROM_ROUNDS = new Map([[1, 3], [10, 3], [100, 2]]);
const QUICK_IMPORT_FROM_ROUNDS = new Map([[1, 1], [10, 1]]);

/** From here on a process does little else than synth. */
const GROWTH_FROM = 100;

const OVER = 1.2;

type Grid = ReadonlyMap<number, ReadonlyMap<string, Series>>;

export async function measureSynth(lib: string, { quick }: Effort): Promise<Section> {
  const script = childScript('synth');
  const grid = await measure(script, lib, Object.keys(KINDS), quick ? QUICK_ROUNDS : ROUNDS);
  const importFrom = await measure(script, lib, ['import-from'], quick ? QUICK_IMPORT_FROM_ROUNDS : IMPORT_FROM_ROUNDS);
  const most = Math.max(...grid.keys());
  const profiled = (Object.keys(KINDS) as Kind[]).filter((kind) => kind === 'l2' || kind === 'set' || (kind !== 'raw' && ratioOf(grid, most, kind) > OVER));
  const text = [
    'From `new App()` to the end of `app.synth()`, with the files written: each sample is one new process that runs compiled JavaScript.',
    'Every key has a name and an expiry of its own, made before the clock starts. Shown is the median with the middle half of the samples',
    'in brackets; a ratio is one of medians, against the raw bindings of the same run. Targets and growth are judged by the time that',
    'passes; the processor time beside it counts the compiler\'s and the garbage collector\'s threads, too. Memory is the peak of the',
    'process. A raw key is one construct and one resource, without a check of any kind. Beside its resource, a ProjectApiKey has a line in',
    'the local that the one `check` of the stack reads. An adopted key brings an `import` and a `check` of its identity as well, a rotating',
    'key (in its first generation, with one resource) a `removed` block and an annotation, from three constructs.',
    '',
    ...[...grid].flatMap(([keys, series]) => [`### ${keys.toLocaleString('en')} ${keys === 1 ? 'key' : 'keys'}`, '', kindTable(grid, keys, series), '']),
    '### Growth', '',
    `The exponent of the time over the number of keys, fitted from ${GROWTH_FROM} keys on (1 is linear):`, '',
    table(['', 'time', 'memory'], (Object.keys(KINDS) as Kind[]).map((kind) =>
      [KINDS[kind], exponentOf(grid, kind).toFixed(2), exponentOf(grid, kind, 'memoryMb').toFixed(2)])), '',
    '### Adopting', '',
    'cdktf\'s own `importFrom` starts Terraform for each key to learn its version; `importExisting` starts nothing.', '',
    importTable(importFrom, grid), '',
    '### The library\'s own share', '',
    await ownShare(script, lib, profiled, quick ? 1_000 : 10_000),
  ].join('\n');
  return { title: 'Synth', text, targets: targetsOf(grid, importFrom), plots: plotsOf(grid, importFrom) };
}

async function measure(script: string, lib: string, kinds: readonly string[], rounds: ReadonlyMap<number, number>): Promise<Grid> {
  const grid = new Map<number, ReadonlyMap<string, Series>>();
  for (const [keys, count] of rounds) {
    console.log(`synth, ${keys} keys each: ${kinds.join(', ')}`);
    grid.set(keys, await interleaved(count, kinds.map((kind) => ({ name: kind, run: () => childSample(script, [lib, kind, String(keys)]) }))));
  }
  return grid;
}

function kindTable(grid: Grid, keys: number, series: ReadonlyMap<string, Series>): string {
  const raw = series.get('raw')!;
  return table(['', 'time', 'ratio', 'processor time', 'ratio', 'memory', 'ratio'], (Object.keys(KINDS) as Kind[]).map((kind) => {
    const of = series.get(kind)!;
    return [
      KINDS[kind], timeWithSpread(of.ms), ratio(ratioOf(grid, keys, kind)), timeWithSpread(of.cpuMs), ratio(of.cpuMs.median / raw.cpuMs.median),
      `${of.memoryMb.median.toFixed(0)} MB`, ratio(of.memoryMb.median / raw.memoryMb.median),
    ];
  }));
}

function importTable(importFrom: Grid, grid: Grid): string {
  const row = (name: string, keys: number, series: Series) =>
    [`${name}, ${keys.toLocaleString('en')}`, timeWithSpread(series.ms), `${(series.ms.median / keys).toFixed(2)} ms`, series.children];
  return table(['', 'time', 'per key', 'processes started'], [
    ...[...importFrom].map(([keys, series]) => row('importFrom', keys, series.get('import-from')!)),
    ...[...grid].map(([keys, series]) => row('importExisting', keys, series.get('adopted')!)),
  ]);
}

function ratioOf(grid: Grid, keys: number, kind: Kind): number {
  return grid.get(keys)!.get(kind)!.ms.median / grid.get(keys)!.get('raw')!.ms.median;
}

function exponentOf(grid: Grid, kind: Kind, what: 'ms' | 'memoryMb' = 'ms'): number {
  return growthExponent([...grid].filter(([keys]) => keys >= GROWTH_FROM).map(([keys, series]) => ({ x: keys, y: series.get(kind)![what].median })));
}

function targetsOf(grid: Grid, importFrom: Grid): Target[] {
  const large = [...grid.keys()].filter((keys) => keys >= 1_000);
  const mostImports = Math.max(...importFrom.keys());
  const perImportFrom = importFrom.get(mostImports)!.get('import-from')!.ms.median / mostImports;
  const faster = perImportFrom / (grid.get(1_000)!.get('adopted')!.ms.median / 1_000);
  const started = Math.max(...[...grid.values()].flatMap((series) => [...series.values()].map(({ children }) => children)));
  return [
    ...large.map((keys) => atMost(`synth of ${keys.toLocaleString('en')} ProjectApiKey, against raw bindings`, OVER, ratioOf(grid, keys, 'l2'))),
    ...(['l2', 'adopted', 'rotating'] as const).map((kind) => atMost(`growth exponent of ${KINDS[kind]}`, 1.05, exponentOf(grid, kind))),
    {
      name: '1,000 adopted keys, against importFrom, each key',
      wanted: 'at least 20 times faster',
      measured: `${faster.toFixed(0)} times`,
      verdict: verdict(faster >= 20),
    },
    ...large.filter((keys) => keys === 10_000).map((keys) => ({
      name: 'a set of 10,000 keys, against raw bindings',
      wanted: 'at most 1/10',
      measured: `1/${(1 / ratioOf(grid, keys, 'set')).toFixed(1)}`,
      verdict: verdict(ratioOf(grid, keys, 'set') <= 1 / 10),
    })),
    { name: 'processes started by synth', wanted: 'none', measured: started === 0 ? 'none' : String(started), verdict: verdict(started === 0) },
  ];
}

function plotsOf(grid: Grid, importFrom: Grid): Plot[] {
  const lines = (what: 'ms' | 'memoryMb'): Line[] => (Object.keys(KINDS) as Kind[]).map((kind) => ({
    name: KINDS[kind], points: [...grid].map(([keys, series]) => ({ x: keys, y: series.get(kind)![what].median })),
  }));
  const others = { name: 'importFrom (cdktf)', points: [...importFrom].map(([keys, series]) => ({ x: keys, y: series.get('import-from')!.ms.median })) };
  const chart = (title: string, yLabel: string, shown: readonly Line[]) => lineChart({ title, xLabel: 'keys', yLabel, lines: shown });
  return [
    { name: 'synth-time', title: 'Synth time', svg: chart('Synth time', 'ms', [...lines('ms'), others]) },
    { name: 'memory', title: 'Peak memory', svg: chart('Peak memory of the synth process', 'MB', lines('memoryMb')) },
  ];
}
