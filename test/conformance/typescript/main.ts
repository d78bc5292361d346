/**
 * Runs the conformance cases in TypeScript: `main.ts <vectors.json> <work folder> <result.json>`.
 *
 * The cases are data, so both libraries are met by name alone; see the README of this folder for what a case may hold.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as core from 'cdktf';
import { Construct } from 'constructs';

// eslint-disable-next-line @typescript-eslint/no-require-imports
const library = require('cdktf-ory-api-keys');

interface Case { readonly name: string; readonly context?: Record<string, unknown>; readonly steps: Step[] }
type Step = Record<string, any>;
type Outcome = { json: string; values: unknown[] } | { error: string };

/** Keeps a secret as a user's own sink would: one resource that is replaced with the value, one sensitive output. */
class OutputSink {
  public bind(scope: Construct, secret: { name: string; value: string; version: string; expiresAt?: string }): void {
    new core.TerraformOutput(scope, 'Stored', { value: secret.value, sensitive: true });
    new core.TerraformOutput(scope, 'Version', { value: secret.version });
    new core.TerraformOutput(scope, 'Described', { value: `${secret.name} until ${secret.expiresAt ?? 'further notice'}` });
  }
}

class Run {
  public readonly values: unknown[] = [];
  private readonly bound = new Map<string, any>();

  public constructor(private readonly stack: core.TerraformStack) {
    this.bound.set('stack', stack);
  }

  public step(step: Step): void {
    const value = this.perform(step);
    if (step.as) {
      this.bound.set(step.as, value);
    }
    if (step.record) {
      this.values.push(value ?? null);
    }
  }

  private perform(step: Step): any {
    const args = (step.args ?? []).map((arg: unknown) => this.value(arg));
    if (step.new) {
      const scope = step.in ? this.bound.get(step.in) : this.stack;
      return new (named(step.new))(...(step.id ? [scope, step.id] : []), ...(step.props ? [this.value(step.props)] : args));
    }
    if (step.static) {
      const [name, method] = split(step.static);
      return named(name)[method](...args);
    }
    if (step.call) {
      const [name, method] = split(step.call);
      return this.bound.get(name)[method](...args);
    }
    return this.value({ $get: step.get });
  }

  private value(data: any): any {
    if (Array.isArray(data)) {
      return data.map((entry) => this.value(entry));
    }
    if (data === null || typeof data !== 'object') {
      return data;
    }
    if ('$ref' in data) {
      return this.bound.get(data.$ref);
    }
    if ('$get' in data) {
      const [name, property] = split(data.$get);
      return this.bound.get(name)[property];
    }
    if ('$enum' in data) {
      const [name, member] = split(data.$enum);
      return named(name)[member];
    }
    if ('$sink' in data) {
      return new OutputSink();
    }
    if ('$date' in data) {
      return new Date(data.$date);
    }
    const plain = data.$map ?? data.fields ?? data;
    return Object.fromEntries(Object.entries(plain).map(([key, entry]) => [key, this.value(entry)]));
  }
}

function split(text: string): [string, string] {
  const at = text.lastIndexOf('.');
  return [text.slice(0, at), text.slice(at + 1)];
}

/** `core.X` is of the core, `ory.X` of the generated bindings, any other name of the library. */
function named(name: string): any {
  const [space, own] = split(name);
  return space === 'core' ? (core as any)[own] : space === 'ory' ? library.ory[own] : library[name];
}

function runCase(spec: Case, outdir: string): Outcome {
  const app = new core.App({ outdir, context: spec.context });
  const stack = new core.TerraformStack(app, 'stack');
  new core.LocalBackend(stack, { path: 'terraform.tfstate' });
  const run = new Run(stack);
  try {
    spec.steps.forEach((step) => run.step(step));
    app.synth();
  } catch (error) {
    return { error: (error as Error).message };
  }
  return { json: fs.readFileSync(path.join(outdir, 'stacks', 'stack', 'cdk.tf.json'), 'utf8'), values: run.values };
}

const [vectors, work, result] = process.argv.slice(2);
const outcomes: Record<string, Outcome> = {};
for (const spec of (JSON.parse(fs.readFileSync(vectors, 'utf8')) as { cases: Case[] }).cases) {
  outcomes[spec.name] = runCase(spec, path.join(work, spec.name));
}
fs.writeFileSync(result, JSON.stringify(outcomes));
