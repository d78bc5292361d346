/**
 * Runs what a package's README shows: its snippets, as the language's registry shows them, each in an app of its own. Python is executed and
 * synthesized, Go vetted, Java compiled; TypeScript's are compiled where they are translated.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { Flavour } from '../../scripts/flavour/flavours';
import { outputOf } from '../../scripts/packages/build';
import { listFiles, run } from '../../scripts/tools';
import { LanguageName } from './adapter';

type Problems = Array<[name: string, problem: string | undefined]>;

/** What is wrong with the README of a language's package, whose app in a folder has all that the snippets need. */
export async function readmeProblems(language: LanguageName, flavour: Flavour, dir: string): Promise<Problems> {
  if (language === 'typescript') {
    return [];
  }
  const work = path.join(dir, '.readme');
  fs.rmSync(work, { recursive: true, force: true });
  fs.mkdirSync(work);
  const text = await READERS[language](flavour, dir, work);
  const snippets = [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, code]) => code);
  return [
    ['README: links are absolute', [...text.matchAll(/\]\((?!\w+:|#)[^)]*\)/g)].map(([link]) => link).join(', ') || undefined],
    ['README: no TypeScript is left', /^```(ts|typescript)\b/m.test(text) ? 'it is' : undefined],
    ['README: begins with a whole program', /synth\(\)/i.test(snippets[0] ?? '') ? undefined : 'it does not'],
    ...await RUNNERS[language](snippets, flavour, dir, work),
  ];
}

/** Where each language's registry reads the README. */
const READERS: Record<'python' | 'go' | 'java', (flavour: Flavour, dir: string, work: string) => Promise<string>> = {
  async python(flavour, dir) {
    const packages = path.join(dir, '.venv', 'lib');
    const name = listFiles(packages).find((found) => found.endsWith('.dist-info/METADATA') && found.includes(`/${flavour.pythonModule}-`))!;
    return fs.readFileSync(path.join(packages, name), 'utf8');
  },
  async go(flavour) {
    return fs.readFileSync(path.join(outputOf(flavour, 'go'), flavour.goPackage, 'README.md'), 'utf8');
  },
  async java(flavour, _dir, work) {
    const packages = outputOf(flavour, 'java');
    const jar = listFiles(packages).find((name) => /\d\.jar$/.test(name))!;
    await run('jar', ['-xf', path.join(packages, jar), 'META-INF/README.md'], { cwd: work });
    return fs.readFileSync(path.join(work, 'META-INF', 'README.md'), 'utf8');
  },
};

const RUNNERS: Record<'python' | 'go' | 'java', (snippets: readonly string[], flavour: Flavour, dir: string, work: string) => Promise<Problems>> = {
  async python(snippets, flavour, dir, work) {
    fs.writeFileSync(path.join(work, 'main.py'), pythonProgram(flavour));
    fs.writeFileSync(path.join(work, 'snippets.json'), JSON.stringify(snippets));
    const { stdout } = await run(path.join(dir, '.venv', 'bin', 'python'), ['main.py'], { cwd: work });
    const errors = JSON.parse(stdout) as Array<string | null>;
    return snippets.map((snippet, at) => [title(at, snippet), errors[at] ?? undefined]);
  },
  async go(snippets, flavour, dir, work) {
    snippets.forEach((snippet, at) => {
      write(work, at, 'snippet.go', snippet.startsWith('package ') ? snippet : goFile(snippet, flavour));
      if (!snippet.startsWith('package ')) {
        write(work, at, 'fixture.go', goFixture(flavour));
      }
    });
    const { code, stderr } = await run('go', ['vet', '-mod=readonly', ...snippets.map((_, at) => `./.readme/s${at}`)], { cwd: dir, allowFailure: true });
    return found(snippets, code, stderr);
  },
  async java(snippets, flavour, dir, work) {
    const files = snippets.map((snippet, at) => (snippet.startsWith('import ')
      ? write(work, at, 'Main.java', `package s${at};\n${snippet}`) : write(work, at, 'Snippet.java', javaFile(at, snippet, flavour))));
    const classpath = fs.readFileSync(path.join(dir, 'target', 'classpath'), 'utf8').trim();
    const { code, stderr } = await run('javac', ['-proc:none', '-d', path.join(work, 'classes'), '-cp', classpath, ...files], { allowFailure: true });
    return found(snippets, code, stderr);
  },
};

function title(at: number, snippet: string): string {
  return `README: snippet ${at + 1} runs: ${snippet.split('\n')[0]}`;
}

function write(work: string, at: number, name: string, text: string): string {
  const file = path.join(work, `s${at}`, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
  return file;
}

/** A compiler's messages, by the snippet in whose folder they are. */
function found(snippets: readonly string[], code: number, messages: string): Problems {
  const of = (at: number) => messages.split('\n').filter((line) => line.includes(`s${at}/`)).join('\n');
  const known = snippets.some((_, at) => of(at) !== '');
  return snippets.map((snippet, at) => [title(at, snippet), (code === 0 ? '' : known ? of(at) : messages) || undefined]);
}

/** Reads the snippets from the file beside it, and prints an error or null for each. */
function pythonProgram({ core, pythonModule }: Flavour): string {
  return `import json, traceback
from datetime import datetime, timezone
import jsii
from constructs import Construct
from ${core.python} import App, Aspects, TerraformStack, TerraformVariable
from ${pythonModule} import *
from ${pythonModule} import ory

def run(source):
    ids = {name: f"6f1c1f6e-8d0b-4b43-9a65-0b0f3a3f4f1{at}" for at, name in enumerate(["project_id", "workspace_id", "key_id"])}
    app = App(context={"cdktf-ory-api-keys:now": "2026-12-15T00:00:00Z"})
    stack = TerraformStack(app, "readme")
    ory.OryProvider(stack, "Provider", project_id=ids["project_id"])
    key = ProjectApiKey(stack, "Key", name="key", expires_at="2027-06-30T23:59:59Z")
    exec(compile(source, "README", "exec"), {**globals(), **ids, "app": app, "stack": stack, "key": key})
    app.synth()

def problem(source):
    try:
        return run(source)
    except Exception:
        return traceback.format_exc()

with open("snippets.json", encoding="utf-8") as snippets:
    print(json.dumps([problem(source) for source in json.load(snippets)]))
`;
}

function goFixture({ core, goModule, goPackage }: Flavour): string {
  return `package snippet

import (
	"${goModule}/${goPackage}"
	"${core.go}"
)

var (
	app                            ${core.goPackage}.App
	stack                          ${core.goPackage}.TerraformStack
	key                            ${goPackage}.ProjectApiKey
	projectId, workspaceId, keyId *string
)
`;
}

/** Declarations stand by themselves, everything else in a function; what is only declared counts as used. */
function goFile(snippet: string, { core, goModule, goPackage }: Flavour): string {
  const imports: Record<string, string> = {
    jsii: 'github.com/aws/jsii-runtime-go', constructs: 'github.com/aws/constructs-go/constructs/v10', time: 'time',
    [core.goPackage]: core.go, [goPackage]: `${goModule}/${goPackage}`, ory: `${goModule}/${goPackage}/ory`,
  };
  const used = Object.entries(imports).filter(([name]) => new RegExp(`\\b${name}\\.[A-Z]`).test(snippet)).map(([, module]) => `import "${module}"`);
  const declared: string[] = [];
  const body = snippet.replace(/^(?:type .*}|(?:type|func) .*\n[\s\S]*?^}|\/\/.*(?=\n(?:type|func)))$/gm, (text) => {
    declared.push(text);
    return '';
  });
  const variables = [...body.matchAll(/^(\w+) :=/gm)].map(([, name]) => `_ = ${name}`);
  return ['package snippet', ...used, ...declared, 'func Snippet() {', body.trim(), ...variables, '}', ''].join('\n');
}

function javaFile(at: number, snippet: string, { core, javaPackage }: Flavour): string {
  return `package s${at};

import ${core.java}.*;
import ${javaPackage}.*;
import java.time.Instant;
import java.util.*;
import software.constructs.Construct;

class Snippet {
  App app;
  TerraformStack stack;
  ProjectApiKey key;
  String projectId, workspaceId, keyId;

  void run() {
${snippet}  }
}
`;
}
