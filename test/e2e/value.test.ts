import { DataResource, TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { ApiKeySecret, ISecretSink, ory, ProjectApiKey } from '../../src';
import { useSandbox } from './support/e2e';
import { FAR } from './support/instants';

/** Keeps a secret in Terraform's own state, as a cloud's secret manager would keep it elsewhere. */
class StateSink implements ISecretSink {
  public bind(scope: Construct, secret: ApiKeySecret): void {
    // The version is not sensitive, so that a plan shows when the value changes.
    new DataResource(scope, 'Version', { input: { name: secret.name, version: secret.version, expiresAt: secret.expiresAt ?? 'never' } });
    new DataResource(scope, 'Value', { input: { value: secret.value } });
  }
}

describe('the value of a key', () => {
  const e2e = useSandbox();

  test('stops an apply as an output that is not marked sensitive, with the raw binding', async () => {
    const stack = await e2e.rawStack((scope) => {
      new TerraformOutput(scope, 'key', { value: new ory.ProjectApiKey(scope, 'Key', { name: 'ci' }).value });
    });

    expect((await stack.plan()).errors).toEqual([expect.objectContaining({ summary: 'Output refers to sensitive values' })]);
  });

  test('is read by `terraform output -json`, is marked sensitive there, and works', async () => {
    // given
    const stack = await e2e.stack((scope) => new ProjectApiKey(scope, 'Key', { name: 'ci', expiresAt: FAR })
      .addSensitiveOutput('ci_key', { description: 'for the pipeline' }));

    // when
    await stack.deploy();
    const outputs = await stack.outputs();

    // then
    const [key] = e2e.sandbox.projectKeys();
    expect(outputs).toEqual({ ci_key: { sensitive: true, type: 'string', value: key.value } });
    expect(await e2e.sandbox.works(key.value)).toBe(true);
    expect((await stack.plan()).clean).toBe(true);
  });

  test('is masked in everything that plan, apply and output print for people', async () => {
    // given
    const stack = await e2e.stack((scope) => new ProjectApiKey(scope, 'Key', { name: 'masked' }).addSensitiveOutput('masked_key'));
    await stack.init();

    // when
    const printed = [
      await stack.terraform.run('plan', '-no-color'),
      await stack.terraform.run('apply', '-no-color', '-auto-approve'),
      await stack.terraform.run('output', '-no-color'),
      await stack.terraform.run('show', '-no-color'),
    ];

    // then
    const { value } = e2e.sandbox.projectKeys().find(({ name }) => name === 'masked')!;
    expect(printed.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0]);
    expect(printed.map(({ stdout, stderr }) => stdout + stderr).join()).not.toContain(value);
    expect(printed[2].stdout).toBe('masked_key = <sensitive>\n');
  });

  test('is in no file that synth writes', async () => {
    const stack = await e2e.stack((scope) => new ProjectApiKey(scope, 'Key', { name: 'ci' }).addSensitiveOutput('key'));

    expect(JSON.stringify(stack.json())).not.toContain('ory_pat_');
  });

  // The random part of a value may begin with any character of base64url.
  test.each(['a', '-', '_'].map((first) => `ory_wak_${first}1b2c3d4e5f6g7h8`))('fails at synth where a literal stands in the provider, such as %s', async (literal) => {
    const synth = e2e.stack((scope) => new ProjectApiKey(scope, 'Key', { name: 'ci' }), { provider: { workspaceApiKey: literal } });

    await expect(synth).rejects.toThrow(/holds the value of an API key \(not shown here\)/);
    await expect(synth).rejects.not.toThrow(literal);
  });
});

describe('storeIn', () => {
  const e2e = useSandbox();

  test('hands a sink the value, and a version that changes exactly with it', async () => {
    // given
    const build = (name: string) => (scope: TerraformStack) => {
      new ProjectApiKey(scope, 'Key', { name, expiresAt: FAR }).storeIn('Vault', new StateSink());
    };
    const stored = async () => {
      const records = Object.entries(await stack.state()).filter(([address]) => address.startsWith('terraform_data.'));
      return Object.fromEntries(records.map(([address, { input }]) => [/Version|Value/.exec(address)![0], input]));
    };
    const stack = await e2e.stack(build('ci'));
    await stack.deploy();
    const first = await stored();
    const [firstKey] = e2e.sandbox.projectKeys();
    expect((await stack.plan()).clean).toBe(true);

    // when
    stack.change(build('ci 2'));
    await stack.deploy({ destroys: 1 });

    // then
    const second = await stored();
    const [secondKey] = e2e.sandbox.projectKeys();
    expect(first).toEqual({ Version: { name: 'ci', version: firstKey.id, expiresAt: FAR }, Value: { value: firstKey.value } });
    expect(second).toEqual({ Version: { name: 'ci 2', version: secondKey.id, expiresAt: FAR }, Value: { value: secondKey.value } });
    expect((await stack.plan()).clean).toBe(true);
  });
});
