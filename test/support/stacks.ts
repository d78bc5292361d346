import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, DefaultTokenResolver, StringConcat, TerraformStack, TerraformVariable, Testing, Tokenization } from 'cdktf';
import { Construct } from 'constructs';
import { ory } from '../../src';

/** The frozen time of every test app. */
export const NOW = '2030-01-01T00:00:00Z';
export const PROJECT = '6f1c1f6e-8d0b-4b43-9a65-0b0f3a3f4f10';
export const OTHER_PROJECT = '0d5f4a55-6a76-4b5c-8f0e-3f6a4e3a9b11';
export const WORKSPACE = '9c71fa49-db08-477d-8532-cc056e111922';
export const KEY = '3b0c2f0a-51f2-4f0e-9d6b-5a2f6f7f8a33';
export const OTHER_KEY = '77a0c5de-0d3c-4a51-8a4e-1c2b3d4e5f60';
/** Looks like the value of a key; no message may repeat it. */
export const SECRET = 'ory_pat_S3cretS3cretS3cret';
export const WORKSPACE_SECRET = 'ory_wak_S3cretS3cretS3cret';

/** The environment names a project, so that a stack whose provider names none is not warned of. */
process.env.ORY_PROJECT_ID = PROJECT;

const folder = mkdtempSync(join(tmpdir(), 'ory-api-keys-test-'));
let apps = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An app in a temporary folder, with the time frozen unless the context says otherwise. */
export function newApp(context: { [key: string]: unknown } = {}): App {
  apps += 1;
  return new App({ outdir: join(folder, String(apps)), context: { 'cdktf-ory-api-keys:now': NOW, ...context } });
}

/** A stack with an Ory provider that names no project. */
export function newStack(app: Construct = newApp(), id = 'stack', provider: ory.OryProviderConfig = {}): TerraformStack {
  const stack = new TerraformStack(app, id);
  new ory.OryProvider(stack, 'Ory', provider);
  return stack;
}

/** A sensitive variable, whose token is what a caller holds of a secret. */
export function secretVariable(stack: TerraformStack, id = 'secret'): TerraformVariable {
  return new TerraformVariable(stack, id, { type: 'string', sensitive: true });
}

/** What Terraform would read, as data; validations are not run. */
export function render(stack: TerraformStack): any {
  return JSON.parse(Testing.synth(stack));
}

/** A value with its tokens as Terraform would read them. */
export function resolved(stack: TerraformStack, value: unknown): any {
  return Tokenization.resolve(value, { scope: stack, resolver: new DefaultTokenResolver(new StringConcat()), preparing: false });
}

/** The resources of a type by logical id; empty where there are none. */
export function resources(stack: TerraformStack, type: string): any {
  return render(stack).resource?.[type] ?? {};
}

/** The only project key of a stack, rendered. */
export function onlyProjectKey(stack: TerraformStack): any {
  const [key, ...more] = Object.values(resources(stack, 'ory_project_api_key'));
  expect(more).toEqual([]);
  return key;
}

/** What plans watch: by path of the key, where its expiry is read and how long before it the warning begins. */
export function watched(stack: TerraformStack): any {
  const { OryApiKeyExpiry: known = {}, OryApiKeyExpiryComputed: computed = {} } = render(stack).locals ?? {};
  const periods = [...Object.entries<object>(known), ...Object.entries<object>(computed)];
  return Object.fromEntries(periods.flatMap(([within, expiries]) =>
    Object.entries(expiries).map(([path, expires_at]) => [path, { expires_at, within }])));
}

/** Synthesizes a whole app, validations included. */
export function synthApp(app: App): { manifest: any; json: (stack: string) => any } {
  app.synth();
  const read = (file: string) => JSON.parse(readFileSync(join(app.outdir, file), 'utf8'));
  const manifest = read('manifest.json');
  return { manifest, json: (stack) => read(manifest.stacks[stack].synthesizedStackPath) };
}

/** The annotations that `cdktf synth` would print for a stack, of any level. */
export function warningsOf(app: App, stack = 'stack'): { constructPath: string; level: string; message: string; stacktrace?: unknown }[] {
  return synthApp(app).manifest.stacks[stack].annotations ?? [];
}

/** The informations that `cdktf synth` would print for a stack. */
export function infosOf(app: App, stack = 'stack'): string[] {
  return messagesOf(app, '@cdktf/info', stack);
}

/** The warnings alone. */
export function onlyWarningsOf(app: App, stack = 'stack'): string[] {
  return messagesOf(app, '@cdktf/warn', stack);
}

function messagesOf(app: App, wanted: string, stack: string): string[] {
  return warningsOf(app, stack).filter(({ level }) => level === wanted).map(({ message }) => message);
}

/** What an action throws; fails when it throws nothing. */
export function thrownBy(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

/** The message of the validation error that an action throws: one line, without a secret. */
export function problemOf(action: () => unknown): string {
  const error = thrownBy(action);
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe('ApiKeyValidationError');
  expect(error.message).toMatch(/^[^\n\r\u0085\u2028\u2029]+$/);
  expect(error.message).not.toContain('S3cret');
  return error.message;
}
