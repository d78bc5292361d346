import { TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { ProjectApiKey } from '../../src';
import { newApp, newStack, problemOf, render, SECRET, synthApp, thrownBy } from '../support/stacks';

function keyIn(stack = newStack(), id = 'Ci'): ProjectApiKey {
  return new ProjectApiKey(stack, id, { name: 'ci' });
}

describe('addSensitiveOutput', () => {
  test('adds an output of exactly the name, marked sensitive', () => {
    // GIVEN
    const stack = newStack();
    const key = keyIn(stack);

    // WHEN
    const output = key.addSensitiveOutput('ci_key');

    // THEN
    expect(render(stack).output).toEqual({ ci_key: { value: '${sensitive(ory_project_api_key.Ci_A080E7EE.value)}', sensitive: true } });
    expect(output).toBeInstanceOf(TerraformOutput);
    expect(output.node.path).toBe('stack/Ci/Output-ci_key');
  });

  test('names the output the same from a nested construct', () => {
    const stack = newStack();
    const nested = new Construct(new Construct(stack, 'Team'), 'Service');

    new ProjectApiKey(nested, 'Ci', { name: 'ci' }).addSensitiveOutput('ci_key');

    expect(Object.keys(render(stack).output)).toEqual(['ci_key']);
  });

  test('writes the description, a template in it untouched', () => {
    const stack = newStack();

    keyIn(stack).addSensitiveOutput('ci_key', { description: 'key of "${var.team}"\nand $${x}' });

    expect(render(stack).output.ci_key.description).toBe('key of "${var.team}"\nand $${x}');
  });

  test.each([[undefined], [null], [{}], [{ description: undefined }], [{ description: null }]])('writes no description for options %p', (options) => {
    const stack = newStack();

    keyIn(stack).addSensitiveOutput('ci_key', options as any);

    expect(render(stack).output.ci_key).not.toHaveProperty('description');
  });

  test('adds several outputs of one key under different names', () => {
    const stack = newStack();
    const key = keyIn(stack);

    key.addSensitiveOutput('one');
    key.addSensitiveOutput('two');

    expect(Object.keys(render(stack).output)).toEqual(['one', 'two']);
  });

  test.each(['a', '_a', 'a-b_C9', 'Ключ', '鍵', 'a'.repeat(300)])('takes the name %p, which Terraform takes', (name) => {
    const stack = newStack();

    keyIn(stack).addSensitiveOutput(name);

    expect(Object.keys(render(stack).output)).toEqual([name]);
  });

  test.each([
    '', ' ', '1a', '-a', 'a b', 'a.b', 'a/b', 'a\n', 'a"b', 'é!', '${var.name}', '$${x}', '🔑', 'ci key', '٣',
  ])('fails on the name %p, which Terraform refuses', (name) => {
    const message = problemOf(() => keyIn().addSensitiveOutput(name));

    expect(message).toMatch(/^stack\/Ci: addSensitiveOutput: .* cannot name a Terraform output; expected letters, digits, "_" and "-", beginning with a letter or "_"$/);
  });

  test('takes a name exactly when it is an identifier of Terraform', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', 'Z', '0', '9', '_', '-', '.', ' ', 'é', '$'), maxLength: 6 }), (name) => {
      const identifier = /^[a-zA-Zé_][a-zA-Z0-9é_-]*$/.test(name);
      const added = (() => {
        try {
          return keyIn().addSensitiveOutput(name) !== undefined;
        } catch {
          return false;
        }
      })();
      expect(added).toBe(identifier);
    }));
  });

  test.each([[undefined], [null], [7]])('fails on the name %p, as an untyped caller may give it', (name) => {
    expect(problemOf(() => keyIn().addSensitiveOutput(name as any))).toContain('expected a string');
  });

  test('fails on the value of a key as a name or a description, without showing it', () => {
    expect(problemOf(() => keyIn().addSensitiveOutput(SECRET))).toContain('the value of an API key was given (not shown here)');
    expect(problemOf(() => keyIn().addSensitiveOutput('ci_key', { description: `now ${SECRET}` }))).toContain('stack/Ci: description: the value of an API key');
  });

  test('fails on a name that the same key has used', () => {
    const key = keyIn();
    key.addSensitiveOutput('ci_key');

    expect(problemOf(() => key.addSensitiveOutput('ci_key')))
      .toBe('stack/Ci: the stack already has an output "ci_key", added by stack/Ci; expected a name that is free: choose another for one of the two');
  });

  test('fails on a name that another key has used, and names both', () => {
    const stack = newStack();
    keyIn(stack, 'First').addSensitiveOutput('ci_key');

    expect(problemOf(() => keyIn(stack, 'Second').addSensitiveOutput('ci_key'))).toMatch(/^stack\/Second: .*"ci_key", added by stack\/First;/);
    expect(Object.keys(render(stack).output)).toEqual(['ci_key']);
  });

  test('lets the same name stand in two stacks', () => {
    const app = newApp();

    for (const id of ['one', 'two']) {
      keyIn(newStack(app, id)).addSensitiveOutput('ci_key');
    }

    const { json } = synthApp(app);
    expect(Object.keys(json('one').output)).toEqual(['ci_key']);
    expect(Object.keys(json('two').output)).toEqual(['ci_key']);
  });

  test.each([['before', true], ['after', false]])('fails synth on an output that the user made %s under the same name, and names both', (_when, first) => {
    const app = newApp();
    const stack = newStack(app);
    const key = keyIn(stack);
    const mine = () => new TerraformOutput(stack, 'ci_key', { value: 'mine' });
    if (first) {
      mine();
    }
    key.addSensitiveOutput('ci_key');
    if (!first) {
      mine();
    }

    const { message } = thrownBy(() => app.synth());

    expect(message).toContain('output "ci_key" is made twice, by ');
    expect(message).toContain('stack/Ci/Output-ci_key');
    expect(message).toContain('stack/ci_key');
  });

  test('fails synth on an output of the user\'s whose logical id was overridden to the same name', () => {
    const app = newApp();
    const stack = newStack(app);
    keyIn(stack).addSensitiveOutput('ci_key');
    new TerraformOutput(stack, 'Mine', { value: 'mine' }).overrideLogicalId('ci_key');

    expect(thrownBy(() => app.synth()).message).toContain('is made twice, by stack/Ci/Output-ci_key and by stack/Mine; expected names that differ: choose another for one of the two');
  });

  test('lets the user have other outputs', () => {
    const app = newApp();
    const stack = newStack(app);
    keyIn(stack).addSensitiveOutput('ci_key');
    new TerraformOutput(stack, 'mine', { value: 'mine' });

    expect(Object.keys(synthApp(app).json('stack').output).sort()).toEqual(['ci_key', 'mine']);
  });
});
