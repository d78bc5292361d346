import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT, runBin } from '../tools';

/** Fewer than these, and rosetta did not read the README. */
const LEAST_SNIPPETS = 10;

/** What jsii-rosetta says of the snippets of README, pages and docstrings in strict mode; `undefined` when all compile. */
export async function brokenSnippets(work: string): Promise<string | undefined> {
  // The snippets import the package by its name, so it has to stand where Node finds it.
  fs.rmSync(work, { recursive: true, force: true });
  fs.mkdirSync(path.join(work, 'node_modules'), { recursive: true });
  for (const entry of fs.readdirSync(path.join(ROOT, 'node_modules'))) {
    fs.symlinkSync(path.join(ROOT, 'node_modules', entry), path.join(work, 'node_modules', entry));
  }
  const home = path.join(work, 'node_modules', 'cdktf-ory-api-keys');
  fs.mkdirSync(home);
  for (const entry of ['lib', '.jsii', 'package.json', 'README.md', 'rosetta']) {
    fs.cpSync(path.join(ROOT, entry), path.join(home, entry), { recursive: true });
  }
  addPages(home);
  const tablet = path.join(work, 'tablet.json');
  const { code, stdout, stderr } = await runBin(
    'jsii-rosetta', ['extract', home, '--strict', '--fail', '--compile', '--directory', work, '--cache-to', tablet], { cwd: work, allowFailure: true },
  );
  if (code !== 0) {
    return `${stdout}${stderr}`.trim();
  }
  const { snippets } = JSON.parse(fs.readFileSync(tablet, 'utf8')) as { snippets: object };
  return Object.keys(snippets).length >= LEAST_SNIPPETS ? undefined : `rosetta found ${Object.keys(snippets).length} snippets; the README has more`;
}

/** Puts the pages of `docs/` behind the README of an assembly, so that their snippets are compiled, too. */
function addPages(home: string): void {
  const file = path.join(home, '.jsii');
  const assembly = JSON.parse(fs.readFileSync(file, 'utf8')) as { readme: { markdown: string } };
  const folder = path.join(ROOT, 'docs');
  const pages = fs.readdirSync(folder).filter((name) => name.endsWith('.md')).map((name) => fs.readFileSync(path.join(folder, name), 'utf8'));
  assembly.readme.markdown = [assembly.readme.markdown, ...pages].join('\n\n');
  fs.writeFileSync(file, JSON.stringify(assembly));
}
