import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT } from './docs';

/** What jsii-diff says of the change from one compiled library to another; `undefined` when nothing breaks. */
export function breaks(before: string, after: string): string | undefined {
  const result = spawnSync(process.execPath, [
    path.join(ROOT, 'node_modules', 'jsii-diff', 'bin', 'jsii-diff'), before, after, '--keys', '--error-on', 'all', '--ignore-file', path.join(ROOT, '.compatignore'),
  ], { cwd: ROOT, encoding: 'utf8' });
  return result.status === 0 ? undefined : `${result.stdout}${result.stderr}`.trim();
}

/** The newest version tag that the checkout can reach; none before the first release, or in a clone without tags. */
export function lastTag(): string | undefined {
  const result = spawnSync('git', ['describe', '--tags', '--abbrev=0', '--match', 'v[0-9]*'], { cwd: ROOT, encoding: 'utf8' });
  return result.status === 0 ? result.stdout.trim() : undefined;
}

/** Compiles the library as it was at a tag, in a folder, with the packages that are installed now. */
export function compileAt(tag: string, folder: string): void {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  const archive = execFileSync('git', ['archive', tag], { cwd: ROOT, maxBuffer: 1 << 28 });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'), 'dir');
  execFileSync(process.execPath, [path.join(ROOT, 'node_modules', 'jsii', 'bin', 'jsii'), '--silence-warnings=reserved-word'], { cwd: folder, stdio: 'inherit' });
}

/** A copy of the compiled library without one public method: what the comparison has to catch. */
export function withoutMember(folder: string, fqn: string, member: string): void {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  fs.copyFileSync(path.join(ROOT, 'package.json'), path.join(folder, 'package.json'));
  fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'), 'dir');
  const assembly = JSON.parse(fs.readFileSync(path.join(ROOT, '.jsii'), 'utf8'));
  const methods = assembly.types[fqn].methods as { name: string }[];
  assembly.types[fqn].methods = methods.filter(({ name }) => name !== member);
  fs.writeFileSync(path.join(folder, '.jsii'), JSON.stringify(assembly));
}
