import { Aspects, TerraformOutput, TerraformStack } from 'cdktf';
import * as here from '../src';
import { KEY, newApp, onlyWarningsOf, problemOf, PROJECT, render, resolved, secretVariable, synthApp, thrownBy, WORKSPACE, WORKSPACE_SECRET } from './support/stacks';

/** A second copy of this package, as two versions in one tree or a deep import beside the index give; of the core there is one. */
const there = ((): typeof here => {
  const [core, constructs] = [jest.requireActual('cdktf'), jest.requireActual('constructs')];
  const copies: (typeof here)[] = [];
  jest.isolateModules(() => {
    jest.doMock('cdktf', () => core);
    jest.doMock('constructs', () => constructs);
    copies.push(jest.requireActual('../src') as typeof here);
  });
  return copies[0];
})();

const EXPIRY = '2031-01-01T00:00:00Z';

/** An app and a stack whose provider is of one copy. */
function stackOf(copy: typeof here) {
  const app = newApp();
  const stack = new TerraformStack(app, 'stack');
  new copy.ory.OryProvider(stack, 'Ory', { projectId: PROJECT });
  return { app, stack };
}

test('there are two copies', () => {
  expect(there.ProjectApiKey).not.toBe(here.ProjectApiKey);
  expect(new there.ProjectApiKey(stackOf(here).stack, 'K', { name: 'k' })).not.toBeInstanceOf(here.ProjectApiKey);
});

describe.each([['the first', here, there], ['the second', there, here]])('where %s copy comes first, both', (_which, first, second) => {
  test('render what stands beside their keys into one element a kind', () => {
    const { app, stack } = stackOf(first);
    for (const [id, copy] of [['A', first], ['B', second]] as const) {
      copy.ProjectApiKey.importExisting(stack, id, { name: id, keyId: id === 'A' ? KEY : PROJECT, movedFrom: [`Old${id}`] });
      new copy.ProjectApiKey(stack, `Dated${id}`, { name: id, expiresAt: EXPIRY, keepers: { a: 'b' } });
      new copy.ProjectApiKeySet(stack, `Set${id}`, { keys: { dev: { name: 'd', expiresAt: EXPIRY } } });
      new copy.ProjectApiKey(stack, `Gone${id}`, { name: id }).forget();
    }

    const { import: imports, moved, removed, check, locals, terraform } = synthApp(app).json('stack');
    expect([imports, moved, removed].map((blocks) => blocks.length)).toEqual([2, 2, 2]);
    expect(Object.keys(check)).toHaveLength(3);
    expect(check.OryApiKeyExpiry.assert).toHaveLength(3);
    expect(Object.keys(locals.OryApiKeyExpiry['720h']).sort()).toEqual(['stack/A', 'stack/B', 'stack/DatedA', 'stack/DatedB']);
    expect(terraform.required_version).toBe('>= 1.7');
  });

  test('are seen by a policy of either, over the app, too, and each breach is told once', () => {
    for (const copy of [first, second]) {
      const { app, stack } = stackOf(first);
      Aspects.of(app).add(new copy.ApiKeyPolicy({ requireExpiry: true }));
      new first.ProjectApiKey(stack, 'A', { name: 'a' });
      new second.RotatingProjectApiKey(stack, 'B', { name: 'b', schedule: second.RotationSchedule.manual(0) });
      new second.ProjectApiKeySet(stack, 'C', { keys: { dev: { name: 'd' } } });

      const { message } = thrownBy(() => app.synth());
      expect([...message.matchAll(/\[stack\/(.*)\] API key/g)].map(([, path]) => path)).toEqual(['A', 'B/SlotA', 'C']);
    }
  });

  test('are let off by either', () => {
    const { app, stack } = stackOf(first);
    Aspects.of(app).add(new first.ApiKeyPolicy({ requireExpiry: true }));
    second.ApiKeyPolicy.exempt(new first.ProjectApiKey(stack, 'A', { name: 'a' }), 'since');
    first.ApiKeyPolicy.exempt(new second.ProjectApiKeySet(stack, 'B', { keys: { dev: { name: 'd' } } }).get('dev'), 'since');

    expect(() => app.synth()).not.toThrow();
  });

  test('are listed by an inventory of either, and what is forgotten is not', () => {
    const { stack } = stackOf(first);
    new first.ProjectApiKey(stack, 'A', { name: 'a' });
    new second.RotatingProjectApiKey(stack, 'B', { name: 'b', schedule: second.RotationSchedule.manual(1) });
    new second.ProjectApiKey(stack, 'Gone', { name: 'gone' }).forget();
    new second.WorkspaceApiKey(stack, 'W', { name: 'w', keyId: KEY, workspaceId: WORKSPACE });
    new first.ApiKeyInventory(stack, 'First');
    new second.ApiKeyInventory(stack, 'Second', { outputName: 'second' });

    const { ory_api_keys: one, second: two } = render(stack).output;
    expect(one.value.map(({ path, generation }: any) => [path, generation])).toEqual([['stack/A', null], ['stack/B/SlotB', 1], ['stack/B/SlotA', 0], ['stack/W', null]]);
    expect(two).toEqual(one);
  });

  test('take the names of outputs from each other, and the user\'s', () => {
    const { app, stack } = stackOf(first);
    new first.ProjectApiKey(stack, 'A', { name: 'a' }).addSensitiveOutput('key');

    expect(problemOf(() => new second.ProjectApiKey(stack, 'B', { name: 'b' }).addSensitiveOutput('key'))).toContain('the stack already has an output "key", added by stack/A;');
    new TerraformOutput(stack, 'key', { value: 1 });
    expect(thrownBy(() => app.synth()).message.match(/output "key" is made twice/g)).toHaveLength(1);
  });

  test('see one project, one provider and one alias', () => {
    const { app, stack } = stackOf(first);
    (stack.node.findChild('Ory') as here.ory.OryProvider).alias = 'only';
    const keys = [first, second].map((copy, index) => copy.ProjectApiKey.importExisting(stack, `K${index}`, { name: 'k', keyId: index === 0 ? KEY : WORKSPACE }));

    const { import: imports, resource } = synthApp(app).json('stack');
    expect(imports.map(({ id }: any) => id)).toEqual([`${PROJECT}/${KEY}`, `${PROJECT}/${WORKSPACE}`]);
    expect(Object.values<any>(resource.ory_project_api_key).map(({ provider }) => provider)).toEqual(['ory.only', 'ory.only']);
    expect(keys[1].importCommand).toContain(`${PROJECT}/`);
  });

  test('find two providers without an alias, keys imported twice and logical ids that both have, each told once', () => {
    const { app, stack } = stackOf(first);
    first.ProjectApiKey.importExisting(stack, 'A', { name: 'a', keyId: KEY });
    second.ProjectApiKey.importExisting(stack, 'B', { name: 'b', keyId: KEY });
    expect(onlyWarningsOf(app)).toEqual([expect.stringContaining('is imported by stack/A, too')]);

    new second.ory.OryProvider(stack, 'Again');
    [first, second].forEach((copy, index) => new copy.ProjectApiKey(stack, `K${index}`, { name: 'k' }).resource.overrideLogicalId('k'));
    const { message } = thrownBy(() => app.synth());
    expect(message.match(/two Ory providers without an alias/g)).toHaveLength(1);
    expect(message.match(/its logical id "k" is that of/g)).toHaveLength(1);
  });

  test('look for a secret once, wherever it stands', () => {
    const { app, stack } = stackOf(first);
    new second.ory.OryProvider(stack, 'Again', { alias: 'again', workspaceApiKey: WORKSPACE_SECRET });
    new second.ProjectApiKey(stack, 'B', { name: 'b' });

    const { message } = thrownBy(() => app.synth());
    expect(message.match(/stack\/Again: the provider's configuration holds/g)).toHaveLength(1);
    expect(message).not.toContain('S3cret');
  });

  test('read the time once', () => {
    const clock = jest.spyOn(Date, 'now');
    const app = newApp({ 'cdktf-ory-api-keys:now': undefined });
    const stack = new TerraformStack(app, 'stack');
    [first, second].forEach((copy, index) => new copy.ProjectApiKey(stack, `K${index}`, { name: 'k', expiresAt: EXPIRY }));

    expect(clock).toHaveBeenCalledTimes(1);
    clock.mockRestore();
  });

  test('take each other\'s schedules, adoptions and keys', () => {
    const { stack } = stackOf(first);
    const held = secretVariable(stack).stringValue;
    const rotating = new first.RotatingProjectApiKey(stack, 'R', {
      name: 'r', schedule: second.RotationSchedule.manual(0), adopt: second.RotationAdoption.importKey(KEY, held),
    });
    const secrets: here.ApiKeySecret[] = [];
    rotating.storeIn('Vault', { bind: (_scope, secret) => void secrets.push(secret) });

    expect(render(stack).import).toHaveLength(1);
    expect(resolved(stack, secrets[0].value)).toBe('${sensitive(var.secret)}');
  });
});
