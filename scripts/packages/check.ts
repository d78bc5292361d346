/**
 * Checks what `build.ts` made: one version everywhere, complete metadata, and in the npm tarball nothing but what users need.
 *
 *     ts-node -T scripts/packages/check.ts [cdktf|cdktn ...]
 *
 * Reads the packages as their registries would; prints a line a check and the size of each package.
 */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { treeOf } from '../flavour/derive';
import { Flavour, flavoursOf } from '../flavour/flavours';
import { outputOf } from './build';
import { listFiles, run } from './tools';

export interface Check {
  readonly name: string;
  /** What is wrong; nothing when the check passes. */
  readonly problem?: string;
}

/** What may stand in the npm tarball. */
const SHIPPED = /^(lib\/.+\.(js|d\.ts)|bin\/[\w-]+(\.js)?|\.jsii|package\.json|(README|API|CHANGELOG)\.md|LICENSE)$/;

/** Above this the tarball holds something that it should not. */
const MOST_BYTES = 400_000;

interface Manifest {
  readonly version: string;
  readonly license: string;
  readonly description: string;
  readonly keywords: string[];
  readonly repository: { readonly url: string };
  readonly bin?: Record<string, string>;
}

/** A package unpacked into a folder of its own, and the bytes it takes as published. */
interface Unpacked { readonly dir: string; readonly bytes: number }

async function unpack(file: string, work: string): Promise<Unpacked> {
  const dir = path.join(work, path.basename(file));
  fs.mkdirSync(dir);
  await (file.endsWith('.tgz') ? run('tar', ['-xzf', file, '-C', dir]) : run('python3', ['-m', 'zipfile', '-e', file, dir]));
  return { dir, bytes: fs.statSync(file).size };
}

function fileIn(dir: string, pattern: RegExp): string {
  const found = listFiles(dir).filter((name) => pattern.test(name));
  if (found.length !== 1) {
    throw new Error(`${found.length} files match ${pattern} where one is expected`);
  }
  return path.join(dir, found[0]);
}

/** Runs every check of a flavour's packages. */
export async function checkPackages(flavour: Flavour): Promise<Check[]> {
  const checks: Check[] = [];
  const manifest = JSON.parse(fs.readFileSync(path.join(treeOf(flavour), 'package.json'), 'utf8')) as Manifest;
  const readme = fs.readFileSync(path.join(treeOf(flavour), 'README.md'), 'utf8').trim();
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'packages-'));
  const check = (name: string, problem: () => string | undefined) => {
    let found: string | undefined;
    try {
      found = problem();
    } catch (error) {
      found = (error as Error).message;
    }
    checks.push({ name: `${flavour.name} ${name}`, problem: found });
  };
  const holds = (name: string, text: string, ...parts: string[]) => check(name, () => {
    const missing = parts.filter((part) => !text.includes(part));
    return missing.length === 0 ? undefined : `lacks ${missing.map((part) => JSON.stringify(part.split('\n')[0])).join(', ')}`;
  });
  try {
    const npm = await unpack(fileIn(outputOf(flavour, 'js'), /\.tgz$/), work);
    const root = path.join(npm.dir, 'package');
    check('npm: nothing but what users need', () => {
      const extra = listFiles(root).filter((name) => !SHIPPED.test(name));
      return extra.length === 0 ? undefined : `holds ${extra.join(', ')}`;
    });
    check('npm: small', () => (npm.bytes <= MOST_BYTES ? undefined : `${npm.bytes} bytes, at most ${MOST_BYTES} expected`));
    check('npm: metadata', () => {
      const packed = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;
      const missing = [
        packed.version !== manifest.version && 'the version',
        !packed.license && 'license',
        !packed.description && 'description',
        !packed.keywords?.length && 'keywords',
        !packed.repository?.url && 'repository',
      ].filter(Boolean);
      return missing.length === 0 ? undefined : `lacks ${missing.join(', ')}`;
    });
    check('npm: README, API.md and LICENSE', () => {
      const missing = ['README.md', 'API.md', 'LICENSE'].filter((name) => !fs.existsSync(path.join(root, name)));
      return missing.length === 0 ? undefined : `lacks ${missing.join(', ')}`;
    });
    check('npm: executables exist', () => {
      const missing = Object.values(manifest.bin ?? {}).filter((name) => !fs.existsSync(path.join(root, name)));
      return missing.length === 0 ? undefined : `lacks ${missing.join(', ')}`;
    });

    const wheel = await unpack(fileIn(outputOf(flavour, 'python'), /\.whl$/), work);
    const metadata = fs.readFileSync(fileIn(wheel.dir, /\.dist-info\/METADATA$/), 'utf8');
    holds('Python: metadata', metadata, `Name: ${flavour.pythonDist}\n`, `Version: ${manifest.version}\n`, `License: ${manifest.license}\n`,
      `Keywords: ${manifest.keywords.join(',')}`, `Source, ${manifest.repository.url}\n`, `Summary: ${manifest.description}\n`, `Requires-Dist: ${flavour.core.python} `);
    check('Python: README', () => (metadata.includes(readme.split('\n')[0]) ? undefined : 'the description is not the README'));
    check('Python: LICENSE and types', () => (fileIn(wheel.dir, /dist-info\/LICENSE$/) && fileIn(wheel.dir, /py\.typed$/) ? undefined : 'missing'));

    const go = path.join(outputOf(flavour, 'go'), flavour.goPackage);
    holds('Go: go.mod', fs.readFileSync(path.join(go, 'go.mod'), 'utf8'), `module ${flavour.goModule}/${flavour.goPackage}\n`, flavour.core.go);
    check('Go: version', () => (fs.readFileSync(path.join(go, 'version'), 'utf8').trim() === manifest.version ? undefined : 'differs'));
    check('Go: README and LICENSE', () => (fs.existsSync(path.join(go, 'README.md')) && fs.existsSync(path.join(go, 'LICENSE')) ? undefined : 'missing'));
    check('Go: nothing left of the build', () => {
      const extra = listFiles(go).filter((name) => /local\.go|\.sum$/.test(name));
      return extra.length === 0 ? undefined : `holds ${extra.join(', ')}`;
    });

    const java = path.join(outputOf(flavour, 'java'), ...flavour.mavenGroup.split('.'), flavour.mavenArtifact, manifest.version);
    const stem = `${flavour.mavenArtifact}-${manifest.version}`;
    holds('Java: POM', fs.readFileSync(path.join(java, `${stem}.pom`), 'utf8'), `<version>${manifest.version}</version>`, '<license>', '<scm>',
      manifest.repository.url, `<description>${manifest.description}</description>`, '<developer>', `<artifactId>${flavour.core.mavenArtifact}</artifactId>`);
    const jar = await unpack(path.join(java, `${stem}.jar`), work);
    check('Java: README and LICENSE', () => (['README.md', 'LICENSE'].every((name) => fs.existsSync(path.join(jar.dir, 'META-INF', name))) ? undefined : 'missing'));
    check('Java: sources and javadoc', () => (['sources', 'javadoc'].every((kind) => fs.existsSync(path.join(java, `${stem}-${kind}.jar`))) ? undefined : 'missing'));
    check('Java: package', () => (fileIn(jar.dir, new RegExp(`^${flavour.javaPackage.replaceAll('.', '/')}/ory/OryProvider\\.class$`)) ? undefined : 'missing'));

    console.log(`${flavour.name}: npm ${kb(npm.bytes)}, wheel ${kb(wheel.bytes)}, jar ${kb(jar.bytes)}, Go ${kb(size(go))} unpacked`);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
  return checks;
}

function size(dir: string): number {
  return listFiles(dir).reduce((sum, name) => sum + fs.statSync(path.join(dir, name)).size, 0);
}

function kb(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

async function main(args: readonly string[]): Promise<void> {
  const checks: Check[] = [];
  for (const flavour of flavoursOf(args)) {
    checks.push(...await checkPackages(flavour));
  }
  for (const { name, problem } of checks) {
    console.log(problem === undefined ? `ok    ${name}` : `FAIL  ${name}: ${problem}`);
  }
  const failed = checks.filter((check) => check.problem !== undefined).length;
  console.log(`${checks.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

if (require.main === module) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
