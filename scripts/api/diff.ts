import * as fs from 'node:fs';
import * as path from 'node:path';
import { compileLibrary, ROOT, run, runBin } from '../tools';

/** What jsii-diff says of the change from one compiled library to another; `undefined` when nothing breaks. */
export async function breaks(before: string, after: string): Promise<string | undefined> {
  const { code, stdout, stderr } = await runBin(
    'jsii-diff', [before, after, '--keys', '--error-on', 'all', '--ignore-file', path.join(ROOT, '.compatignore')], { allowFailure: true },
  );
  return code === 0 ? undefined : `${stdout}${stderr}`.trim();
}

/** The newest version tag that the checkout can reach; none before the first release, or in a clone without tags. */
export async function lastTag(): Promise<string | undefined> {
  const { code, stdout } = await run('git', ['describe', '--tags', '--abbrev=0', '--match', 'v[0-9]*'], { allowFailure: true });
  return code === 0 ? stdout.trim() : undefined;
}

/** Compiles the library as it was at a tag, in a folder, with the packages that are installed now. */
export async function compileAt(tag: string, folder: string): Promise<void> {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  const archive = path.join(folder, 'source.tar');
  await run('git', ['archive', '--output', archive, tag]);
  await run('tar', ['-xf', archive, '-C', folder]);
  fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'), 'dir');
  await compileLibrary(folder);
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
