/**
 * Generates `src/ory` from the provider's schema and our descriptions; `--check` compares instead of writing.
 *
 * Needs neither network nor Terraform.
 */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

process.env.CHECKPOINT_DISABLE = '1';

import { ConstructsMakerProviderTarget, TerraformProviderConstraint } from '@cdktf/commons';
// The package's index pulls in command-line parts that do not load here; the generator itself does.
import { TerraformProviderGenerator } from '@cdktf/provider-generator/lib/get/generator/provider-generator';
import { CodeMaker } from 'codemaker';
import { DESCRIPTIONS, Descriptions } from './bindings/descriptions';
import { listFiles, ROOT, runMain } from './tools';

interface Block { attributes: Record<string, { description?: string }>; description?: string; description_kind?: string }
interface Schema {
  provider_schemas: Record<string, { provider: { block: Block }; resource_schemas: Record<string, { block: Block }> }>;
}

const TARGET = path.join(ROOT, 'src', 'ory');
const LOWEST_PROVIDER = '>= 0.0.1';

/** Puts a description on every attribute, and fails when one lacks it or describes what is not there. */
function describe(schema: Schema, descriptions: Descriptions): Schema {
  for (const provider of Object.values(schema.provider_schemas)) {
    describeBlock('provider', provider.provider.block, descriptions.provider);
    for (const [type, resource] of Object.entries(provider.resource_schemas)) {
      const own = descriptions.resources[type];
      if (!own) {
        throw new Error(`resource ${type} has no entry in scripts/bindings/descriptions.ts`);
      }
      resource.block.description = own.summary;
      describeBlock(type, resource.block, own.attributes);
    }
  }
  return schema;
}

function describeBlock(where: string, block: Block, texts: Readonly<Record<string, string>>): void {
  for (const [name, attribute] of Object.entries(block.attributes)) {
    if (!texts[name]) {
      throw new Error(`attribute ${name} of ${where} has no text in scripts/bindings/descriptions.ts`);
    }
    attribute.description = texts[name];
  }
  for (const name of Object.keys(texts)) {
    if (!(name in block.attributes)) {
      throw new Error(`scripts/bindings/descriptions.ts describes ${name} of ${where}, which the schema lacks`);
    }
  }
}

async function generate(outdir: string): Promise<void> {
  const schema = describe(JSON.parse(fs.readFileSync(path.join(__dirname, 'bindings', 'ory.schema.json'), 'utf8')) as Schema, DESCRIPTIONS);
  const code = new CodeMaker();
  const generator = new TerraformProviderGenerator(code as never, schema as never);
  const constraint = new TerraformProviderConstraint(`ory/ory@${LOWEST_PROVIDER}`);
  generator.generate(new ConstructsMakerProviderTarget(constraint, 'typescript' as never));
  await code.save(outdir);
}

/**
 * Documents what the generator leaves bare: the getters of computed attributes, the import helper and the reset methods; and
 * exports the classes flat, as `ory.ProjectApiKey`.
 */
function finish(name: string, text: string): string | undefined {
  if (name === 'lazy-index.ts' || name.endsWith('README.md')) {
    return undefined; // the names of the flat index are not the lazy one's; the read-mes say less than the docs
  }
  if (name === 'index.ts') {
    // To name the file saves Node.js the search for it, a fair part of what loading so small a file takes.
    return text.replace(/export \* as \w+ from '(.*)'/g, 'export * from \'$1/index\'');
  }
  const folder = path.dirname(name);
  const texts = folder === 'provider' ? DESCRIPTIONS.provider : DESCRIPTIONS.resources[`ory_${folder.replace(/-/g, '_')}`].attributes;
  const snake = (camel: string) => camel.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return (folder === 'provider' ? addHook(text) : text)
    .replace(/^ {2}public get (\w+)\(\)/gm, (line, property: string) => {
      const doc = texts[snake(property)];
      return doc ? `  /** ${doc} */\n${line}` : line;
    })
    .replace(/^ {2}\/\/ Temporarily expose input value\. Use with caution\.\n {2}public get (\w+)Input\(\)/gm, (match, property: string) =>
      match.replace(/^ {2}.*\n/, `  /** The argument \`${snake(property)}\` as it was given to this construct, not what Terraform reads back. */\n`))
    .replace(/^ {2}\* @param options (\w+)/gm, '  * @param config arguments, as `$1` names them')
    .replace(/^ {2}public static readonly tfResourceType/m, '  /** Type of the Terraform block that this class stands for. */\n$&')
    .replace(/^export interface (\w+)Config/m, '/** Arguments of `$1`. */\n$&')
    .replace(/^ {2}public reset(\w+)\(\)/gm, (line, property: string) =>
      `  /** Leaves the argument \`${snake(property).slice(1)}\` out again. */\n${line}`);
}

/** Lets the library know of each provider, so that secrets written out in a stack of raw bindings fail synth, too. */
function addHook(text: string): string {
  const hooked = text
    .replace("import * as cdktf from 'cdktf';", "import * as cdktf from 'cdktf';\nimport { noteProvider } from '../../known-providers';")
    .replace(/(this\._alias = config\.alias;|this\._alias = config\?\.alias;)([^}]*)\n {2}}/, '$1$2\n    noteProvider(this);\n  }');
  if (!hooked.includes('noteProvider(this)')) {
    throw new Error('the generated provider has no constructor of the known form');
  }
  return hooked;
}

/** The text of every file below a folder, by its path relative to it. */
function textsIn(dir: string): Map<string, string> {
  return new Map(listFiles(dir).map((name) => [name, fs.readFileSync(path.join(dir, name), 'utf8')]));
}

async function main(check: boolean): Promise<void> {
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'ory-bindings-'));
  try {
    await generate(work);
    const wanted = new Map<string, string>();
    for (const [name, text] of textsIn(path.join(work, 'providers', 'ory'))) {
      const finished = finish(name, text);
      if (finished !== undefined) {
        wanted.set(name, finished);
      }
    }
    if (check) {
      const found = textsIn(TARGET);
      const names = new Set([...wanted.keys(), ...found.keys()]);
      const stale = [...names].filter((name) => wanted.get(name) !== found.get(name));
      if (stale.length > 0) {
        throw new Error(`src/ory differs from the schema in ${stale.join(', ')}; run \`npm run bindings\` and commit the result`);
      }
      console.log(`src/ory is current (${wanted.size} files)`);
      return;
    }
    fs.rmSync(TARGET, { recursive: true, force: true });
    for (const [name, text] of wanted) {
      fs.mkdirSync(path.dirname(path.join(TARGET, name)), { recursive: true });
      fs.writeFileSync(path.join(TARGET, name), text);
    }
    console.log(`wrote ${wanted.size} files to src/ory`);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

runMain(() => main(process.argv.includes('--check')));
