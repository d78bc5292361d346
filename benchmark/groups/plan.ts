/** `terraform plan` against the sandbox: what one construct a key costs after synth, and what a set saves. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { prepareProviders, Sandbox, succeeded, Terraform } from '../../sandbox';
import { childScript } from '../build';
import { inNewFolder, interleaved, Series, timedProcess } from '../measure';
import { lineChart } from '../plot/line-chart';
import { atMost, Effort, ratio, Section, table, Target, timeWithSpread } from '../section';

const KINDS = { raw: 'raw bindings', l2: 'ProjectApiKey', unwatched: 'without its check', set: 'ProjectApiKeySet' } as const;

/** Samples of each kind, by number of keys. */
const ROUNDS = new Map([[10, 5], [100, 5], [500, 3]]);
const QUICK_ROUNDS = new Map([[10, 1], [100, 1]]);

/** What the warning may cost, at most. */
const LIMIT = 1.15;

type Kind = keyof typeof KINDS;
type Grid = Map<number, Map<string, Series>>;

export async function measurePlan(lib: string, { quick }: Effort): Promise<Section> {
  const measured = await measure(lib, quick ? QUICK_ROUNDS : ROUNDS);
  if (typeof measured === 'string') {
    return { title: 'Terraform plan', text: `Not measured: ${measured}.`, targets: [targetOf(Math.max(...ROUNDS.keys()))] };
  }
  const kinds = Object.keys(KINDS) as Kind[];
  const most = Math.max(...measured.keys());
  return {
    title: 'Terraform plan',
    text: [
      'Real Terraform with the stand-in provider, against the sandbox on loopback: `terraform plan` of keys that are all new, so that no time',
      'goes into reading them from the API. All keys of a stack are watched by one `check`, which reads them from a local; the column',
      '`without its check` is the same key with `expiryWarningDays: 0`, so that the difference is what the warning costs.', '',
      table(['keys', ...kinds.map((kind) => KINDS[kind])], [...measured].map(([keys, series]) => [
        keys, ...kinds.map((kind) => {
          const { ms } = series.get(kind)!;
          return kind === 'raw' ? timeWithSpread(ms) : `${ratio(ms.median / series.get('raw')!.ms.median)}: ${timeWithSpread(ms)}`;
        }),
      ])),
    ].join('\n'),
    targets: [targetOf(most, measured.get(most)!)],
    plots: [{
      name: 'plan-time',
      title: 'Plan time',
      svg: lineChart({
        title: 'terraform plan of new keys', xLabel: 'keys', yLabel: 'ms',
        lines: kinds.map((kind) => ({
          name: KINDS[kind], points: [...measured].map(([keys, series]) => ({ x: keys, y: series.get(kind)!.ms.median })),
        })),
      }),
    }],
  };
}

function targetOf(keys: number, series?: ReadonlyMap<string, Series>): Target {
  return atMost(`plan of ${keys} ProjectApiKeys, against raw bindings`, LIMIT, series && series.get('l2')!.ms.median / series.get('raw')!.ms.median);
}

/** The samples, or why there are none. */
async function measure(lib: string, rounds: ReadonlyMap<number, number>): Promise<Grid | string> {
  let providers;
  try {
    providers = await prepareProviders();
    await succeededVersion();
  } catch (error) {
    return (error as Error).message.split('\n')[0];
  }
  const script = childScript('synth');
  const grid: Grid = new Map();
  const sandbox = await Sandbox.start();
  try {
    const env = { ...providers.env, ...sandbox.env({ projectId: true }) };
    for (const [keys, count] of rounds) {
      console.log(`terraform plan, ${keys} keys`);
      grid.set(keys, await inNewFolder(async (dir) => {
        const ready = new Map<string, Terraform>();
        for (const kind of Object.keys(KINDS)) {
          const out = path.join(dir, kind);
          fs.mkdirSync(out);
          // cdktf's default state file stands in the folder in which the app runs.
          await timedProcess(process.execPath, [script, lib, kind, String(keys), out], { cwd: out });
          const terraform = new Terraform(path.join(out, 'stacks', 'bench'), { cliConfig: providers.cliConfig, env });
          succeeded(await terraform.init());
          ready.set(kind, terraform);
        }
        return interleaved(count, [...ready].map(([name, terraform]) => ({ name, run: () => planned(terraform) })));
      }));
    }
  } finally {
    await sandbox.close();
  }
  return grid;
}

async function succeededVersion(): Promise<void> {
  succeeded(await new Terraform(process.cwd()).run('version'));
}

async function planned(terraform: Terraform): Promise<{ ms: number }> {
  const start = performance.now();
  succeeded(await terraform.run('plan', '-no-color', '-input=false'));
  return { ms: performance.now() - start };
}
