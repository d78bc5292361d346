/**
 * Writes the source tree of a flavour to `.work/flavour/<name>`: for cdktf a plain copy, for cdktn the derived one.
 *
 * Both are built there, so that a build neither reads a half-built `lib/` nor leaves one behind. `node_modules` is a link to the
 * repository's. With `--test` the unit suite runs in the tree as well; what follows `--test` is handed to jest.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { compileLibrary, digest, listFiles, ROOT, run, runMain, timed, WORK } from '../tools';
import { CDKTF, Flavour, flavoursOf } from './flavours';
import { rewriteMarkdown, rewritePackageJson, rewriteTypeScript } from './rewrite';

/** Parts of the repository that a flavour consists of. */
const TREES = ['src', 'test', 'sandbox', 'scripts', 'rosetta'];
const FILES = /^(package(-lock)?\.json|tsconfig(\.dev)?\.json|jest\.config\.\w+|README\.md|API\.md|CHANGELOG\.md|LICENSE|NOTICE)$/;

/** Suites that start other languages or Terraform, or read files that a tree has not; and what builds leave behind. */
const LEFT_OUT = /^(test\/(languages|conformance|packages|repository)\/|scripts\/flavour\/|scripts\/packages\/)|(^|\/)(node_modules|cdktf\.out|\.terraform)\//;

export function treeOf(flavour: Flavour): string {
  return path.join(WORK, 'flavour', flavour.name);
}

/** Writes the tree; files that did not change keep their time, files that are gone go. */
export function derive(flavour: Flavour): string {
  const target = treeOf(flavour);
  const wanted = new Map<string, Buffer | string>();
  for (const name of sources()) {
    const text = render(name, fs.readFileSync(path.join(ROOT, name)), flavour);
    wanted.set(name, name === 'README.md' ? withAbsoluteLinks(text.toString()) : text);
  }
  for (const [name, content] of wanted) {
    const file = path.join(target, name);
    if (!fs.existsSync(file) || !fs.readFileSync(file).equals(Buffer.from(content))) {
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, content);
    }
  }
  for (const name of present(target)) {
    if (!wanted.has(name)) {
      fs.rmSync(path.join(target, name));
    }
  }
  link(path.join(ROOT, 'node_modules'), path.join(target, 'node_modules'));
  return target;
}

function sources(): string[] {
  const trees = TREES.flatMap((tree) => listFiles(path.join(ROOT, tree)).map((name) => `${tree}/${name}`));
  const files = fs.readdirSync(ROOT).filter((name) => FILES.test(name));
  return [...trees, ...files].filter((name) => !LEFT_OUT.test(name));
}

/** What an earlier run wrote; build products are not among it. */
function present(target: string): string[] {
  const trees = TREES.flatMap((tree) => listFiles(path.join(target, tree)).map((name) => `${tree}/${name}`));
  const files = fs.existsSync(target) ? fs.readdirSync(target).filter((name) => FILES.test(name)) : [];
  return [...trees, ...files].filter((name) => !LEFT_OUT.test(name));
}

function render(name: string, content: Buffer, flavour: Flavour): Buffer | string {
  if (flavour === CDKTF) {
    return content;
  }
  if (name === 'package.json') {
    return rewritePackageJson(content.toString(), flavour);
  }
  if (/\.(ts|js|mjs|cjs|ts-fixture)$/.test(name)) {
    return rewriteTypeScript(content.toString(), flavour);
  }
  return name.endsWith('.md') ? rewriteMarkdown(content.toString(), flavour) : content;
}

/** A package's README stands beside none of the files that it links to. */
function withAbsoluteLinks(markdown: string): string {
  const { repository } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { repository: { url: string } };
  return markdown.replace(/\]\((?!\w+:|#)(?:\.\/)?/g, `](${repository.url.replace(/\.git$/, '')}/blob/main/`);
}

function link(from: string, to: string): void {
  if (!fs.existsSync(to)) {
    fs.symlinkSync(from, to, 'dir');
  }
}

/** Compiles the tree with jsii, unless it was compiled from the same text before. Throws on any error: no stale assembly remains. */
export async function compile(flavour: Flavour): Promise<boolean> {
  const tree = derive(flavour);
  const stamp = path.join(tree, '.compiled');
  const inputs = ['src', 'package.json', 'tsconfig.json', 'README.md'].map((name) => ({ path: path.join(tree, name) }));
  const key = digest(...inputs);
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === key) {
    return false;
  }
  for (const name of ['lib', '.jsii', '.compiled']) {
    fs.rmSync(path.join(tree, name), { recursive: true, force: true });
  }
  await compileLibrary(tree);
  // npm makes a command executable as it installs it, the wheel takes the mode from here.
  const { bin = {} } = JSON.parse(fs.readFileSync(path.join(tree, 'package.json'), 'utf8')) as { bin?: Record<string, string> };
  Object.values(bin).forEach((file) => fs.chmodSync(path.join(tree, file), 0o755));
  fs.writeFileSync(stamp, key);
  return true;
}

/** Runs the unit suite inside the tree; gives jest's exit code. */
async function test(flavour: Flavour, args: readonly string[]): Promise<number> {
  const jest = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  const result = await run(process.execPath, [jest, '--ci', ...args], { cwd: treeOf(flavour), allowFailure: true });
  process.stdout.write(result.stdout + result.stderr);
  return result.code;
}

async function main(args: readonly string[]): Promise<void> {
  const at = args.indexOf('--test');
  const own = at === -1 ? args : args.slice(0, at);
  for (const flavour of flavoursOf(own)) {
    await timed(`${flavour.name} compiled`, () => compile(flavour));
    if (at !== -1 && await timed(`${flavour.name} tested`, () => test(flavour, args.slice(at + 1))) !== 0) {
      process.exitCode = 1;
    }
  }
}

if (require.main === module) {
  runMain(() => main(process.argv.slice(2)));
}
