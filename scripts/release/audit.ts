/**
 * Audits what a user of the published packages installs: no dependency of the package's own, and the peers.
 *
 *     node scripts/run.mjs scripts/release/audit.ts
 *
 * Leaves in `.work/release/<package>` the manifest and the lock file that were asked about, for `npm sbom`. Prints a line a check and
 * `N passed, N failed`. A registry that does not answer audits is said so and counts as neither.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { CDKTF, CDKTN, Flavour } from '../flavour/flavours';
import { rewritePackageJson } from '../flavour/rewrite';
import { Tally } from '../tally';
import { ROOT, run, runMain, WORK } from '../tools';
import { readAudit } from './advisories';

/**
 * A folder whose manifest bears the package's name and depends on its peers. In the repository the peers are development
 * dependencies, too, so `--omit=dev` would leave them out there.
 */
async function consumerOf(flavour: Flavour, manifest: { readonly [key: string]: unknown }): Promise<string> {
  const dir = path.join(WORK, 'release', flavour.npm);
  fs.rmSync(dir, { recursive: true, force: true });
  fs.mkdirSync(dir, { recursive: true });
  const { name, version, description, license, peerDependencies } = manifest;
  fs.writeFileSync(path.join(dir, 'package.json'), JSON.stringify({ name, version, description, license, dependencies: peerDependencies }));
  await run('npm', ['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: dir });
  return dir;
}

async function audit(flavour: Flavour, tally: Tally): Promise<void> {
  const manifest = JSON.parse(rewritePackageJson(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'), flavour));
  const { dependencies = {}, optionalDependencies = {}, bundledDependencies = [], peerDependencies } = manifest;
  tally.check(`${flavour.npm}: no dependency of its own`, [...Object.keys(dependencies), ...Object.keys(optionalDependencies), ...bundledDependencies]);
  const peers = Object.keys(peerDependencies).sort().join(', ');
  tally.check(`${flavour.npm}: the peers are the core and constructs`, peers === `${flavour.core.npm}, constructs` ? [] : [peers]);

  // npm fails for a vulnerability as well as for want of an answer; the report tells which.
  const options = { cwd: await consumerOf(flavour, manifest), allowFailure: true };
  const result = readAudit((await run('npm', ['audit', '--json', '--loglevel=silent'], options)).stdout);
  if ('unanswered' in result) {
    console.log(`NOT CHECKED: ${flavour.npm}: vulnerabilities of the peers: the registry does not answer audits (${result.unanswered})`);
  } else {
    tally.check(`${flavour.npm}: no grave vulnerability in what comes with it`, result.grave);
  }
}

async function main(): Promise<void> {
  const tally = new Tally();
  for (const flavour of [CDKTF, CDKTN]) {
    await audit(flavour, tally);
  }
  tally.finish();
}

runMain(main);
