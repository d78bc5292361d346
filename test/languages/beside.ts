/** The library beside bindings of the whole Ory provider, generated as `cdktf get` does: what holds with the user's provider, and with ours. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { generateBindings } from '../../scripts/bindings/generate';
import { Flavour } from '../../scripts/flavour/flavours';
import { rewriteTypeScript } from '../../scripts/flavour/rewrite';
import { digest, installedVersion, listFiles, ROOT, runBin, stamped } from '../../scripts/tools';
import { synthesize } from './apps';
import { difference } from './compare';

/** The languages that have the example. */
export type BesideLanguage = 'typescript' | 'python';

const SCHEMA = path.join(__dirname, 'beside', 'schema.json');
const CONSTRAINT = 'ory/ory@~> 26.1';
const CONTEXT = { 'cdktf-ory-api-keys:now': '2027-02-15T00:00:00Z' };

/** How the app differs, by replacing a part of its text, and what then holds. */
interface Variant {
  readonly name: string;
  readonly edit: Record<BesideLanguage, readonly [found: string, put: string]>;
  /** Part of the message that synth ends with. */
  readonly fails?: string;
  /** Whether the stack is then the same but for the provider's version. */
  readonly same?: boolean;
}

const VARIANTS: readonly Variant[] = [
  {
    name: 'with the library\'s provider in place of the generated one, the stack is the same',
    edit: {
      typescript: ['import { OryProvider } from \'./.gen/providers/ory/provider\';', 'import { ory } from \'cdktf-ory-api-keys\'; const { OryProvider } = ory;'],
      python: ['from imports.ory.provider import OryProvider', 'from cdktf_ory_api_keys.ory import OryProvider'],
    },
    same: true,
  },
  {
    name: 'with the library\'s provider beside the generated one, the user\'s version stays',
    edit: {
      typescript: ['const tenant = new OryProvider(', 'const tenant = new (require(\'cdktf-ory-api-keys\').ory.OryProvider as typeof OryProvider)('],
      python: ['tenant = OryProvider(', 'from cdktf_ory_api_keys import ory\ntenant = ory.OryProvider('],
    },
  },
  {
    name: 'fails on two providers without an alias, and says which to drop',
    edit: { typescript: ['alias: \'tenant\', ', ''], python: ['alias="tenant", ', ''] },
    fails: 'shop/tenant: the stack has two Ory providers without an alias, this one and shop/ory',
  },
  {
    name: 'fails on a generated key that breaks the policy',
    edit: {
      typescript: ['name: \'older\', expiresAt: \'2030-12-31T23:59:59Z\'', 'name: \'older\''],
      python: ['name="older", expires_at="2030-12-31T23:59:59Z"', 'name="older"'],
    },
    fails: 'shop/Older',
  },
];

/** Each check by its name, with what is wrong; and the stack, which every language must synthesize as the first did. */
export async function besideProblems(
  language: BesideLanguage, flavour: Flavour, dir: string, env: Record<string, string>, reference?: string,
): Promise<{ readonly problems: Array<[string, string | undefined]>; readonly json: string }> {
  await BINDINGS[language](flavour, dir);
  const main = path.join(dir, language === 'typescript' ? 'main.ts' : 'main.py');
  const text = fs.readFileSync(main, 'utf8');
  const json = await stackOf(dir, env);
  const problems = groundProblems(JSON.parse(json));
  if (reference !== undefined) {
    problems.push(['synthesizes what the first language does', difference(reference, json)]);
  }
  for (const variant of VARIANTS) {
    const [found, put] = variant.edit[language].map((part) => part.replaceAll('cdktf-ory', flavour.npm.replace('-api-keys', '')).replaceAll('cdktf_ory_api_keys', flavour.pythonModule));
    fs.writeFileSync(main, text.replace(found, () => put));
    try {
      problems.push([variant.name, text.includes(found) ? await variantProblem(variant, dir, env, json) : 'the app no longer has what is to be replaced']);
    } finally {
      fs.writeFileSync(main, text);
    }
  }
  return { problems, json };
}

async function variantProblem({ fails, same }: Variant, dir: string, env: Record<string, string>, json: string): Promise<string | undefined> {
  // What fails at synth alone is not type-checked again.
  const outcome = await stackOf(dir, fails === undefined ? env : { ...env, TS_NODE_TRANSPILE_ONLY: 'true' }).then((stack) => ({ stack }), (error: Error) => ({ message: error.message }));
  if ('message' in outcome) {
    return fails !== undefined && outcome.message.includes(fails) ? undefined : outcome.message;
  }
  if (fails !== undefined) {
    return `synthesizes, where a message with ${JSON.stringify(fails)} is due`;
  }
  return difference(json, same ? outcome.stack.replace('"version": ">= 0.0.1"', '"version": "26.1.5"') : outcome.stack);
}

async function stackOf(dir: string, env: Record<string, string>): Promise<string> {
  const text = fs.readFileSync(path.join(await synthesize(dir, env, CONTEXT), 'stacks', 'shop', 'cdk.tf.json'), 'utf8');
  return text.replaceAll(`${dir}/`, ''); // where the state lies
}

interface Stack {
  readonly terraform: { readonly required_providers: { readonly ory: { readonly version: string } } };
  readonly provider: { readonly ory: ReadonlyArray<{ readonly project_api_key?: string }> };
  readonly resource: { readonly [type: string]: { readonly [name: string]: { readonly [argument: string]: unknown } } };
  readonly import: ReadonlyArray<{ readonly id: string }>;
  readonly output: { readonly ory_api_keys: { readonly value: ReadonlyArray<{ readonly path: string }> } };
}

/** What the stack holds whatever the language. */
function groundProblems(stack: Stack): Array<[string, string | undefined]> {
  const expect = (name: string, holds: boolean, found: unknown): [string, string | undefined] => [name, holds ? undefined : JSON.stringify(found)];
  const { ory: [, tenant] } = stack.provider;
  const keys = Object.entries(stack.resource.ory_project_api_key);
  const slot = (name: string) => keys.find(([, key]) => key.name === name)?.[0];
  const listed = stack.output.ory_api_keys.value.map(({ path: at }) => at);
  const taken = stack.resource.ory_oauth2_client.Web.project_api_key;
  return [
    expect('the user\'s version of the provider stands', stack.terraform.required_providers.ory.version === '26.1.5', stack.terraform.required_providers.ory),
    expect('keys belong to the new project', keys.filter(([, key]) => key.project_id === '${ory_project.Project.id}').length === 4, keys),
    expect('a resource takes a key, which stays sensitive', /^\$\{sensitive\(ory_project_api_key\.Deploy_\w+\.value\)\}$/.test(String(taken)), taken),
    expect('another provider has the key that was there before', tenant.project_api_key?.includes(`ory_project_api_key.${slot('backend (1)')}.value`) === true, tenant),
    expect('an import names the project of the generated provider', stack.import[0].id === '6f1c1f6e-8d0b-4b43-9a65-0b0f3a3f4f10/0a2b4c6d-1e3f-4a5b-8c7d-9e0f1a2b3c4d', stack.import),
    expect('the inventory lists every key, the generated one, too', listed.length === 7 && listed.includes('shop/Older'), listed),
  ];
}

const BINDINGS: Record<BesideLanguage, (flavour: Flavour, dir: string) => Promise<void>> = {
  async typescript(flavour, dir) {
    await typescriptBindings(flavour, path.join(dir, '.gen'));
  },
  /** As `cdktf get` does: jsii compiles what was written for TypeScript, jsii-pacmak translates it. */
  async python(flavour, dir) {
    const target = path.join(dir, 'imports');
    await stamped(target, digest({ path: SCHEMA }, { path: __filename }, { path: path.join(ROOT, 'package-lock.json') }), async () => {
      const work = path.join(dir, '.work');
      fs.rmSync(work, { recursive: true, force: true });
      await typescriptBindings(flavour, work);
      fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(work, 'node_modules'), 'dir');
      const dependencies = Object.fromEntries([flavour.core.npm, 'constructs'].map((name) => [name, installedVersion(name)]));
      fs.writeFileSync(path.join(work, 'package.json'), JSON.stringify({
        name: 'ory', version: '0.0.0', license: 'UNLICENSED', author: 'app', main: 'providers/ory/index.js', types: 'providers/ory/index.d.ts',
        repository: { type: 'git', url: 'https://app.example' }, jsii: { outdir: 'dist', targets: { python: { distName: 'ory', module: 'imports.ory' } } },
        dependencies, peerDependencies: dependencies,
      }));
      await runBin('jsii', ['--silence-warnings=reserved-word'], { cwd: work });
      await runBin('jsii-pacmak', ['--code-only'], { cwd: work });
      fs.cpSync(path.join(work, 'dist', 'python', 'src', 'imports'), target, { recursive: true });
      fs.rmSync(work, { recursive: true, force: true });
    });
  },
};

async function typescriptBindings(flavour: Flavour, folder: string): Promise<void> {
  await generateBindings(JSON.parse(fs.readFileSync(SCHEMA, 'utf8')) as object, CONSTRAINT, folder);
  for (const name of listFiles(folder).filter((found) => found.endsWith('.ts')).map((found) => path.join(folder, found))) {
    fs.writeFileSync(name, rewriteTypeScript(fs.readFileSync(name, 'utf8'), flavour));
  }
}
