/**
 * Checks what `build.ts` made: one version everywhere, complete metadata, and in the npm tarball nothing but what users need.
 *
 *     node scripts/run.mjs test/packages/check.ts [cdktf|cdktn ...]
 *
 * Reads the packages as their registries would; prints a line a check and the size of each package.
 */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { treeOf } from '../../scripts/flavour/derive';
import { Flavour, flavoursOf } from '../../scripts/flavour/flavours';
import { Tally } from '../../scripts/tally';
import { Language, LANGUAGES, outputOf } from '../../scripts/packages/build';
import { listFiles, run, runMain } from '../../scripts/tools';

export interface Check {
  readonly name: string;
  /** What is wrong; nothing when the check passes. */
  readonly problem?: string;
}

/** What may stand in the npm tarball. */
const SHIPPED = /^(lib\/.+\.(js|d\.ts)|lib\/cli\/LICENSES\.txt|\.jsii|package\.json|(README|API|CHANGELOG)\.md|LICENSE|NOTICE)$/;

/** Above this the tarball holds something that it should not. */
const MOST_BYTES = 400 * 1024;

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

/** The checks of one package, and how each came out. */
class PackageChecks {
  public readonly done: Check[] = [];

  public constructor(private readonly label: string) {}

  /** Passes when nothing is wrong; what is thrown is what is wrong. */
  public check(name: string, problem: () => string | undefined): void {
    let found: string | undefined;
    try {
      found = problem();
    } catch (error) {
      found = (error as Error).message;
    }
    this.done.push({ name: `${this.label}: ${name}`, problem: found });
  }

  /** Passes when the text holds all parts. */
  public holds(name: string, text: string, parts: readonly string[]): void {
    this.check(name, () => lacks(parts.filter((part) => !text.includes(part)).map((part) => JSON.stringify(part.split('\n')[0]))));
  }

  /** Passes when the files are there. */
  public files(dir: string, names: readonly string[]): void {
    this.check(names.join(', '), () => lacks(names.filter((name) => !fs.existsSync(path.join(dir, name)))));
  }
}

function lacks(parts: readonly string[]): string | undefined {
  return parts.length === 0 ? undefined : `lacks ${parts.join(', ')}`;
}

interface Context {
  readonly flavour: Flavour;
  readonly manifest: Manifest;
  /** First line of the README, to tell it by. */
  readonly title: string;
  readonly work: string;
  readonly checks: PackageChecks;
}

/** Each checks the package of one language, and gives its size in bytes. */
const CHECKERS: Record<Language, (context: Context) => Promise<number>> = {
  async js({ flavour, manifest, work, checks }) {
    const { dir, bytes } = await unpack(fileIn(outputOf(flavour, 'js'), /\.tgz$/), work);
    const root = path.join(dir, 'package');
    checks.check('nothing but what users need', () => {
      const extra = listFiles(root).filter((name) => !SHIPPED.test(name));
      return extra.length === 0 ? undefined : `holds ${extra.join(', ')}`;
    });
    checks.check('small', () => (bytes <= MOST_BYTES ? undefined : `${bytes} bytes, at most ${MOST_BYTES} expected`));
    checks.check('metadata', () => {
      const packed = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as Partial<Manifest>;
      const fields = ['version', 'license', 'description', 'keywords', 'repository'] as const;
      return packed.version === manifest.version ? lacks(fields.filter((field) => Object.keys(packed[field] ?? {}).length === 0)) : 'the version differs';
    });
    checks.files(root, ['README.md', 'API.md', 'LICENSE', ...Object.values(manifest.bin ?? {})]);
    return bytes;
  },

  async python({ flavour, manifest, title, work, checks }) {
    const { dir, bytes } = await unpack(fileIn(outputOf(flavour, 'python'), /\.whl$/), work);
    const metadata = fs.readFileSync(fileIn(dir, /\.dist-info\/METADATA$/), 'utf8');
    checks.holds('metadata', metadata, [
      `Name: ${flavour.pythonDist}\n`, `Version: ${manifest.version}\n`, `License: ${manifest.license}\n`, `Keywords: ${manifest.keywords.join(',')}`,
      `Source, ${manifest.repository.url}\n`, `Summary: ${manifest.description}\n`, `Requires-Dist: ${flavour.core.python} `,
    ]);
    checks.holds('README', metadata, [title]);
    checks.check('nothing is called experimental', () => (/\(experimental\)/.test(fs.readFileSync(path.join(dir, flavour.pythonModule, '__init__.py'), 'utf8')) ? 'it is' : undefined));
    checks.check('LICENSE and types', () => (fileIn(dir, /dist-info\/LICENSE$/) && fileIn(dir, /py\.typed$/) ? undefined : 'missing'));
    return bytes;
  },

  async go({ flavour, manifest, checks }) {
    const dir = path.join(outputOf(flavour, 'go'), flavour.goPackage);
    checks.holds('go.mod', fs.readFileSync(path.join(dir, 'go.mod'), 'utf8'), [`module ${flavour.goModule}/${flavour.goPackage}\n`, flavour.core.go]);
    checks.check('version', () => (fs.readFileSync(path.join(dir, 'version'), 'utf8').trim() === manifest.version ? undefined : 'differs'));
    checks.files(dir, ['README.md', 'LICENSE']);
    checks.check('nothing left of the build', () => {
      const extra = listFiles(dir).filter((name) => /local\.go|\.sum$/.test(name));
      return extra.length === 0 ? undefined : `holds ${extra.join(', ')}`;
    });
    return size(dir);
  },

  async java({ flavour, manifest, work, checks }) {
    const dir = path.join(outputOf(flavour, 'java'), ...flavour.mavenGroup.split('.'), flavour.mavenArtifact, manifest.version);
    const stem = `${flavour.mavenArtifact}-${manifest.version}`;
    checks.holds('POM', fs.readFileSync(path.join(dir, `${stem}.pom`), 'utf8'), [
      `<version>${manifest.version}</version>`, '<license>', '<scm>', manifest.repository.url, `<description>${manifest.description}</description>`,
      '<developer>', `<artifactId>${flavour.core.mavenArtifact}</artifactId>`,
    ]);
    const jar = await unpack(path.join(dir, `${stem}.jar`), work);
    checks.files(path.join(jar.dir, 'META-INF'), ['README.md', 'LICENSE']);
    checks.files(dir, [`${stem}-sources.jar`, `${stem}-javadoc.jar`]);
    checks.files(jar.dir, [`${flavour.javaPackage.replaceAll('.', '/')}/ory/OryProvider.class`]);
    return jar.bytes;
  },
};

/** Runs the checks of a flavour's packages, of each language by itself. */
export async function checkPackages(flavour: Flavour, languages: readonly Language[] = LANGUAGES): Promise<Map<Language, Check[]>> {
  const manifest = JSON.parse(fs.readFileSync(path.join(treeOf(flavour), 'package.json'), 'utf8')) as Manifest;
  const title = fs.readFileSync(path.join(treeOf(flavour), 'README.md'), 'utf8').trim().split('\n')[0];
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'packages-'));
  const results = new Map<Language, Check[]>();
  const sizes: string[] = [];
  try {
    for (const language of languages) {
      const checks = new PackageChecks(`${flavour.name} ${language}`);
      const bytes = await CHECKERS[language]({ flavour, manifest, title, work, checks });
      sizes.push(`${language} ${(bytes / 1000).toFixed(1)} kB${language === 'go' ? ' unpacked' : ''}`);
      results.set(language, checks.done);
    }
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
  console.log(`${flavour.name} sizes: ${sizes.join(', ')}`);
  return results;
}

function size(dir: string): number {
  return listFiles(dir).reduce((sum, name) => sum + fs.statSync(path.join(dir, name)).size, 0);
}

async function main(args: readonly string[]): Promise<void> {
  const tally = new Tally();
  for (const flavour of flavoursOf(args)) {
    for (const { name, problem } of [...(await checkPackages(flavour)).values()].flat()) {
      tally.check(name, problem === undefined ? [] : [problem]);
    }
  }
  tally.finish();
}

if (require.main === module) {
  runMain(() => main(process.argv.slice(2)));
}
