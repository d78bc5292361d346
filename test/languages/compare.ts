/**
 * Runs the conformance cases in each language and compares what comes out with TypeScript's, byte for byte.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT, run, WORK } from '../../scripts/tools';
import { Command } from './adapter';

export interface Case {
  readonly name: string;
  readonly about: string;
  readonly steps: unknown[];
  readonly context: Record<string, unknown>;
  /** Part of the message that the case must end with; a case without it must succeed. */
  readonly fails?: string;
}

/** What a program wrote for a case, and the annotations of its manifest. */
export interface Outcome {
  readonly json?: string;
  readonly values?: unknown[];
  readonly error?: string;
  readonly annotations?: unknown[];
}

interface Vectors {
  readonly context: Record<string, unknown>;
  readonly setups: Record<string, unknown[]>;
  readonly cases: Array<{ name: string; about: string; steps: unknown[]; setup?: string; context?: Record<string, unknown>; fails?: string }>;
}

/** The cases as programs read them: each with its set-up's steps before its own, and the common context. */
export function loadCases(): Case[] {
  const vectors = JSON.parse(fs.readFileSync(path.join(ROOT, 'test', 'conformance', 'vectors.json'), 'utf8')) as Vectors;
  const names = new Set<string>();
  return vectors.cases.map(({ setup = 'provider', ...given }) => {
    if (names.has(given.name) || !vectors.setups[setup]) {
      throw new Error(`case ${given.name}: the name is taken, or there is no set-up ${setup}`);
    }
    names.add(given.name);
    return { ...given, context: { ...vectors.context, ...given.context }, steps: [...vectors.setups[setup], ...given.steps] };
  });
}

/** Runs all cases in one process of a language. */
export async function runCases(cases: readonly Case[], label: string, { command, args, env }: Command, cwd: string): Promise<Map<string, Outcome>> {
  const work = path.join(WORK, 'conformance', label);
  fs.rmSync(work, { recursive: true, force: true });
  fs.mkdirSync(path.join(work, 'out'), { recursive: true });
  const vectors = path.join(work, 'vectors.json');
  const result = path.join(work, 'result.json');
  fs.writeFileSync(vectors, JSON.stringify({ cases }));
  await run(command, [...args, vectors, path.join(work, 'out'), result], { cwd, env });
  const outcomes = JSON.parse(fs.readFileSync(result, 'utf8')) as Record<string, Outcome>;
  return new Map(Object.entries(outcomes).map(([name, outcome]) => [name, outcome.error === undefined
    ? { ...outcome, annotations: annotationsOf(path.join(work, 'out', name, 'manifest.json')) } : outcome]));
}

/** Warnings as the manifest holds them, without the stack trace: it tells of the language's own frames. */
function annotationsOf(manifest: string): unknown[] {
  const { stacks } = JSON.parse(fs.readFileSync(manifest, 'utf8')) as { stacks: Record<string, { annotations: Array<Record<string, unknown>> }> };
  return Object.values(stacks).flatMap((stack) => stack.annotations.map(({ constructPath, level, message }) => ({ constructPath, level, message })));
}

/** Names of error classes before a message. */
const CLASS = /^(?:(?:@jsii\/kernel\.)?\w*(?:Error|Fault): )+/;

/**
 * A message as every language shares it. What thus counts as equal:
 * - jsii's word for the class before it, written for what a method throws and left out for what a constructor throws;
 * - the JavaScript stack below it, which begins by the class and the message once more where Java shows it.
 */
function messageOf(text: string): string {
  const lines = text.split('\n');
  const stack = lines.findIndex((line, index) => /^\s+at \S/.test(line) || (index > 0 && CLASS.test(line)));
  return lines.slice(0, stack === -1 ? undefined : stack).join('\n').trim().replace(CLASS, '');
}

/** What is wrong with an outcome: against what the case asks for, then against TypeScript's. */
export function problemOf(spec: Case, outcome: Outcome | undefined, reference: Outcome | undefined): string | undefined {
  if (!outcome || !reference) {
    return 'the program wrote no outcome';
  }
  if (spec.fails === undefined && outcome.error !== undefined) {
    return `fails unexpectedly: ${outcome.error.slice(0, 2000)}`;
  }
  if (spec.fails !== undefined) {
    return errorProblem(spec.fails, outcome, reference);
  }
  for (const part of ['json', 'values', 'annotations'] as const) {
    const problem = difference(textOf(reference[part]), textOf(outcome[part]));
    if (problem !== undefined) {
      return `${part} differs:\n${problem}`;
    }
  }
  return undefined;
}

/** What differs between an outcome of one flavour and the same of the other, but for what must: see `acrossFlavours`. */
export function flavourProblem(outcome: Outcome | undefined, reference: Outcome | undefined): string | undefined {
  if (!outcome || !reference) {
    return 'the program wrote no outcome';
  }
  if (outcome.error !== undefined || reference.error !== undefined) {
    return difference(messageOf(reference.error ?? 'no message'), messageOf(outcome.error ?? 'no message'));
  }
  return difference(acrossFlavours(reference.json!), acrossFlavours(outcome.json!))
    ?? difference(textOf([reference.values, reference.annotations]), textOf([outcome.values, outcome.annotations]));
}

/** JSON without what must differ between the cores: the version that the metadata names, and how an empty list or map is printed. */
function acrossFlavours(text: string): string {
  const json = JSON.parse(text);
  delete json['//'].metadata.version;
  return JSON.stringify(json, null, 2);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

/** The first line in which two texts differ, with those around it; nothing when they are the same. */
export function difference(expected: string, found: string): string | undefined {
  if (expected === found) {
    return undefined;
  }
  const [wanted, given] = [expected.split('\n'), found.split('\n')];
  const at = wanted.findIndex((line, index) => line !== given[index]);
  const line = at === -1 ? wanted.length : at;
  const around = (lines: string[]) => lines.slice(Math.max(0, line - 3), line + 4).join('\n');
  return `line ${line + 1}, expected\n${around(wanted)}\n--- found\n${around(given)}`;
}

function errorProblem(wanted: string, outcome: Outcome, reference: Outcome): string | undefined {
  if (outcome.error === undefined) {
    return `succeeds, where a message with ${JSON.stringify(wanted)} is due`;
  }
  const message = messageOf(outcome.error);
  if (!message.includes(wanted)) {
    return `the message lacks ${JSON.stringify(wanted)}: ${outcome.error.slice(0, 2000)}`;
  }
  if (/s3cr3t/.test(outcome.error)) {
    return 'the message shows the secret';
  }
  const problem = difference(messageOf(reference.error ?? ''), message);
  return problem === undefined ? undefined : `the message differs: ${problem}`;
}
