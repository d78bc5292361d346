import { TerraformResource } from 'cdktf';
import { ProjectApiKey, ProjectApiKeySet } from '../../src';
import { useSandbox } from '../e2e/support/e2e';
import { ran, sample } from './support/cases';
import { asTerraformReads, isEvaluated } from './support/oracle';
import { attempt } from './support/refusal';
import { TARGETS } from './support/targets';
import { HOSTILE, hostileTexts, nearlyNames } from './support/texts';

/** Terraform's parser takes a minute over the longest texts that hold many quotes or line breaks. */
const SHORT = 1000;

const literal = (text: string) => !isEvaluated(text) && text.length < SHORT;
const wellFormed = (text: string) => Buffer.from(text).toString() === text;

describe('real Terraform', () => {
  const e2e = useSandbox();

  test('validates whatever was accepted, of every prop', async () => {
    const moved = new Set<string>();
    const stack = await e2e.stack((scope) => TARGETS.forEach((target, number) => {
      const texts = [...HOSTILE, ...sample(100, target.texts)].filter((text) => literal(text) && !target.without?.test(text));
      const chosen = texts.filter((text, index) => (index + number) % 24 === 0 && !moved.has(text));
      chosen.forEach((text, index) => {
        const id = `T${number}_${index}`;
        if (attempt(text, () => target.make(scope, id, text)) === undefined) {
          scope.node.tryRemoveChild(id);
        } else if (target.unique) {
          moved.add(text);
        }
        ran();
      });
    }));
    await stack.init();

    const { exitCode, stdout, stderr } = await stack.terraform.validate();

    expect(stderr + stdout).toMatch(/The configuration is valid/);
    expect(exitCode).toBe(0);
  });

  test('brings names and keepers to the API and the state exactly as they were written, escapes resolved', async () => {
    // given
    const texts = [...HOSTILE, ...sample(150, hostileTexts)].filter((text) => literal(text) && wellFormed(text));
    const names: string[] = [];
    const keepers: [TerraformResource, object][] = [];
    const stack = await e2e.stack((scope) => texts.forEach((text, index) => {
      const key = attempt(text, () => new ProjectApiKey(scope, `K${index}`, index % 2 ? { name: text } : { name: `k ${text}`, keepers: { [`k ${text}`]: text } }));
      if (!key) {
        scope.node.tryRemoveChild(`K${index}`);
        return;
      }
      names.push(asTerraformReads(index % 2 ? text : `k ${text}`));
      if (index % 2 === 0) {
        keepers.push([key.node.findChild('Keepers') as TerraformResource, { [asTerraformReads(`k ${text}`)]: asTerraformReads(text) }]);
      }
      ran();
    }));

    // when
    await stack.deploy({}, '-parallelism=20');

    // then
    expect(e2e.sandbox.projectKeys().map(({ name }) => name).sort()).toEqual(names.sort());
    const state = await stack.state();
    keepers.forEach(([{ friendlyUniqueId }, keeper]) =>
      expect(state[`terraform_data.${friendlyUniqueId}`].triggers_replace).toEqual(keeper));
    expect(names.length).toBeGreaterThan(150);
  });

  test('brings the environments and names of a set to the API exactly as they were written', async () => {
    const texts = sample(200, hostileTexts).filter((text) => literal(text) && wellFormed(text));
    const environments = [...new Set(sample(300, nearlyNames).filter((text) => literal(text) && wellFormed(text)))];
    const keys: { [environment: string]: { readonly name: string } } = {};
    const expected = new Map<string, string>();
    const stack = await e2e.stack((scope) => {
      environments.forEach((environment, index) => {
        const [name, id] = [`set ${texts[index % texts.length]}`, `Probe${index}`];
        const probe = attempt(environment + name, () => new ProjectApiKeySet(scope, id, { keys: { [environment]: { name } } }));
        scope.node.tryRemoveChild(id);
        if (probe) {
          keys[environment] = { name };
          expected.set(asTerraformReads(environment), asTerraformReads(name));
        }
        ran();
      });
      new ProjectApiKeySet(scope, 'Set', { keys });
    });

    await stack.deploy({}, '-parallelism=20');

    // Addresses show rare characters escaped; the index of an instance is as it is.
    const resources = (await stack.terraform.show()).values!.root_module!.resources! as readonly { readonly index?: string; readonly values: any }[];
    const found = resources.map(({ index, values }): [string, string] => [index!, values.name]);
    expect(new Map(found)).toEqual(expected);
    expect(expected.size).toBeGreaterThan(50);
  });
});
