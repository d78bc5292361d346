/**
 * Builds the four packages of a flavour from one jsii assembly into `.work/packages/<flavour>/{js,python,go,java}`.
 *
 *     node scripts/run.mjs scripts/packages/build.ts [cdktf|cdktn ...] [--only=js,python,go,java]
 *
 * jsii-pacmak packs the npm tarball and generates the code of the others; each language's own tool then builds it, against the
 * peers of `peers.ts`, which pacmak alone could not find.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { RosettaTabletReader, TargetLanguage, UnknownSnippetMode } from 'jsii-rosetta';
import { translateSnippets } from '../api/snippets';
import { compile, treeOf } from '../flavour/derive';
import { Flavour, flavoursOf } from '../flavour/flavours';
import { rewriteGenerated, withCheckedCollections, withoutEmptySinks, withStructsFromDicts } from './generated';
import { buildGoPeers, buildJavaPeers, goReplacements, PEERS, PEERS_MAVEN } from './peers';
import { virtualEnvironment } from '../python';
import { digest, installedVersion, listFiles, maven, pinRanges, ROOT, run, runBin, runMain, stamped, timed, WORK } from '../tools';

export type Language = 'js' | 'python' | 'go' | 'java';
export const LANGUAGES: readonly Language[] = ['js', 'python', 'go', 'java'];

export function outputOf(flavour: Flavour, language?: Language): string {
  return path.join(WORK, 'packages', flavour.name, ...(language ? [language] : []));
}

/** Compiles the one assembly that every package is made of. */
export async function buildAssembly(flavour: Flavour): Promise<void> {
  await timed(`${flavour.name} assembly`, () => compile(flavour));
}

/** Builds packages of the assembly that is there; each language's output is kept while the assembly stays the same. */
export async function buildPackages(flavour: Flavour, languages: readonly Language[] = LANGUAGES): Promise<void> {
  const tree = treeOf(flavour);
  const key = digest({ text: installedVersion('jsii-pacmak') }, { path: __dirname }, { path: path.join(tree, '.jsii') }, { path: path.join(tree, 'lib') }, { path: path.join(tree, 'rosetta') },
    ...['package.json', 'README.md', 'API.md', 'LICENSE'].map((name) => ({ path: path.join(tree, name) })));
  const builders: Record<Language, () => Promise<void>> = {
    js: () => pacmak(flavour, 'js', outputOf(flavour)),
    python: () => buildPython(flavour),
    go: () => buildGo(flavour),
    java: () => buildJava(flavour),
  };
  for (const language of languages) {
    await timed(`${flavour.name} ${language}`, () => stamped(outputOf(flavour, language), key, builders[language]));
  }
}

/** The translated snippets of README and docstrings, made once for an assembly. */
async function tablet(flavour: Flavour): Promise<string> {
  const tree = treeOf(flavour);
  const dir = path.join(WORK, 'snippets', flavour.name);
  const key = digest({ path: path.join(tree, '.jsii') }, { path: path.join(tree, 'rosetta') });
  await timed(`${flavour.name} snippets`, () => stamped(dir, key, async () => void await translateSnippets(tree, dir)));
  return path.join(dir, 'tablet.json');
}

/** The README with its snippets in a language, where pacmak writes none. */
async function readme(flavour: Flavour, language: TargetLanguage): Promise<string> {
  const reader = new RosettaTabletReader({ unknownSnippets: UnknownSnippetMode.FAIL });
  await reader.loadTabletFromFile(await tablet(flavour));
  const text = fs.readFileSync(path.join(treeOf(flavour), 'README.md'), 'utf8');
  return reader.translateSnippetsInMarkdown({ api: 'moduleReadme', moduleFqn: flavour.npm }, text, language, true);
}

async function pacmak(flavour: Flavour, language: Language, outdir: string, ...more: string[]): Promise<void> {
  const snippets = language === 'js' ? [] : ['--rosetta-tablet', await tablet(flavour)];
  await runBin('jsii-pacmak', ['--targets', language, '--no-npmignore', '--outdir', outdir, ...snippets, ...more], { cwd: treeOf(flavour) });
}

/** Generates code of a language into a folder of its own, and gives that folder to a build. */
async function fromSource(flavour: Flavour, language: Language, build: (source: string) => Promise<void>): Promise<void> {
  const work = path.join(WORK, 'generated', flavour.name);
  fs.rmSync(path.join(work, language), { recursive: true, force: true });
  await pacmak(flavour, language, work, '--code-only');
  await build(path.join(work, language));
  fs.rmSync(path.join(work, language), { recursive: true });
}

function manifestOf(flavour: Flavour): { readonly keywords: string[] } {
  return JSON.parse(fs.readFileSync(path.join(treeOf(flavour), 'package.json'), 'utf8'));
}

/** The tools that jsii-pacmak itself builds wheels with, in one environment for all flavours. */
async function pythonTools(): Promise<string> {
  const dir = path.join(WORK, 'tools', 'python');
  const requirements = path.join(ROOT, 'node_modules', 'jsii-pacmak', 'lib', 'targets', 'python', 'requirements-dev.txt');
  await virtualEnvironment(dir, digest({ path: requirements }), ['--requirement', requirements]);
  return path.join(dir, 'bin', 'python');
}

async function buildPython(flavour: Flavour): Promise<void> {
  const python = await pythonTools();
  await fromSource(flavour, 'python', async (source) => {
    // pacmak knows no keywords in Python, which is what PyPI is searched by.
    const setup = path.join(source, 'setup.py');
    const text = fs.readFileSync(setup, 'utf8');
    const keywords = JSON.stringify(manifestOf(flavour).keywords.join(', '));
    fs.writeFileSync(setup, text.replace('    "license":', () => `    "keywords": ${keywords},\n    "license":`));
    rewriteGenerated(path.join(source, 'src'), '.py', withStructsFromDicts);
    rewriteGenerated(path.join(source, 'src'), '.py', withCheckedCollections);
    const output = outputOf(flavour, 'python');
    await run(python, ['-m', 'build', '--no-isolation', '--outdir', output, source]);
    await run(python, ['-m', 'twine', 'check', ...listFiles(output).map((name) => path.join(output, name))]);
  });
}

async function buildGo(flavour: Flavour): Promise<void> {
  await pacmak(flavour, 'go', outputOf(flavour), '--code-only');
  rewriteGenerated(outputOf(flavour, 'go'), '__checks.go', withoutEmptySinks);
  await buildGoPeers();
  // The published go.mod names no replacement: a module beside it does, and is removed again.
  const dir = path.join(outputOf(flavour, 'go'), flavour.goPackage);
  const local = path.join(dir, 'local.go.mod');
  fs.copyFileSync(path.join(dir, 'go.mod'), local);
  for (const { module, dir: replacement } of goReplacements()) {
    await run('go', ['mod', 'edit', `-replace=${module}=${replacement}`, local]);
  }
  await run('go', ['mod', 'tidy', '-modfile', local], { cwd: dir });
  await run('go', ['build', '-modfile', local, './...'], { cwd: dir });
  for (const name of ['local.go.mod', 'local.go.sum']) {
    fs.rmSync(path.join(dir, name), { force: true });
  }
}

async function buildJava(flavour: Flavour): Promise<void> {
  await buildJavaPeers();
  await fromSource(flavour, 'java', async (source) => {
    pinRanges(path.join(source, 'pom.xml'));
    const meta = path.join(source, 'src', 'main', 'resources', 'META-INF');
    fs.mkdirSync(meta, { recursive: true });
    fs.copyFileSync(path.join(treeOf(flavour), 'LICENSE'), path.join(meta, 'LICENSE'));
    fs.writeFileSync(path.join(meta, 'README.md'), await readme(flavour, TargetLanguage.JAVA));
    const repository = `local::default::file://${outputOf(flavour, 'java')}`;
    await maven(['--global-settings', peerSettings(), 'deploy', `-DaltDeploymentRepository=${repository}`], source);
  });
}

/** Settings that add the peers' repository and leave the user's own settings in force. */
function peerSettings(): string {
  const file = path.join(PEERS, 'settings.xml');
  fs.writeFileSync(file, `<settings>
  <profiles>
    <profile>
      <id>peers</id>
      <repositories>
        <repository>
          <id>peers</id>
          <url>file://${PEERS_MAVEN}</url>
        </repository>
      </repositories>
    </profile>
  </profiles>
  <activeProfiles>
    <activeProfile>peers</activeProfile>
  </activeProfiles>
</settings>
`);
  return file;
}

async function main(args: readonly string[]): Promise<void> {
  const only = args.find((arg) => arg.startsWith('--only='))?.slice('--only='.length).split(',');
  const unknown = only?.filter((name) => !(LANGUAGES as readonly string[]).includes(name)) ?? [];
  if (unknown.length > 0) {
    throw new Error(`no language ${unknown.join(', ')}: choose of ${LANGUAGES.join(', ')}`);
  }
  for (const flavour of flavoursOf(args)) {
    await buildAssembly(flavour);
    await buildPackages(flavour, (only as Language[] | undefined) ?? LANGUAGES);
  }
}

if (require.main === module) {
  runMain(() => main(process.argv.slice(2)));
}
