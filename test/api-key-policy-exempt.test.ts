import { Aspects, TerraformResource, TerraformStack } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import {
  ApiKeyPolicy, ory, ProjectApiKey, ProjectApiKeySet, RotatingProjectApiKey, RotationSchedule, WorkspaceApiKey,
} from '../src';
import { breaches } from './support/policy';
import { KEY, newApp, newStack, problemOf, SECRET, warningsOf, WORKSPACE } from './support/stacks';

const key = (props: object = {}) => (stack: TerraformStack) => new ProjectApiKey(stack, 'Ci', { name: 'ci', ...props });

describe('ApiKeyPolicy.exempt', () => {
  const policy = { requireExpiry: true, namePattern: '^x' };
  const exempting = (fill: (stack: TerraformStack) => IConstruct) => breaches(policy, (stack) => ApiKeyPolicy.exempt(fill(stack), 'since SEC-17'));

  test.each<[string, (stack: TerraformStack) => IConstruct]>([
    ['a project key', (stack) => new ProjectApiKey(stack, 'K', { name: 'k' })],
    ['an adopted key', (stack) => ProjectApiKey.importExisting(stack, 'K', { name: 'k', keyId: KEY })],
    ['a workspace key', (stack) => new WorkspaceApiKey(stack, 'K', { name: 'k', keyId: KEY, workspaceId: WORKSPACE })],
    ['a rotating key', (stack) => new RotatingProjectApiKey(stack, 'K', { name: 'k', schedule: RotationSchedule.manual(1) })],
    ['a set', (stack) => new ProjectApiKeySet(stack, 'K', { keys: { dev: { name: 'd' }, prod: { name: 'p' } } })],
    ['the resource of a project key', (stack) => new ProjectApiKey(stack, 'K', { name: 'k' }).resource],
    ['a raw binding', (stack) => new ory.ProjectApiKey(stack, 'K', { name: 'k' })],
    ['a resource written by hand', (stack) => new TerraformResource(stack, 'K', { terraformResourceType: 'ory_project_api_key' })],
    ['a construct of a user\'s around a key', (stack) => new ProjectApiKey(new Construct(stack, 'Team'), 'K', { name: 'k' }).node.scope!],
  ])('lets off every policy: %s', (_what, fill) => {
    expect(breaches(policy, fill)).not.toEqual([]);
    expect(exempting(fill)).toEqual([]);
  });

  test('lets one member of a set off, and no other', () => {
    expect(exempting((stack) => new ProjectApiKeySet(stack, 'K', { keys: { dev: { name: 'd' }, prod: { name: 'xp' } } }).get('dev')))
      .toEqual(['[stack/K] API key "xp" of environment "prod" breaks the policy: it has no expiry; set expiresAt']);
  });

  test('lets no other key off, nor one that stands around it', () => {
    expect(exempting((stack) => {
      new ProjectApiKey(stack, 'Other', { name: 'x' });
      return new ProjectApiKey(stack, 'K', { name: 'k' });
    })).toEqual(['[stack/Other] API key "x" breaks the policy: it has no expiry; set expiresAt']);
  });

  test('holds when it was said before the policy was added', () => {
    const app = newApp();
    const stack = newStack(app);
    ApiKeyPolicy.exempt(key()(stack), 'since SEC-17');
    Aspects.of(app).add(new ApiKeyPolicy(policy));

    expect(warningsOf(app)).toEqual([]);
  });

  test.each([['', '""'], [' \n', '" \\n"']])('fails on the blank reason %j', (reason, shown) => {
    expect(problemOf(() => ApiKeyPolicy.exempt(key()(newStack()), reason))).toBe(`stack/Ci: reason: ${shown} is blank; expected why the key is let off, such as "rotated by hand each quarter, SEC-17"`);
  });

  test('fails on what is no string, and on a secret', () => {
    expect(problemOf(() => ApiKeyPolicy.exempt(key()(newStack()), undefined as unknown as string))).toBe('stack/Ci: reason: nothing was given; expected a string');
    expect(problemOf(() => ApiKeyPolicy.exempt(key()(newStack()), SECRET))).toMatch(/^stack\/Ci: reason: the value of an API key was given/);
  });

  test('fails for an app and for a stack, which are no key', () => {
    const app = newApp();
    const stack = newStack(app);
    const problem = 'ApiKeyPolicy.exempt: an app or a stack was given; expected one key: exempt each key for its own reason';

    expect(problemOf(() => ApiKeyPolicy.exempt(stack, 'since'))).toBe(`stack: ${problem}`);
    expect(problemOf(() => ApiKeyPolicy.exempt(app, 'since'))).toContain(problem);
  });
});
