/**
 * Work copies of the apps, one for each flavour and language, below `.work/apps`.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { Flavour } from '../../scripts/flavour/flavours';
import { rewriteApp } from '../../scripts/flavour/rewrite';
import { installedVersion, listFiles, ROOT, run, WORK } from '../../scripts/tools';
import { Adapter } from './adapter';

export type AppKind = 'example' | 'first-key' | 'beside' | 'conformance';

/** What an earlier run left behind, here or in the sources. */
const LEFT_OUT = /(^|\/)(node_modules|cdktf\.out|target|\.venv|\.build|\.mvn|__pycache__|\.terraform|imports)\/|\.tfstate|\.stamp$/;

/** Ends the name of a file that takes another's place in one flavour: `consumer.py.cdktn` is cdktn's `consumer.py`. */
const VARIANT = /\.(cdktf|cdktn)$/;

function sourceOf(kind: AppKind, adapter: Adapter): string {
  const folders = { 'example': 'examples', 'first-key': 'examples/first-key', 'beside': 'examples/beside-the-ory-provider', 'conformance': 'test/conformance' };
  return path.join(ROOT, folders[kind], adapter.name);
}

export function appOf(kind: AppKind, flavour: Flavour, adapter: Adapter): string {
  return path.join(WORK, 'apps', flavour.name, `${adapter.name}-${kind}`);
}

/** Copies an app with the names of a flavour; what is installed there already stays. */
export function prepare(kind: AppKind, flavour: Flavour, adapter: Adapter, version: string): string {
  const source = sourceOf(kind, adapter);
  const target = appOf(kind, flavour, adapter);
  const names = listFiles(source).filter((name) => !LEFT_OUT.test(name));
  const wanted = new Map<string, string>();
  for (const name of names.filter((found) => !VARIANT.test(found))) {
    const variant = `${name}.${flavour.name}`;
    const text = fs.readFileSync(path.join(source, names.includes(variant) ? variant : name), 'utf8');
    const named = rewriteApp(name, text, flavour, installedVersion(flavour.core.npm));
    wanted.set(name, withVersion(named, version, flavour));
  }
  for (const name of listFiles(target).filter((found) => !LEFT_OUT.test(found) && !wanted.has(found))) {
    fs.rmSync(path.join(target, name));
  }
  for (const [name, text] of wanted) {
    fs.mkdirSync(path.dirname(path.join(target, name)), { recursive: true });
    fs.writeFileSync(path.join(target, name), text);
  }
  return target;
}

/** Why an example cannot be run in a flavour; nothing when it can. */
export function obstacle(flavour: Flavour, adapter: Adapter): string | undefined {
  const source = sourceOf('example', adapter);
  if (!fs.existsSync(path.join(source, 'cdktf.json'))) {
    return 'there is no such example';
  }
  const names = listFiles(source).filter((name) => !LEFT_OUT.test(name));
  const bound = names.find((name) => /\.ts$/.test(name) && !names.includes(`${name}.${flavour.name}`)
    && fs.readFileSync(path.join(source, name), 'utf8').includes("from '@cdktf/"));
  return flavour.name === 'cdktf' || bound === undefined ? undefined : `${bound} imports a package of cdktf alone, and there is no ${bound}.${flavour.name}`;
}

/** The version that was built, where a manifest pins the library. */
function withVersion(text: string, version: string, flavour: Flavour): string {
  return text
    .replaceAll(`${flavour.pythonDist}==0.0.0`, `${flavour.pythonDist}==${version}`)
    .replaceAll(`${flavour.goModule}/${flavour.goPackage} v0.0.0`, `${flavour.goModule}/${flavour.goPackage} v${version}`)
    .replace(new RegExp(`(<artifactId>${flavour.mavenArtifact}</artifactId>\\s*<version>)0\\.0\\.0<`), `$1${version}<`);
}

/** Runs the command that `cdktf.json` names, as the CDKTF command line does, and gives the folder of what it wrote. */
export async function synthesize(dir: string, env: Record<string, string>, context: Record<string, unknown>): Promise<string> {
  const config = JSON.parse(fs.readFileSync(path.join(dir, 'cdktf.json'), 'utf8')) as { app: string; output?: string; context?: Record<string, unknown> };
  const outdir = path.join(dir, config.output ?? 'cdktf.out');
  fs.rmSync(outdir, { recursive: true, force: true });
  await run('sh', ['-c', config.app], {
    cwd: dir,
    env: { ...env, CDKTF_OUTDIR: outdir, CDKTF_CONTEXT_JSON: JSON.stringify({ ...config.context, ...context }) },
  });
  return outdir;
}
