/** How long the package takes to load, beside cdktf alone, which it loads too. */
import * as path from 'node:path';
import { ROOT } from '../../scripts/tools';
import { childScript } from '../build';
import { childSample, interleaved } from '../measure';
import { atMost, Effort, ratio, Section, table, timeWithSpread } from '../section';

export async function measureImport(lib: string, { quick }: Effort): Promise<Section> {
  console.log('import time');
  const script = childScript('import');
  const loads = { 'cdktf alone': path.join(ROOT, 'node_modules', 'cdktf'), 'cdktf-ory-api-keys': path.join(lib, 'index.js') };
  const variants = Object.entries(loads).map(([name, specifier]) => ({ name, run: () => childSample(script, [specifier]) }));
  const series = await interleaved(quick ? 9 : 31, variants);
  const [alone, ours] = Object.keys(loads).map((name) => series.get(name)!);
  return {
    title: 'Import',
    text: [
      '`require()` in a new process. The package loads cdktf, so its own part is the difference.', '',
      table(['', 'time', 'ratio', 'processor, ratio', 'memory'], [alone, ours].map((one) => [
        one.name, timeWithSpread(one.ms), ratio(one.ms.median / alone.ms.median), ratio(one.cpuMs.median / alone.cpuMs.median),
        `${one.memoryMb.median.toFixed(0)} MB`,
      ])),
    ].join('\n'),
    targets: [atMost('import of the package, against cdktf alone', 1.15, ours.ms.median / alone.ms.median)],
  };
}
