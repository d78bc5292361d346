/** What only one language can get wrong, or has a tool to find: each check by its name, with what is wrong. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { Flavour } from '../../scripts/flavour/flavours';
import { rewriteApp } from '../../scripts/flavour/rewrite';
import { virtualEnvironment } from '../../scripts/python';
import { digest, installedVersion, run, RunResult, WORK } from '../../scripts/tools';
import { consumerTools } from '../packages/tools';
import { LanguageName } from './adapter';

type Problems = Array<[name: string, problem: string | undefined]>;

const OWN = path.join(__dirname, 'own');

/** Runs the checks of a language in the folder of an app that has the package installed. */
export async function ownProblems(language: LanguageName, flavour: Flavour, dir: string): Promise<Problems> {
  switch (language) {
    case 'python':
      return [
        ...printed(await run(python(dir), [copy('dicts.py', flavour, dir)], { cwd: dir })),
        ...await pythonCommand(flavour, dir),
        ...await pythonTypes(flavour, dir),
      ];
    case 'go':
      copy('sinks.go', flavour, dir);
      return [
        outcome('go vet finds nothing', await run('go', ['vet', '-mod=readonly', '.'], { cwd: dir, allowFailure: true })),
        ...printed(await run('go', ['run', '-mod=readonly', './.own'], { cwd: dir })),
      ];
    default:
      return [];
  }
}

function copy(name: string, flavour: Flavour, dir: string): string {
  const file = path.join(dir, '.own', name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, rewriteApp(name, fs.readFileSync(path.join(OWN, name), 'utf8'), flavour, installedVersion(flavour.core.npm)));
  return file;
}

/** What a program printed as JSON: names, and what is wrong or null. */
function printed({ stdout }: RunResult): Problems {
  return (JSON.parse(stdout) as Array<[string, string | null]>).map(([name, problem]) => [name, problem ?? undefined]);
}

function outcome(name: string, { code, stdout, stderr }: RunResult): [string, string | undefined] {
  return [name, code === 0 ? undefined : `${stdout}${stderr}`];
}

const python = (dir: string) => path.join(dir, '.venv', 'bin', 'python');

/** Both type checkers over the app as its author wrote it; pyright also over the dicts. */
async function pythonTypes(flavour: Flavour, dir: string): Promise<Problems> {
  const tools = path.join(WORK, 'tools', 'python-types');
  const requirements = path.join(OWN, 'requirements.txt');
  await virtualEnvironment(tools, digest({ path: requirements }), ['--requirement', requirements]);
  const mypy = ['--strict', '--no-error-summary', '--cache-dir', path.join(WORK, 'tools', 'mypy-cache'), '--python-executable', python(dir), 'main.py', 'consumers.py'];
  const pyright = path.join(await consumerTools(flavour), 'node_modules', '.bin', 'pyright');
  return [
    outcome('mypy --strict finds nothing', await run(path.join(tools, 'bin', 'mypy'), mypy, { cwd: dir, allowFailure: true })),
    outcome('pyright finds nothing', await run(pyright, ['--pythonpath', python(dir), 'main.py', 'consumers.py', '.own/dicts.py'], { cwd: dir, allowFailure: true })),
  ];
}

/** The command that the wheel installs. */
async function pythonCommand(flavour: Flavour, dir: string): Promise<Problems> {
  const { code, stdout, stderr } = await run(path.join(dir, '.venv', 'bin', flavour.npm), ['--help'], { allowFailure: true });
  return [['the command that the wheel installs runs', code === 0 && stdout.includes(`usage: ${flavour.npm}`) ? undefined : `${stdout}${stderr}`]];
}
