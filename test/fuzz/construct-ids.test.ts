import * as fs from 'node:fs';
import { resolve, sep } from 'node:path';
import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import {
  ApiKeyInventory, ApiKeyTracking, ProjectApiKey, ProjectApiKeySet, RotatingProjectApiKey, RotationSchedule, WorkspaceApiKey,
} from '../../src';
import { KEY, WORKSPACE } from '../support/stacks';
import { FuzzApp } from './support/app';
import { ran, sample } from './support/cases';
import { evaluationsIn, secretsIn } from './support/oracle';
import { checkMessage, checkPrototypes } from './support/refusal';
import { HOSTILE, hostileTexts } from './support/texts';

const KINDS: readonly [string, (scope: Construct, id: string) => unknown][] = [
  ['ProjectApiKey', (s, id) => new ProjectApiKey(s, id, { name: 'n', expiresAt: '2030-01-02T00:00:00Z', keepers: { k: 'v' } }).storeIn(id, { bind: () => undefined })],
  ['importExisting', (s, id) => ProjectApiKey.importExisting(s, id, { name: 'n', keyId: KEY })],
  ['fromApiKeyAttributes', (s, id) => ProjectApiKey.fromApiKeyAttributes(s, id, { name: 'n', keyId: KEY })],
  ['WorkspaceApiKey', (s, id) => new WorkspaceApiKey(s, id, { name: 'n' })],
  ['WorkspaceApiKey REFERENCE', (s, id) => new WorkspaceApiKey(s, id, { name: 'n', workspaceId: WORKSPACE, keyId: KEY, tracking: ApiKeyTracking.REFERENCE, expiresAt: '2030-01-02T00:00:00Z' })],
  ['RotatingProjectApiKey', (s, id) => new RotatingProjectApiKey(s, id, { name: 'n', schedule: RotationSchedule.every(30, { startingAt: '2029-01-01T00:00:00Z' }) })],
  ['ProjectApiKeySet', (s, id) => new ProjectApiKeySet(s, id, { keys: { a: { name: 'n', expiresAt: '2030-01-02T00:00:00Z' } } }).get('a').addSensitiveOutput('o')],
];

/** What constructs and cdktf refuse themselves: no id, an id of theirs, and tokens within an id. */
const NOT_OURS = /Only root constructs may have an empty ID|There is already a Construct with name|Token|Cannot create a construct/;

/** Not the longest of dots, which constructs makes dots and dashes of: cdktf looks for numbers in them, in quadratic time. */
const IDS = HOSTILE.map((id) => (id.startsWith('../../../') ? id.slice(0, 3000) : id));

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** Every text of a value that Terraform reads, the notes of cdktf beside them left out. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return value !== null && typeof value === 'object' ? Object.entries(value).flatMap(([key, entry]) => (key === '//' ? [] : [key, ...textsOf(entry)])) : [];
}

/** What synth makes of a stack with one construct of an id; undefined where it is refused. */
function synthesize(make: (scope: Construct, id: string) => unknown, id: string): any {
  const fuzz = new FuzzApp();
  try {
    make(fuzz.stack, id);
    new ApiKeyInventory(fuzz.stack, 'An inventory beside it');
    const json = fuzz.render();
    if (secretsIn(id).length > 0) {
      throw new Error(`the secret ${id} was written`);
    }
    return json;
  } catch (error) {
    const { name, message } = error as Error;
    const ours = name === 'ApiKeyValidationError' || message.startsWith('Validation failed with the following errors:');
    if (!ours && !NOT_OURS.test(message)) {
      throw new Error(`${JSON.stringify(id.slice(0, 300))}: ${message}`, { cause: error });
    }
    // cdktf puts its own lines around all that validations tell.
    checkMessage(name === 'ApiKeyValidationError' ? message : message.replace(/[\s\u0085]/g, ' ').slice(0, 4000), id);
    return undefined;
  } finally {
    fuzz.remove();
    checkPrototypes();
  }
}

describe('a hostile construct id', () => {
  test.each(KINDS)('of %s names what Terraform takes, and nothing in it is evaluated, or it is refused', (_, make) => {
    const evaluated = textsOf(synthesize(make, 'Plain')).reduce((sum, text) => sum + evaluationsIn(text), 0);
    for (const id of [...IDS, ...sample(50, hostileTexts)]) {
      const json = synthesize(make, id);
      if (json) {
        const addresses = Object.values<object>(json.resource ?? {}).flatMap((resources) => Object.keys(resources));
        const bad = [...addresses, ...Object.keys(json.check ?? {})].find((address) => !IDENTIFIER.test(address));
        const found = textsOf(json).reduce((sum, text) => sum + evaluationsIn(text), 0);
        if (bad !== undefined || found !== evaluated) {
          throw new Error(`${JSON.stringify(id.slice(0, 300))} is evaluated, or gave the address ${bad}`);
        }
      }
      ran();
    }
  });

  test('of a construct or a stack writes no file outside the app\'s folder', () => {
    const written: string[] = [];
    const spies = (['writeFileSync', 'mkdirSync'] as const).map((method) => {
      const original = fs[method] as (...args: unknown[]) => unknown;
      return jest.spyOn(jest.requireActual<typeof fs>('fs'), method).mockImplementation(((...args: unknown[]) => {
        written.push(resolve(String(args[0])));
        return original(...args);
      }) as any);
    });
    let outside: string[] = [];
    let count = 0;
    for (const id of HOSTILE.filter((text) => text.length < 200)) {
      const fuzz = new FuzzApp();
      written.length = 0;
      try {
        const stack = new TerraformStack(fuzz.app, id);
        new ProjectApiKey(fuzz.stack, id, { name: 'n' });
        ProjectApiKey.fromApiKeyAttributes(stack, id, { name: 'n', keyId: KEY });
        fuzz.synth();
      } catch {
        // refused: what it was refused for is the matter of the test above
      }
      count += written.length;
      outside = [...outside, ...written.filter((path) => path !== fuzz.outdir && !path.startsWith(fuzz.outdir + sep))];
      fuzz.remove();
      ran();
    }
    spies.forEach((spy) => spy.mockRestore());

    expect(outside).toEqual([]);
    expect(count).toBeGreaterThan(0);
  });
});
