/** Compiles what the child processes run, so that they start as a user's app does: plain JavaScript, no compiler in the process. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';
import { ROOT, WORK } from '../scripts/tools';
import { timedProcess } from './measure';

/** Everything that the benchmark builds; git ignores it. */
export const BUILT = path.join(WORK, 'benchmark');

const TSC = path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');

/** The library as its sources are now, compiled with the options of the package. */
export async function buildLibrary(): Promise<string> {
  const lib = path.join(BUILT, 'lib');
  fs.rmSync(lib, { recursive: true, force: true });
  await timedProcess(process.execPath, [TSC, '-p', path.join(ROOT, 'tsconfig.json'), '--outDir', lib, '--declaration', 'false']);
  return lib;
}

/** A TypeScript file without imports of its own neighbours, as JavaScript. */
export function transpile(source: string, name: string): string {
  const { outputText } = ts.transpileModule(fs.readFileSync(source, 'utf8'), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const target = path.join(BUILT, `${name}.js`);
  fs.mkdirSync(BUILT, { recursive: true });
  fs.writeFileSync(target, outputText);
  return target;
}

export function childScript(name: 'synth' | 'import'): string {
  return transpile(path.join(ROOT, 'benchmark', 'children', `${name}.ts`), name);
}
