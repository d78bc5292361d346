import { TerraformOutput, TerraformResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { ory, ProjectApiKey, ProjectApiKeySet, RotatingProjectApiKey, RotationSchedule, WorkspaceApiKey } from '../../src';
import { newApp, newStack, problemOf, SECRET, synthApp, thrownBy } from '../support/stacks';

function synthWith(fill: (stack: TerraformStack) => void): () => any {
  const app = newApp();
  fill(newStack(app));
  return () => synthApp(app).json('stack').resource.ory_project_api_key;
}

describe('an id of a construct', () => {
  test.each(['1st', '-a', '../1', '.2', 'ци-a'])('fails synth where Terraform would refuse the address that cdktf makes of it: %s', (id) => {
    const { message } = thrownBy(synthWith((stack) => new ProjectApiKey(stack, id, { name: 'ci' })));

    expect(message).toMatch(/cannot name a Terraform resource; expected a construct id that begins with a letter or "_": choose another, or call overrideLogicalId/);
  });

  test('fails synth for a raw binding, too', () => {
    expect(thrownBy(synthWith((stack) => new ory.ProjectApiKey(stack, '1st', { name: 'ci' }))).message).toContain('"1st" cannot name a Terraform resource');
  });

  test('passes when the logical id is overridden', () => {
    expect(Object.keys(synthWith((stack) => new ProjectApiKey(stack, '1st', { name: 'ci' }).resource.overrideLogicalId('first'))())).toEqual(['first']);
  });

  test.each(['my key', 'my.key', 'a"b', '-a'])('fails synth where the logical id is overridden by what Terraform refuses: %j', (id) => {
    const { message } = thrownBy(synthWith((stack) => new ProjectApiKey(stack, 'Ci', { name: 'ci' }).resource.overrideLogicalId(id)));

    expect(message).toMatch(/stack\/Ci\/Resource: .* cannot name a Terraform resource; .* call overrideLogicalId on the resource, with letters, digits, "_" and "-" alone/);
  });

  test('that Terraform refuses moves nothing to the logical id in its place, since nothing was ever deployed there', () => {
    const app = newApp();
    const stack = newStack(app);
    new ProjectApiKey(stack, '1st', { name: 'ci', movedFrom: ['Old'] }).resource.overrideLogicalId('first');
    const rotating = new RotatingProjectApiKey(stack, '2024', { name: 'r', schedule: RotationSchedule.manual(0) });
    (rotating.node.findChild('SlotA').node.findChild('Resource') as TerraformResource).overrideLogicalId('slot');
    const shop = new ProjectApiKeySet(stack, '3shop', { keys: { dev: { name: 'd' } } });
    shop.resource.overrideLogicalId('shop');
    shop.get('dev').addSensitiveOutput('dev');

    const { moved, removed, locals } = synthApp(app).json('stack');

    expect(moved).toEqual([{ from: expect.stringMatching(/^ory_project_api_key\.Old_/), to: 'ory_project_api_key.first' }]);
    expect(removed).toBeUndefined();
    expect(Object.keys(locals)).toEqual([expect.stringMatching(/^_3shop_Key-dev_Local_\w+$/)]);
  });

  test.each(['a1', '_1', 'Ключ', 'Default', 'Resource', 'a/b', 'a b'])('passes where Terraform takes the address: %s', (id) => {
    expect(Object.keys(synthWith((stack) => new ProjectApiKey(stack, id, { name: 'ci' }))())).toHaveLength(1);
  });

  test('passes with digits first below a construct that begins with a letter', () => {
    expect(Object.keys(synthWith((stack) => new ProjectApiKey(new Construct(stack, 'Team'), '1st', { name: 'ci' }))())).toHaveLength(1);
  });

  test('fails synth where it holds the value of a key, which stays unseen', () => {
    const { message } = thrownBy(synthWith((stack) => new ProjectApiKey(stack, `K-${SECRET}`, { name: 'ci' })));

    expect(message).toContain('its id holds the value of an API key (not shown here)');
    expect(message).not.toContain('S3cret');
  });

  test('that holds the value of a key is masked in every error', () => {
    expect(problemOf(() => new WorkspaceApiKey(newStack(), `K-${SECRET}`, { name: '' }))).toContain('stack/K-ory_pat_***: name: ');
  });

  test('that holds the value of a key is masked in what the whole stack tells, too', () => {
    const { message } = thrownBy(synthWith((stack) => {
      const key = new ProjectApiKey(stack, `K-${SECRET}`, { name: 'ci' });
      new TerraformOutput(stack, 'Id', { value: key.keyId });
      key.forget();
    }));

    expect(message).toContain('stack/Id: it refers to stack/K-ory_pat_***, which was forgotten');
    expect(message).not.toContain('S3cret');
  });

  test('of any length leaves an error readable', () => {
    const whereOf = (length: number) => problemOf(() => new ProjectApiKey(newStack(), 'x'.repeat(length), { name: '' })).split(': name: ')[0];

    expect(whereOf(994)).toBe(`stack/${'x'.repeat(994)}`);
    expect(whereOf(995)).toBe(`stack/${'x'.repeat(994)}…`);
    expect(whereOf(100_000)).toBe(`stack/${'x'.repeat(994)}…`);
  });
});

describe('two keys with one logical id', () => {
  const clash = (fill: (stack: TerraformStack) => void) => {
    const app = newApp();
    fill(newStack(app));
    return thrownBy(() => app.synth()).message;
  };
  const told = (second: string, first: string) => `${second}: its logical id "ci" is that of ${first}, too, so only one of the two keys would be rendered, `
    + 'and a deployed one destroyed; expected ids that differ: choose another in overrideLogicalId';
  const key = (stack: TerraformStack, id: string) => new ProjectApiKey(stack, id, { name: 'ci', keepers: { a: 'b' } });

  test('fail synth, since cdktf would merge them without a word', () => {
    expect(clash((stack) => ['A', 'B'].forEach((id) => key(stack, id).resource.overrideLogicalId('ci')))).toContain(told('stack/B/Resource', 'stack/A/Resource'));
  });

  test('fail synth where one of them is a raw binding, or a set', () => {
    expect(clash((stack) => {
      new ory.ProjectApiKey(stack, 'ci', { name: 'raw' });
      key(stack, 'B').resource.overrideLogicalId('ci');
    })).toContain(told('stack/B/Resource', 'stack/ci'));
    expect(clash((stack) => {
      key(stack, 'A').resource.overrideLogicalId('ci');
      new ProjectApiKeySet(stack, 'Set', { keys: { dev: { name: 'd' } } }).resource.overrideLogicalId('ci');
    })).toContain(told('stack/Set/Resource', 'stack/A/Resource'));
  });

  test('fail synth where it is the keepers that share one', () => {
    expect(clash((stack) => ['A', 'B'].forEach((id) => (key(stack, id).node.findChild('Keepers') as TerraformResource).overrideLogicalId('ci'))))
      .toContain(told('stack/B/Keepers', 'stack/A/Keepers'));
  });

  test('pass where they are of two types, in two stacks, or one is forgotten', () => {
    const app = newApp();
    const [one, two] = ['one', 'two'].map((id) => newStack(app, id));
    [one, two].forEach((stack) => key(stack, 'A').resource.overrideLogicalId('ci'));
    new WorkspaceApiKey(one, 'W', { name: 'w' }).resource.overrideLogicalId('ci');
    const gone = key(one, 'Gone');
    gone.resource.overrideLogicalId('ci');
    gone.forget();

    expect(Object.keys(synthApp(app).json('one').resource.ory_project_api_key)).toEqual(['ci']);
  });
});

test('an output cannot be named "__proto__", which would vanish without a word', () => {
  expect(problemOf(() => new ProjectApiKey(newStack(), 'K', { name: 'ci' }).addSensitiveOutput('__proto__'))).toContain('cannot name a Terraform output');
});
