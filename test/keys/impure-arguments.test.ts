import { Fn, TerraformLocal, TerraformStack, TerraformVariable } from 'cdktf';
import { ProjectApiKey, ProjectApiKeySet, RotatingProjectApiKey, RotationSchedule } from '../../src';
import { KEY, newApp, newStack, onlyWarningsOf } from '../support/stacks';

/** The arguments that are warned of in a stack. */
function told(make: (stack: TerraformStack) => unknown): (string | undefined)[] {
  const app = newApp();
  make(newStack(app));
  return onlyWarningsOf(app).map((warning) => / has (an? [a-z]+) that moves with each run of Terraform/.exec(warning)?.[1]);
}

const manual = RotationSchedule.manual(1);

describe('what is another in each run of Terraform is warned of, since each apply would replace the key', () => {
  test.each<[string, string, (stack: TerraformStack) => unknown]>([
    ['a name', 'uuid', (stack) => new ProjectApiKey(stack, 'K', { name: `ci-${Fn.uuid()}` })],
    ['a name', 'timestamp, written by hand', (stack) => new ProjectApiKey(stack, 'K', { name: 'ci-${timestamp()}' })],
    ['a name', 'bcrypt, by way of a local', (stack) => new ProjectApiKey(stack, 'K', { name: new TerraformLocal(stack, 'name', Fn.bcrypt('ci')).asString })],
    ['a name', 'timestamp, with blanks', (stack) => new ProjectApiKey(stack, 'K', { name: 'ci-${timestamp ( )}' })],
    ['a name', 'bcrypt, with blanks', (stack) => new ProjectApiKey(stack, 'K', { name: '${bcrypt ("ci")}' })],
    ['a name', 'uuid, in a set', (stack) => new ProjectApiKeySet(stack, 'K', { keys: { dev: { name: '${uuid()}' }, prod: { name: 'prod' } } })],
    ['a name', 'uuid, in a rotating key', (stack) => new RotatingProjectApiKey(stack, 'K', { name: '${uuid()}', schedule: manual })],
    ['a keeper', 'timestamp', (stack) => new ProjectApiKey(stack, 'K', { name: 'ci', keepers: { release: '4', branch: '${var.branch}', at: Fn.timestamp() } })],
    ['a keeper', 'timestamp, in a map that is a token', (stack) => new ProjectApiKey(stack, 'K', { name: 'ci', keepers: '${{ at = plantimestamp() }}' as never })],
  ])('%s: %s', (argument, _how, make) => {
    expect(told(make)).toEqual([argument]);
  });

  test.each<[string, (stack: TerraformStack) => unknown]>([
    ['what stays', (stack) => {
      const { stringValue } = new TerraformVariable(stack, 'name', { type: 'string' });
      return new ProjectApiKey(stack, 'K', { name: stringValue, keepers: { name: stringValue, hash: Fn.sha256(stringValue), escaped: '$${uuid()}' } });
    }],
    ['an adopted key, which keeps its name', (stack) => ProjectApiKey.importExisting(stack, 'K', { name: '${uuid()}', keyId: KEY })],
    ['a key that is forgotten', (stack) => new ProjectApiKey(stack, 'K', { name: '${uuid()}' }).forget()],
  ])('but not %s', (_what, make) => {
    expect(told(make)).toEqual([]);
  });
});
