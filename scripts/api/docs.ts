import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT, runBin } from '../tools';

/** The pages, by the name that jsii-docgen gives them: the constructs on one, the generated bindings on another. */
const PAGES: Readonly<Record<string, string>> = { 'API.md': 'API.md', 'ory.md': 'API.ory.md' };

/** Writes the pages of a compiled library into a folder. */
export async function writeDocs(library: string, outdir: string): Promise<void> {
  fs.mkdirSync(outdir, { recursive: true });
  // With one page a submodule, docgen leaves the bindings out of the first page.
  await runBin('jsii-docgen', ['--output', path.join(outdir, 'API'), '--split-by-submodule'], { cwd: library });
  for (const [from, to] of Object.entries(PAGES)) {
    const text = fs.readFileSync(path.join(outdir, from), 'utf8').replaceAll('./ory.md', './API.ory.md');
    fs.rmSync(path.join(outdir, from));
    fs.writeFileSync(path.join(outdir, to), text);
  }
}

/** The pages whose committed text differs from what the library now gives. */
export function stalePages(fresh: string): string[] {
  const text = (file: string) => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '');
  return Object.values(PAGES).filter((page) => text(path.join(ROOT, page)) !== text(path.join(fresh, page)));
}
