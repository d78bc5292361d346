import * as fs from 'node:fs';
import * as path from 'node:path';
import { LanguageTablet, TargetLanguage, TranslatedSnippet } from 'jsii-rosetta';
import { listFiles, ROOT, runBin } from '../tools';

/** Fewer than these, and rosetta did not read the README. */
const LEAST_SNIPPETS = 8;

/**
 * Compiles the snippets of a library's README, pages and docstrings in strict mode, translates them, and gives the file of the translations:
 * rosetta's, and in their place those written by hand below `rosetta/`. Throws when a snippet does not compile.
 */
export async function translateSnippets(library: string, work: string): Promise<string> {
  // The snippets import the package by its name, so it has to stand where Node finds it.
  fs.rmSync(work, { recursive: true, force: true });
  fs.mkdirSync(path.join(work, 'node_modules'), { recursive: true });
  for (const entry of fs.readdirSync(path.join(ROOT, 'node_modules'))) {
    fs.symlinkSync(path.join(ROOT, 'node_modules', entry), path.join(work, 'node_modules', entry));
  }
  const { name } = JSON.parse(fs.readFileSync(path.join(library, 'package.json'), 'utf8')) as { name: string };
  const home = path.join(work, 'node_modules', name);
  fs.mkdirSync(home);
  for (const entry of ['lib', '.jsii', 'package.json', 'README.md', 'rosetta']) {
    fs.cpSync(path.join(library, entry), path.join(home, entry), { recursive: true });
  }
  addPages(home, path.join(library, 'docs'));
  const file = path.join(work, 'tablet.json');
  await runBin('jsii-rosetta', ['extract', home, '--strict', '--fail', '--compile', '--directory', work, '--cache-to', file], { cwd: work });

  const tablet = await LanguageTablet.fromFile(file);
  if (tablet.count < LEAST_SNIPPETS) {
    throw new Error(`rosetta found ${tablet.count} snippets; the README has more`);
  }
  for (const name of listFiles(path.join(library, 'rosetta')).filter((found) => found.endsWith('.md'))) {
    writeByHand(tablet, name, fs.readFileSync(path.join(library, 'rosetta', name), 'utf8'));
  }
  await tablet.save(file);
  return file;
}

/** Puts the pages of `docs/` behind the README of an assembly, so that their snippets are compiled, too; a flavour's tree has none. */
function addPages(home: string, folder: string): void {
  if (fs.existsSync(folder)) {
    const file = path.join(home, '.jsii');
    const assembly = JSON.parse(fs.readFileSync(file, 'utf8')) as { readme: { markdown: string } };
    const pages = fs.readdirSync(folder).filter((name) => name.endsWith('.md')).map((name) => fs.readFileSync(path.join(folder, name), 'utf8'));
    assembly.readme.markdown = [assembly.readme.markdown, ...pages].join('\n\n');
    fs.writeFileSync(file, JSON.stringify(assembly));
  }
}

/** Puts in the translations of a file: TypeScript snippets, as README or docstring have them, and below each the same in other languages. */
function writeByHand(tablet: LanguageTablet, name: string, markdown: string): void {
  let snippet: TranslatedSnippet | undefined;
  for (const [, language, source] of markdown.matchAll(/^```(\w+)\n([\s\S]*?)\n```$/gm)) {
    if (language === 'ts') {
      snippet = tablet.translatedSnippets.find(({ originalSource }) => originalSource.source.trim() === source.trim());
    } else {
      snippet?.addTranslation(language as TargetLanguage, source, 'by hand');
    }
    if (snippet === undefined) {
      throw new Error(`rosetta/${name}: no snippet of README or docstring reads as this does; bring it up to date, or remove it:\n${source}`);
    }
  }
}
