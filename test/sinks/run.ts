/**
 * Checks the example sinks against the providers' schemas, as the prebuilt bindings ship them.
 *
 *     node scripts/run.mjs test/sinks/run.ts
 *
 * Installs the bindings from the registries below `.work/sinks`, synthesizes the TypeScript and the Python app, and prints a line a
 * check and `N passed, N failed`. A missing toolchain is a failure where `CI` is set; elsewhere a line says what was not checked.
 */
import { spawnSync } from 'node:child_process';
import * as os from 'node:os';
import * as path from 'node:path';
import { CDKTF } from '../../scripts/flavour/flavours';
import { buildAssembly, buildPackages } from '../../scripts/packages/build';
import { available, runMain, terraformProgram, timed } from '../../scripts/tools';
import { Tally } from '../../scripts/tally';
import { difference } from '../languages/compare';
import { appOf, BINDINGS, synthesizePython, synthesizeTypeScript } from './apps';
import { leaks, Rendered, schemaProblems, writeOnlyProblems } from './problems';
import { BindingSchema } from './schema';

interface Stack {
  readonly provider: Readonly<Record<string, readonly Rendered[]>>;
  readonly resource: Readonly<Record<string, Readonly<Record<string, Rendered>>>>;
}

/** The write-only argument that each place takes the value in, and what stands beside it. */
const TAKEN_IN: ReadonlyArray<readonly [binding: string, type: string, argument?: string]> = [
  ['aws', 'aws_secretsmanager_secret'],
  ['aws', 'aws_secretsmanager_secret_version', 'secret_string_wo'],
  ['vault', 'vault_kv_secret_v2', 'data_json_wo'],
  ['kubernetes', 'kubernetes_secret_v1', 'data_wo'],
];

class Sinks {
  private readonly tally = new Tally();

  public async run(): Promise<void> {
    const python = await this.has('python3', ['-m', 'venv', '--help'], 'the Python sinks');
    await buildAssembly(CDKTF);
    await buildPackages(CDKTF, python ? ['js', 'python'] : ['js']);
    // Side by side: one mostly waits for the registry while the other works.
    const [first, second] = await Promise.allSettled([synthesizeTypeScript(), python ? synthesizePython() : undefined]);
    this.tally.check('typescript: installs and synthesizes', first.status === 'fulfilled' ? [] : [String(first.reason)]);
    if (python) {
      this.tally.check('python: installs and synthesizes', second.status === 'fulfilled' ? [] : [String(second.reason)]);
    }
    if (first.status === 'fulfilled') {
      if (second.status === 'fulfilled' && second.value !== undefined) {
        const found = difference(first.value, second.value);
        this.tally.check('python: synthesizes what TypeScript does', found === undefined ? [] : [found]);
      }
      const schemas = await timed('reading the schemas', async () => new Map(BINDINGS.map((name) => [
        name as string, BindingSchema.ofPackage(path.join(appOf('typescript'), 'node_modules', '@cdktf', `provider-${name}`)),
      ])));
      this.stack(JSON.parse(first.value) as Stack, schemas);
      this.notices(first.value, schemas);
      await this.versions(JSON.parse(first.value) as Stack);
    }
    this.tally.finish();
  }

  /** Every block of the three providers, and where the value goes. */
  private stack(stack: Stack, schemas: ReadonlyMap<string, BindingSchema>): void {
    const key = keyOf(stack);
    for (const [name, schema] of schemas) {
      const problems = stack.provider[name].flatMap((block) => schemaProblems(schema, schema.provider(), block, `provider.${name}`));
      this.tally.check(`provider ${name}: its arguments are those of ${schema.label}`, problems);
    }
    for (const [binding, type, argument] of TAKEN_IN) {
      const schema = schemas.get(binding)!;
      const block = schema.resource(type);
      const rendered = Object.values(stack.resource[type] ?? {});
      this.tally.check(`${type}: a resource of ${schema.label}, and rendered once`, block && rendered.length === 1 ? [] : [`rendered ${rendered.length} times`]);
      if (block && rendered.length === 1) {
        const given = Object.keys(rendered[0]).filter((name) => name !== '//').join(', ');
        this.tally.check(`${type}: takes ${given}; nothing required lacks`, schemaProblems(schema, block, rendered[0], type));
        if (argument !== undefined) {
          this.tally.check(`${type}: takes the value in ${argument}`, rendered[0][argument] === undefined ? ['it does not'] : []);
          this.tally.check(`${type}: the value is a reference, with a version that follows the key`, writeOnlyProblems(block, rendered[0], key, type));
        }
      }
    }
    const expected = [...TAKEN_IN.map(([, type]) => type), 'ory_project_api_key'].sort().join(', ');
    const found = Object.keys(stack.resource).sort().join(', ');
    this.tally.check('no other resource is rendered', found === expected ? [] : [found]);
    this.tally.check('the value goes nowhere but into write-only arguments', leaks(stack, key));
  }

  /** The checks above, against copies that are wrong in one way each: what notices nothing would prove nothing. */
  private notices(text: string, schemas: ReadonlyMap<string, BindingSchema>): void {
    const broken: ReadonlyArray<readonly [string, string, (block: Record<string, unknown>) => void]> = [
      ['an unknown argument', 'aws_secretsmanager_secret_version', (block) => { block.secret_sting_wo = '${x}'; }],
      ['a missing argument', 'vault_kv_secret_v2', (block) => { delete block.mount; }],
      ['a wrong type', 'aws_secretsmanager_secret', (block) => { block.recovery_window_in_days = 'seven'; }],
      ['an unknown argument of a nested block', 'kubernetes_secret_v1', (block) => { (block.metadata as Record<string, unknown>).title = 'x'; }],
      ['a missing version', 'kubernetes_secret_v1', (block) => { delete block.data_wo_revision; }],
      ['a version that stands still', 'vault_kv_secret_v2', (block) => { block.data_json_wo_version = 1; }],
      ['a value that is written out', 'aws_secretsmanager_secret_version', (block) => { block.secret_string_wo = 'ory_pat_example'; }],
      ['a value that is kept in the state, too', 'kubernetes_secret_v1', (block) => { block.data = block.data_wo; }],
    ];
    for (const [what, type, spoil] of broken) {
      const stack = JSON.parse(text) as Stack;
      const schema = schemas.get(TAKEN_IN.find(([, name]) => name === type)![0])!;
      const [block] = Object.values(stack.resource[type]);
      spoil(block as Record<string, unknown>);
      const [rules, key] = [schema.resource(type)!, keyOf(stack)];
      const problems = [...schemaProblems(schema, rules, block, type), ...writeOnlyProblems(rules, block, key, type), ...leaks(stack, key)];
      this.tally.check(`the checks notice ${what}`, problems.length > 0 ? [] : ['they do not']);
    }
  }

  /** What Terraform makes of the version: an integer that every provider takes, another one for another key. */
  private async versions(stack: Stack): Promise<void> {
    const terraform = await terraformProgram();
    if (!await this.has(terraform, ['version'], 'the number beside the write-only arguments')) {
      return;
    }
    const [block] = Object.values(stack.resource.aws_secretsmanager_secret_version);
    const rendered = String(block.secret_string_wo_version).slice(2, -1);
    const ids = ['0a2b4c6d-1e3f-4a5b-8c7d-9e0f1a2b3c4d', '0a2b4c6d-1e3f-4a5b-8c7d-9e0f1a2b3c4e'];
    const numbers = ids.map((id) => {
      const result = spawnSync(terraform, ['console'], { cwd: os.tmpdir(), input: rendered.replaceAll(`${keyOf(stack)}.id`, `"${id}"`), encoding: 'utf8' });
      return result.status === 0 ? Number(result.stdout) : NaN;
    });
    const usable = numbers.every((number) => Number.isInteger(number) && number >= 1 && number < 2 ** 31) && numbers[0] !== numbers[1];
    this.tally.check('Terraform makes of the version a positive integer that follows the key', usable ? [] : [numbers.join(', ')]);
  }

  private async has(command: string, args: readonly string[], what: string): Promise<boolean> {
    if (await available(command, args)) {
      return true;
    }
    this.tally.missing(command, what);
    return false;
  }
}

/** Address of the one key. */
function keyOf(stack: Stack): string {
  return `ory_project_api_key.${Object.keys(stack.resource.ory_project_api_key)[0]}`;
}

runMain(() => timed('sinks', () => new Sinks().run()));
