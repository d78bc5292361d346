import { Fn, TerraformLocal, TerraformOutput, TerraformStack } from 'cdktf';
import { IApiKey, ProjectApiKey, ProjectApiKeySet } from '../../src';
import { KEY, newApp, newStack, onlyWarningsOf, secretVariable, synthApp, thrownBy } from '../support/stacks';

/** An app in which one stack makes something of a key, and another reads it. */
function appWith(make: (keys: TerraformStack, reader: TerraformStack) => string) {
  const app = newApp();
  const [keys, reader] = ['keys', 'reader'].map((id) => newStack(app, id));
  new TerraformOutput(reader, 'read', { value: make(keys, reader), sensitive: true });
  return app;
}

const plain = (stack: TerraformStack): IApiKey => new ProjectApiKey(stack, 'Key', { name: 'ci' });
const member = (stack: TerraformStack): IApiKey => new ProjectApiKeySet(stack, 'Set', { keys: { dev: { name: 'd' } } }).get('dev');
const adopted = (stack: TerraformStack): IApiKey => ProjectApiKey.importExisting(stack, 'Key', { name: 'ci', keyId: KEY, value: secretVariable(stack).stringValue });
const bearer = (stack: TerraformStack, key: IApiKey): TerraformLocal => new TerraformLocal(stack, 'bearer', `Bearer ${key.value}`);

test.each<[string, (keys: TerraformStack) => string]>([
  ['the value of a key', (keys) => bearer(keys, plain(keys)).asString],
  ['that of a member of a set', (keys) => bearer(keys, member(keys)).asString],
  ['one in a map', (keys) => Fn.lookup(new TerraformLocal(keys, 'bearer', { token: plain(keys).value }).asStringMap, 'token')],
  ['another local, which has one', (keys) => new TerraformLocal(keys, 'header', `Authorization: ${bearer(keys, plain(keys)).fqn}`).asString],
])('fails where another stack reads a local that holds %s', (_what, make) => {
  const { message } = thrownBy(() => synthApp(appWith(make)));

  expect(message).toMatch(/keys: local\.(bearer|header) holds a sensitive value, and is read by another stack, whose plans would show it; expected the value of the key itself there/);
});

test('warns where the value was given, since synth cannot tell it from a secret of somebody else', () => {
  const app = appWith((keys) => bearer(keys, adopted(keys)).asString);

  expect(onlyWarningsOf(app, 'keys')).toEqual([expect.stringMatching(/^local\.bearer holds a sensitive value/)]);
});

test.each<[string, (keys: TerraformStack, reader: TerraformStack) => string]>([
  ['the value itself', (keys) => plain(keys).value],
  ['that of a member of a set', (keys) => member(keys).value],
  ['that of an adopted key', (keys) => adopted(keys).value],
  ['a function of it', (keys) => Fn.join(' ', ['Bearer', plain(keys).value])],
  ['a local of its own', (keys, reader) => bearer(reader, plain(keys)).asString],
  ['a local with something else', (keys) => new TerraformLocal(keys, 'id', `key ${plain(keys).keyId}`).asString],
])('says nothing where it reads %s', (_what, make) => {
  const app = appWith(make);

  expect(['keys', 'reader'].map((stack) => onlyWarningsOf(app, stack))).toEqual([[], []]);
});

test('the value is sensitive in another stack by way of the wrapped resource, too', () => {
  const app = appWith((keys) => (plain(keys) as ProjectApiKey).resource.value);

  expect(synthApp(app).json('reader').output.read.value).toMatch(/^\$\{sensitive\(data\.terraform_remote_state\./);
});
