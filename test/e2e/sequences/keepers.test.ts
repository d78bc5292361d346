import { TerraformStack, TerraformVariable } from 'cdktf';
import { ProjectApiKey } from '../../../src';
import { createdKeepersReplace } from '../support/capabilities';
import { useFreshSandbox } from '../support/e2e';
import { FAR } from '../support/instants';
import { addressAt, Sequence } from '../support/sequence';
import { wordsOf } from '../support/shell';

const e2e = useFreshSandbox();

interface Given {
  readonly id?: string;
  readonly incident?: string;
  readonly movedFrom?: string[];
  readonly logicalId?: string;
}

/** A key, with keepers where an incident is given. */
const key = ({ id = 'Key', incident, movedFrom, logicalId }: Given = {}) => (stack: TerraformStack): ProjectApiKey => {
  const made = new ProjectApiKey(stack, id, { name: 'ci', expiresAt: FAR, movedFrom, keepers: incident === undefined ? undefined : { incident } });
  if (logicalId !== undefined) {
    made.resource.overrideLogicalId(logicalId);
  }
  return made;
};

test('a key that moves while a keeper changes is replaced, as was asked for', async () => {
  const sequence = await Sequence.begin(e2e, key({ incident: '1' }));
  const before = sequence.alive();

  await sequence.deploy(key({ id: 'New', incident: '2', movedFrom: ['Key'] }), { destroys: 1 });

  expect(sequence.alive()).toEqual({ ci: expect.not.stringMatching(before.ci) });
  expect(await sequence.settled()).toBe(true);
});

test('a key whose keeper changes is replaced once, and not again by the moves after it', async () => {
  // given
  const sequence = await Sequence.begin(e2e, key({ incident: '1' }));

  // when
  await sequence.deploy(key({ incident: '2' }), { destroys: 1 });
  const replaced = sequence.alive();
  await sequence.deploy(key({ id: 'New', incident: '2', movedFrom: ['Key'] }));
  await sequence.deploy(key({ id: 'Key', incident: '2', movedFrom: ['Key', 'New'] }));

  // then
  expect(sequence.alive()).toEqual(replaced);
  expect(await sequence.settled()).toBe(true);
});

test('the first keepers of a deployed key keep it on Terraform, and replace it on OpenTofu from 1.12 on', async () => {
  const sequence = await Sequence.begin(e2e, key());
  const before = sequence.alive();

  await sequence.deploy(key({ incident: '1' }), { destroys: createdKeepersReplace() ? 1 : 0 });

  expect(sequence.alive()).toEqual({ ci: createdKeepersReplace() ? expect.not.stringMatching(before.ci) : before.ci });
  expect(await sequence.settled()).toBe(true);
});

test('a key with keepers whose state was lost and that is imported by its command is kept on Terraform, and replaced on OpenTofu from 1.12 on', async () => {
  // given
  const made: ProjectApiKey[] = [];
  const sequence = await Sequence.begin(e2e, (stack) => void made.push(key({ incident: '1' })(stack)));
  const before = sequence.alive();
  const [, , address, id] = wordsOf(made[0].importCommand);

  // when
  sequence.loseState();
  expect(await sequence.stack.terraform.import(address, id.replace('<key-id>', before.ci))).toMatchObject({ exitCode: 0 });
  await sequence.deploy(key({ incident: '1' }), { destroys: createdKeepersReplace() ? 1 : 0 });

  // then
  expect(sequence.alive()).toEqual({ ci: createdKeepersReplace() ? expect.not.stringMatching(before.ci) : before.ci });
  expect(await sequence.settled()).toBe(true);
});

test('keepers that are taken out keep the key', async () => {
  const sequence = await Sequence.begin(e2e, key({ incident: '1' }));
  const before = sequence.alive();

  await sequence.deploy(key());

  expect(sequence.alive()).toEqual(before);
  expect(await sequence.settled()).toBe(true);
});

test('a key with keepers is forgotten in the deploy that moves it and changes them', async () => {
  const sequence = await Sequence.begin(e2e, key({ incident: '1' }));
  const before = sequence.alive();

  await sequence.deploy((stack) => key({ id: 'New', incident: '2', movedFrom: ['Key'] })(stack).forget());

  expect(sequence.alive()).toEqual(before);
  expect(await sequence.addresses()).toEqual([]);
});

describe('a key whose logical id was overridden', () => {
  test('is moved by its address, to a new logical id and back to the usual one', async () => {
    const sequence = await Sequence.begin(e2e, key({ logicalId: 'shop' }));
    const before = sequence.alive();

    await sequence.deploy(key({ id: 'New', logicalId: 'store', movedFrom: ['ory_project_api_key.shop'] }));
    await sequence.deploy(key({ id: 'New', movedFrom: ['ory_project_api_key.shop', 'ory_project_api_key.store'] }));

    expect(sequence.alive()).toEqual(before);
    expect(await sequence.addresses()).toEqual([addressAt('New')]);
    expect(await sequence.settled()).toBe(true);
  });

  test('keeps its keepers where it keeps the logical id, whatever its path is', async () => {
    const sequence = await Sequence.begin(e2e, key({ incident: '1', logicalId: 'shop' }));
    const before = sequence.alive();

    await sequence.deploy(key({ id: 'New', incident: '1', logicalId: 'shop', movedFrom: ['Key'] }));

    expect(sequence.alive()).toEqual(before);
    expect(await sequence.settled()).toBe(true);
  });

  test('is given one in the deploy that moves it from its path, with its keepers', async () => {
    const sequence = await Sequence.begin(e2e, key({ incident: '1' }));
    const before = sequence.alive();

    await sequence.deploy(key({ id: 'New', incident: '1', logicalId: 'shop', movedFrom: ['Key'] }));

    expect(sequence.alive()).toEqual(before);
    expect(await sequence.settled()).toBe(true);
  });

  test('fails at synth where its address is given beside keepers, whose own resource would stay behind', async () => {
    const sequence = await Sequence.begin(e2e, key({ incident: '1', logicalId: 'shop' }));
    const before = sequence.alive();

    const deploy = sequence.deploy(key({ id: 'New', incident: '1', movedFrom: ['ory_project_api_key.shop'] }));

    await expect(deploy).rejects.toMatchObject({ name: 'ApiKeyValidationError', message: expect.stringContaining('an address was given beside keepers') });
    expect(sequence.alive()).toEqual(before);
  });
});

test('a key is kept while its keepers are written otherwise and their strings stay: literals, a variable, a sensitive one, a map of them', async () => {
  // given
  const keepers = (given: (variable: (id: string, config: object) => TerraformVariable) => any) => (stack: TerraformStack) => {
    new ProjectApiKey(stack, 'Key', { name: 'ci', keepers: given((id, config) => new TerraformVariable(stack, id, config)) });
  };
  const literals = keepers(() => ({ incident: '1' }));
  const sequence = await Sequence.begin(e2e, literals);
  const before = sequence.alive();

  // when
  await sequence.deploy(keepers((variable) => ({ incident: variable('incident', { type: 'string', default: '1' }).stringValue })));
  await sequence.deploy(keepers((variable) => ({ incident: variable('incident', { type: 'string', default: '1', sensitive: true }).stringValue })));
  await sequence.deploy(keepers((variable) => variable('incidents', { type: 'map(string)', default: { incident: '1' } }).value));
  await sequence.deploy(keepers((variable) => `\${var.${variable('incidents', { type: 'map(string)', default: { incident: '1' }, sensitive: true }).friendlyUniqueId}}`));
  await sequence.deploy(literals);

  // then
  expect(sequence.alive()).toEqual(before);
  expect(await sequence.settled()).toBe(true);
});

test('a map of keepers from a variable replaces the key when a string in it changes', async () => {
  const map = (incident: string) => (stack: TerraformStack) => {
    new ProjectApiKey(stack, 'Key', { name: 'ci', keepers: new TerraformVariable(stack, 'map', { type: 'map(string)', default: { incident } }).value });
  };
  const sequence = await Sequence.begin(e2e, map('1'));
  const before = sequence.alive();

  await sequence.deploy(map('2'), { destroys: 1 });

  expect(sequence.alive()).toEqual({ ci: expect.not.stringMatching(before.ci) });
  expect(await sequence.settled()).toBe(true);
});

test('a sensitive keeper replaces the key when it changes, and neither what it was nor what it is shows', async () => {
  // given
  const build = (stack: TerraformStack) => {
    const { stringValue } = new TerraformVariable(stack, 'incident', { type: 'string', sensitive: true });
    key({ incident: stringValue })(stack);
  };
  const [was, is] = ['first-incident-4711', 'second-incident-4712'];
  const sequence = await Sequence.begin(e2e, build, { variables: { incident: was } });
  const before = sequence.alive();

  // when
  const { terraform } = sequence.stack;
  const printed = [
    await terraform.run('plan', '-no-color', '-input=false', '-var', `incident=${is}`),
    await terraform.run('apply', '-no-color', '-input=false', '-auto-approve', '-var', `incident=${is}`),
    await terraform.run('show', '-no-color'),
  ];

  // then
  expect(printed.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
  expect(printed.map(({ stdout, stderr }) => stdout + stderr).join('\n')).not.toMatch(/(first|second)-incident/);
  expect(sequence.alive()).toEqual({ ci: expect.not.stringMatching(before.ci) });
  expect(await sequence.settled({ variables: { incident: is } })).toBe(true);
});
