/** What a user of the published package installs: the package's dependencies and its peers, resolved anew. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { Flavour } from '../flavour/flavours';
import { rewritePackageJson } from '../flavour/rewrite';
import { ROOT, run, WORK } from '../tools';

/** The parts of a manifest that are read here. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly bundledDependencies?: readonly string[];
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** The manifest that is published for a flavour. */
export function manifestOf(flavour: Flavour): Manifest {
  return JSON.parse(rewritePackageJson(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'), flavour)) as Manifest;
}

/**
 * A folder whose manifest bears the package's name and depends on its peers, and the lock file that npm makes of it.
 *
 * In the repository itself the peers are development dependencies, too, so `npm audit --omit=dev` and `npm sbom --omit=dev` leave them
 * out there and always find nothing.
 */
export async function resolvedConsumer(flavour: Flavour): Promise<string> {
  const { name, version, description, license, dependencies, peerDependencies } = manifestOf(flavour);
  return resolved(name, { name, version, description, license, dependencies: { ...dependencies, ...peerDependencies } });
}

/** A folder below the work folder with a manifest and the lock file of today. */
export async function resolved(name: string, manifest: object): Promise<string> {
  const dir = path.join(WORK, 'release', name);
  fs.rmSync(dir, { recursive: true, force: true });
  fs.mkdirSync(dir, { recursive: true });
  fs.writeFileSync(path.join(dir, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await run('npm', ['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: dir });
  return dir;
}

/** How many packages a lock file names. */
export function packagesIn(dir: string): number {
  const { packages } = JSON.parse(fs.readFileSync(path.join(dir, 'package-lock.json'), 'utf8')) as { packages: Record<string, unknown> };
  return Object.keys(packages).filter((name) => name !== '').length;
}
