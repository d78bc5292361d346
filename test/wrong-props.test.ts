import { TerraformStack } from 'cdktf';
import {
  ApiKeyInventory, ApiKeyPolicy, ApiKeyTracking, ProjectApiKey, ProjectApiKeySet, RotatingProjectApiKey, RotationSchedule, WorkspaceApiKey,
} from '../src';
import { KEY, newStack, problemOf, WORKSPACE } from './support/stacks';

/** Constructs with good props, and what of other props is wrong: a value of another type, as JavaScript and the other languages let through. */
const CASES: [string, (stack: TerraformStack, props: any) => unknown, { [prop: string]: unknown }][] = [
  ['ProjectApiKey', (stack, props) => new ProjectApiKey(stack, 'K', { name: 'k', ...props }), {
    name: 1, projectId: 1, expiresAt: 1, expiryWarningDays: '30', keepers: 1, createBeforeDestroy: 'true', preventDestroy: 'true', movedFrom: 'Old', provider: 1,
  }],
  ['ProjectApiKey.importExisting', (stack, props) => ProjectApiKey.importExisting(stack, 'K', { name: 'k', keyId: KEY, ...props }), {
    name: 1, keyId: 1, projectId: 1, expiresAt: 1, value: 1, expiryWarningDays: '30', preventDestroy: 'true', adoptChanges: 'true', movedFrom: 'Old', provider: 1,
  }],
  ['ProjectApiKey.fromApiKeyAttributes', (stack, attrs) => ProjectApiKey.fromApiKeyAttributes(stack, 'K', { name: 'k', keyId: KEY, ...attrs }), {
    name: 1, keyId: 1, projectId: 1, expiresAt: 1, value: 1,
  }],
  ['WorkspaceApiKey', (stack, props) => new WorkspaceApiKey(stack, 'K', { name: 'k', keyId: KEY, workspaceId: WORKSPACE, ...props }), {
    name: 1, keyId: 1, workspaceId: 1, expiresAt: 1, value: 1, expiryWarningDays: '30', preventDestroy: 'true', movedFrom: 'Old', provider: 1, tracking: 1,
  }],
  ['WorkspaceApiKey, only referred to', (stack, props) => new WorkspaceApiKey(stack, 'K', {
    name: 'k', keyId: KEY, workspaceId: WORKSPACE, tracking: ApiKeyTracking.REFERENCE, ...props,
  }), { keyId: undefined, workspaceId: undefined, expiresAt: 'soon' }],
  ['ProjectApiKeySet', (stack, props) => new ProjectApiKeySet(stack, 'K', { keys: { dev: { name: 'd' } }, ...props }), {
    keys: 1, projectId: 1, expiryWarningDays: '30', createBeforeDestroy: 'true', preventDestroy: 'true', movedFrom: 'Old', provider: 1,
  }],
  ['RotatingProjectApiKey', (stack, props) => new RotatingProjectApiKey(stack, 'K', { name: 'k', schedule: RotationSchedule.manual(0), ...props }), {
    name: 1, schedule: 1, projectId: 1, movedFrom: 'Old', provider: 1, adopt: 1,
  }],
  ['ApiKeyInventory', (stack, props) => new ApiKeyInventory(stack, 'K', props), { outputName: 1 }],
];

describe.each(CASES)('%s', (_what, make, wrong) => {
  test.each(Object.entries(wrong))('fails on a wrong %s, and names construct and prop', (prop, value) => {
    expect(problemOf(() => make(newStack(), { [prop]: value }))).toMatch(new RegExp(`^stack/K: ${prop}: .*; expected `));
  });
});

describe('an entry of a ProjectApiKeySet', () => {
  test.each([['name', 1], ['expiresAt', 1], ['renamedFrom', 'old'], ['movedFrom', 'Old']])('fails on a wrong %s, and names construct, environment and prop', (prop, value) => {
    const keys: any = { dev: { name: 'd', [prop]: value } };

    expect(problemOf(() => new ProjectApiKeySet(newStack(), 'K', { keys }))).toMatch(new RegExp(`^stack/K: keys\\["dev"\\]\\.${prop}: .*; expected `));
  });
});

describe('ApiKeyPolicy', () => {
  test.each<[string, unknown]>([['requireExpiry', 'true'], ['maxLifetimeDays', '30'], ['namePattern', 1], ['rejectExpired', 'true']])(
    'fails on a wrong %s, and names the prop', (prop, value) => {
      expect(problemOf(() => new ApiKeyPolicy({ [prop]: value }))).toMatch(new RegExp(`^ApiKeyPolicy: ${prop}: .*; expected `));
    },
  );
});
