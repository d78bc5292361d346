/**
 * Loads the npm package as users do: from its tarball, in small apps, by each module system and tool; checks what the tarball holds; and
 * deploys the first key with the command line of each core.
 *
 *     node scripts/run.mjs test/packages/run.ts [cdktf|cdktn ...]
 *
 * Installs `package.json` of this folder below `.work/consumers`, prints a line a check and `N passed, N failed`.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { Flavour, flavoursOf } from '../../scripts/flavour/flavours';
import { treeOf } from '../../scripts/flavour/derive';
import { rewriteTypeScript } from '../../scripts/flavour/rewrite';
import { buildAssembly, buildPackages, outputOf } from '../../scripts/packages/build';
import { Tally } from '../../scripts/tally';
import { isInstalled, listFiles, run, runMain, terraformProgram, timed, WORK } from '../../scripts/tools';
import { commandLineProblems, nodeFor } from './cli';
import { consumerTools } from './tools';

const HERE = __dirname;

interface Type { readonly kind: string; readonly name: string; readonly namespace?: string }

/** What `two-copies.ts` prints. */
interface Seen {
  readonly differ: boolean;
  readonly synth: string;
  readonly inventory: readonly string[];
  readonly checks: string;
  readonly breaches: readonly string[];
  readonly taken: string;
  readonly importId?: string;
}

/** Strict, without `skipLibCheck`: the declarations are read, too. */
const STRICT = ['--strict', '--exactOptionalPropertyTypes', '--target', 'es2022', '--types', 'node'];

class Consumers {
  private readonly dir: string;
  private readonly library: string;

  public constructor(private readonly flavour: Flavour, private readonly tally: Tally) {
    this.dir = path.join(WORK, 'consumers', flavour.name);
    this.library = path.join(this.dir, 'node_modules', flavour.npm);
  }

  public async run(): Promise<void> {
    await timed(`${this.flavour.name} install`, () => this.install());
    await this.modules();
    await this.compilers();
    await this.tools();
    await this.bundles();
    await this.deepImports();
    await this.twoCopies();
  }

  /** What the lock file names, the library from its tarball, and a package that brings a copy of its own. */
  private async install(): Promise<void> {
    await consumerTools(this.flavour);
    const team = path.join(this.dir, 'node_modules', 'team-constructs');
    const tarball = path.join(outputOf(this.flavour, 'js'), listFiles(outputOf(this.flavour, 'js')).find((name) => name.endsWith('.tgz'))!);
    for (const target of [this.library, path.join(team, 'node_modules', this.flavour.npm)]) {
      fs.rmSync(target, { recursive: true, force: true });
      fs.mkdirSync(target, { recursive: true });
      await run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
    }
    fs.writeFileSync(path.join(team, 'package.json'), JSON.stringify({ name: 'team-constructs', version: '1.0.0', main: 'index.js', types: 'index.d.ts' }));
    fs.writeFileSync(path.join(team, 'index.js'), `exports.library = require('${this.flavour.npm}');\n`);
    fs.writeFileSync(path.join(team, 'index.d.ts'), `export declare const library: typeof import('${this.flavour.npm}');\n`);
    for (const kind of ['commonjs', 'module']) {
      fs.rmSync(path.join(this.dir, kind), { recursive: true, force: true });
      fs.mkdirSync(path.join(this.dir, kind));
      fs.writeFileSync(path.join(this.dir, kind, 'package.json'), JSON.stringify({ name: 'app', private: true, type: kind }));
      for (const name of listFiles(path.join(HERE, 'apps'))) {
        fs.writeFileSync(path.join(this.dir, kind, name), rewriteTypeScript(fs.readFileSync(path.join(HERE, 'apps', name), 'utf8'), this.flavour));
      }
    }
  }

  /** Every name of the index, in an ES module and in a CommonJS one. */
  private async modules(): Promise<void> {
    const { values } = this.names();
    const { npm } = this.flavour;
    const uses = `const missing = Object.entries({ ${values.join(', ')} }).filter(([, value]) => value === undefined).map(([name]) => name);\n`
      + 'if (missing.length > 0) { throw new Error(`undefined: ${missing.join(", ")}`); }\nconsole.log("loaded");\n';
    await this.program('an ES module imports every name', 'named.mjs', `import { ${values.join(', ')} } from '${npm}';\n${uses}`);
    await this.program('a CommonJS module requires every name', 'named.cjs', `const { ${values.join(', ')} } = require('${npm}');\n${uses}`);
  }

  /** Type-checked with every name and every kind of resolution, and run where the compiler writes what Node loads. */
  private async compilers(): Promise<void> {
    const { values, types } = this.names();
    const named = `import { ${values.join(', ')}, ${types.map((name) => `type ${name}`).join(', ')} } from '${this.flavour.npm}';\n`
      + `export const all = [${values.join(', ')}];\nexport type All = [${types.map((name) => `${name} | undefined`).join(', ')}];\n`;
    const ways: ReadonlyArray<readonly [string, string, ...string[]]> = [
      ['module', 'NodeNext', '--module', 'nodenext'],
      ['commonjs', 'node16', '--module', 'node16'],
      ['commonjs', 'bundler', '--module', 'preserve', '--moduleResolution', 'bundler', '--noEmit'],
    ];
    for (const [kind, label, ...options] of ways) {
      const cwd = path.join(this.dir, kind);
      fs.writeFileSync(path.join(cwd, 'named.ts'), named);
      const { stdout } = await run(this.bin('tsc'), [...STRICT, ...options, '--outDir', 'out', 'main.ts', 'named.ts'], { cwd, allowFailure: true });
      const errors = stdout.split('\n').filter((line) => /error TS\d+/.test(line));
      const own = errors.filter((line) => !line.includes('node_modules/') || line.includes(`node_modules/${this.flavour.npm}/`));
      this.check(`tsc ${label}, strict, exactOptionalPropertyTypes, no skipLibCheck: no error in the library or the app`, own);
      if (errors.length > own.length) {
        console.log(`      ${errors.length - own.length} errors are in the declarations of others: ${[...new Set(errors.map((line) => line.replace(/.*node_modules\/((?:@[^/]+\/)?[^/]+).*/, '$1')))].join(', ')}`);
      }
      if (!options.includes('--noEmit')) {
        await this.synthesizes(`"type": "${kind}", compiled by tsc ${label}`, process.execPath, ['out/main.js'], cwd);
      }
    }
  }

  private async tools(): Promise<void> {
    for (const kind of ['commonjs', 'module']) {
      const cwd = path.join(this.dir, kind);
      await this.synthesizes(`"type": "${kind}", run by tsx`, this.bin('tsx'), ['main.ts'], cwd);
      const { code, stdout, stderr } = await run(this.bin('vitest'), ['run', '--reporter=default'], { cwd, allowFailure: true });
      this.check(`"type": "${kind}", tested by vitest`, code === 0 ? [] : [stdout, stderr]);
    }
  }

  private async bundles(): Promise<void> {
    const cwd = path.join(this.dir, 'module');
    // cdktf itself requires Node's modules at run time, which an ES module can do by a require of its own alone.
    const banner = "--banner:js=import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
    for (const [format, file, ...more] of [['cjs', 'bundle.cjs'], ['esm', 'bundle.mjs', banner]]) {
      const out = path.join('bundles', file);
      const args = ['main.ts', '--bundle', '--platform=node', `--format=${format}`, `--outfile=${out}`, '--log-level=warning', ...more];
      const { code, stderr } = await run(this.bin('esbuild'), args, { cwd, allowFailure: true });
      this.check(`esbuild bundles it as ${format}`, code === 0 ? [] : [stderr]);
      await this.synthesizes(`the ${format} bundle`, process.execPath, [out], cwd);
    }
  }

  private async deepImports(): Promise<void> {
    await this.synthesizes('deep imports, run by tsx', this.bin('tsx'), ['deep.ts'], path.join(this.dir, 'commonjs'));
    const { stdout } = await run(this.bin('tsc'), [...STRICT, '--skipLibCheck', '--noEmit', '--module', 'node16', 'deep.ts'], { cwd: path.join(this.dir, 'commonjs'), allowFailure: true });
    this.check('deep imports have their types', stdout.split('\n').filter((line) => /error TS/.test(line)));
  }

  /** Two copies in one tree, on the same stack: everything that looks over a stack sees the keys of both. */
  private async twoCopies(): Promise<void> {
    const { code, stdout, stderr } = await run(this.bin('tsx'), ['two-copies.ts'], { cwd: path.join(this.dir, 'commonjs'), allowFailure: true });
    if (code !== 0) {
      this.check('two copies of the package on one stack', [stderr]);
      return;
    }
    const seen = JSON.parse(stdout) as Seen;
    const expect = (name: string, holds: boolean, found: unknown) => this.check(`two copies: ${name}`, holds ? [] : [JSON.stringify(found)]);
    expect('they are two', seen.differ, seen.differ);
    expect('the stack synthesizes', seen.synth === '', seen.synth);
    expect('the inventory lists the keys of both', ['One', 'Two', 'Three'].every((id) => seen.inventory.some((at) => at.includes(id))), seen.inventory);
    expect('the checks watch the keys of both', ['One', 'Two'].every((id) => seen.checks.includes(`ory_project_api_key.${id}`)), seen.checks);
    expect('the policy sees the keys of both', ['two', 'three'].every((name) => seen.breaches.join().includes(`"${name}`)), seen.breaches);
    expect('an output name is taken in both', seen.taken.includes('One') && seen.taken.includes('Two'), seen.taken);
    expect('an adopted key finds the project of the other\'s provider', seen.importId?.startsWith('6f1c1f6e-') === true, seen.importId);
  }

  /** The names of the index: those that are there at run time, and those that are types alone. */
  private names(): { readonly values: string[]; readonly types: string[] } {
    const { types } = JSON.parse(fs.readFileSync(path.join(treeOf(this.flavour), '.jsii'), 'utf8')) as { types: Record<string, Type> };
    const root = Object.values(types).filter(({ namespace }) => namespace === undefined);
    const of = (isType: boolean) => root.filter(({ kind }) => (kind === 'interface') === isType).map(({ name }) => name).sort();
    return { values: [...of(false), 'ory'], types: of(true) };
  }

  private async program(name: string, file: string, text: string): Promise<void> {
    fs.writeFileSync(path.join(this.dir, 'commonjs', file), text);
    const { code, stdout, stderr } = await run(process.execPath, [file], { cwd: path.join(this.dir, 'commonjs'), allowFailure: true });
    this.check(name, code === 0 && stdout.includes('loaded') ? [] : [stdout, stderr]);
  }

  /** Passes when the program prints a stack with the key. */
  private async synthesizes(name: string, command: string, args: readonly string[], cwd: string): Promise<void> {
    const { code, stdout, stderr } = await run(command, args, { cwd, allowFailure: true });
    this.check(`${name}: synthesizes a key`, code === 0 && stdout.includes('"ory_project_api_key"') ? [] : [stdout, stderr]);
  }

  private check(name: string, problems: readonly string[]): void {
    this.tally.check(`${this.flavour.name}: ${name}`, problems.filter((problem) => problem !== ''));
  }

  private bin(name: string): string {
    return path.join(this.dir, 'node_modules', '.bin', name);
  }
}

async function commandLine(flavour: Flavour, tally: Tally): Promise<void> {
  const node = nodeFor(flavour);
  const missing = node === undefined ? 'Node 22.19' : ['go', await terraformProgram()].find((program) => !isInstalled(program));
  if (node === undefined || missing !== undefined) {
    tally.missing(missing!, `the command line of ${flavour.core.npm}`);
    return;
  }
  const problems = await timed(`${flavour.name} command line`, () => commandLineProblems(flavour, node));
  problems.forEach(([name, found]) => tally.check(`${flavour.name} command line: ${name}`, found));
}

runMain(async () => {
  const tally = new Tally();
  for (const flavour of flavoursOf(process.argv.slice(2))) {
    await buildAssembly(flavour);
    await buildPackages(flavour, ['js']);
    await new Consumers(flavour, tally).run();
    await commandLine(flavour, tally);
  }
  tally.finish();
});
