/**
 * Writes a CycloneDX bill of materials for each flavour: the package, its peers, and what they bring.
 *
 *     node scripts/run.mjs scripts/release/sbom.ts [cdktf|cdktn ...] --out <folder>
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { Flavour, flavoursOf } from '../flavour/flavours';
import { run, runMain } from '../tools';
import { manifestOf, resolvedConsumer } from './consumer';

interface Bill {
  readonly bomFormat?: string;
  readonly metadata?: { readonly component?: { readonly name?: string; readonly version?: string } };
  readonly components?: ReadonlyArray<{ readonly name?: string }>;
}

async function billOf(flavour: Flavour): Promise<string> {
  const dir = await resolvedConsumer(flavour);
  const { stdout } = await run('npm', ['sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=library', '--loglevel=error'], { cwd: dir });
  const bill = JSON.parse(stdout) as Bill;
  const { name, version } = manifestOf(flavour);
  const names = bill.components?.map((component) => component.name) ?? [];
  const root = bill.metadata?.component;
  if (bill.bomFormat !== 'CycloneDX' || root?.name !== name || root.version !== version || !names.includes(flavour.core.npm) || !names.includes('constructs')) {
    throw new Error(`npm's bill of materials does not describe ${name} ${version} and its peers`);
  }
  return stdout;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { out: { type: 'string' } }, allowPositionals: true });
  if (values.out === undefined) {
    throw new Error('say where to: --out <folder>');
  }
  fs.mkdirSync(values.out, { recursive: true });
  for (const flavour of flavoursOf(positionals)) {
    const file = path.join(values.out, `${flavour.npm}.cdx.json`);
    fs.writeFileSync(file, await billOf(flavour));
    console.log(`${file}: ${(fs.statSync(file).size / 1000).toFixed(0)} kB`);
  }
}

runMain(main);
