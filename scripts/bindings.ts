/**
 * Generates `src/ory` from the provider's schema; `--check` compares instead of writing. Needs neither network nor Terraform.
 *
 * The files stay as the generator wrote them. `index.ts`, which keeps the names flat, is ours: the generator's would give
 * `ory.projectApiKey.ProjectApiKey`. Its lazy index, for the same namespaces, and its read-me are left out.
 */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { generateBindings } from './bindings/generate';
import { listFiles, ROOT, runMain } from './tools';

const TARGET = path.join(ROOT, 'src', 'ory');
const PROVIDER = 'ory/ory@>= 0.0.1';

/** Generates into a folder, and gives the texts of the files by their path below `src/ory`. */
async function generate(work: string): Promise<Map<string, string>> {
  const schema = JSON.parse(fs.readFileSync(path.join(__dirname, 'bindings', 'ory.schema.json'), 'utf8'));
  await generateBindings(schema, PROVIDER, work);
  return generatedIn(path.join(work, 'providers', 'ory'));
}

/** The files of a folder that the generator answers for: those of the provider and of each resource. */
function generatedIn(dir: string): Map<string, string> {
  const names = listFiles(dir).filter((name) => /\/.*\.ts$/.test(name));
  return new Map(names.map((name) => [name, fs.readFileSync(path.join(dir, name), 'utf8')]));
}

async function main(check: boolean): Promise<void> {
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'ory-bindings-'));
  try {
    const wanted = await generate(work);
    const found = generatedIn(TARGET);
    const stale = [...new Set([...wanted.keys(), ...found.keys()])].filter((name) => wanted.get(name) !== found.get(name));
    if (check && stale.length > 0) {
      throw new Error(`src/ory differs from the schema in ${stale.join(', ')}; run \`npm run bindings\` and commit the result`);
    }
    for (const name of stale) {
      const file = path.join(TARGET, name);
      fs.rmSync(file, { force: true });
      if (wanted.has(name)) {
        fs.mkdirSync(path.dirname(file), { recursive: true });
        fs.writeFileSync(file, wanted.get(name)!);
      }
    }
    console.log(stale.length === 0 ? `src/ory is current (${wanted.size} files)` : `wrote ${stale.join(', ')}`);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

runMain(() => main(process.argv.includes('--check')));
