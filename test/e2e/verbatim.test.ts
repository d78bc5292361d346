import { TerraformStack, TerraformVariable, Token } from 'cdktf';
import { Construct } from 'constructs';
import { ory, ProjectApiKey } from '../../src';
import { useSandbox } from './support/e2e';

/** Texts that reach the API exactly as they are written. */
const HOSTILE: [string, string][] = [
  ['quotes and backslashes', 'say "no" \\ \'never\' \\" \\n'],
  ['line breaks and tabs', 'a\nb\r\nc\td'],
  ['control characters', 'bell \u0007, escape \u001b[31m, delete \u007f, C1 \u0085'],
  ['line separators of Unicode', 'a\u2028b\u2029c'],
  ['emoji and rare scripts', '🔑 ключ 鍵 مفتاح'],
  ['right-to-left overrides and zero widths', '\u202egnp.exe\u202c a\u200bb\ufeffc'],
  ['HTML, shell and SQL', '<script>$(id)`id`</script>\'; DROP TABLE keys; --'],
  ['the syntax of JSON and HCL', '{"a": [1, 2]} # /* // */ <<EOT'],
  ['blanks at both ends', '  padded  '],
  ['dollars and percents that begin no template', '$ % $$ %% $a %b 100% $$$'],
  ['path traversal', '../../etc/passwd\\..\\.'],
  ['the names of object internals', '__proto__ constructor toString'],
];

/** Templates that are escaped, and what Terraform makes of the escape. */
const ESCAPED: [string, string][] = [
  ['$${path.module}', '${path.module}'],
  ['%%{ if true }yes%%{ endif }', '%{ if true }yes%{ endif }'],
  ['a $${b} and %%{c}', 'a ${b} and %{c}'],
];

/** Templates, which Terraform evaluates. */
const EVALUATED: [string, string][] = [
  ['${"a"}b', 'ab'],
  ['%{ if true }yes%{ else }no%{ endif }', 'yes'],
  ['${upper("ci")}-${1 + 1}', 'CI-2'],
];

const ALL = [...HOSTILE.map(([, text]) => [text, text]), ...ESCAPED, ...EVALUATED];

describe.each([
  ['ProjectApiKey', (scope: Construct, id: string, name: string) => void new ProjectApiKey(scope, id, { name })],
  ['the raw binding', (scope: Construct, id: string, name: string) => void new ory.ProjectApiKey(scope, id, { name })],
])('the name of a key, given to %s', (_, add) => {
  const e2e = useSandbox();
  let names: Set<string>;
  let clean: boolean;

  beforeAll(async () => {
    const stack = await e2e.stack((scope) => ALL.forEach(([given], i) => add(scope, `Key${i}`, given)));
    await stack.deploy();
    names = new Set(e2e.sandbox.projectKeys().map(({ name }) => name));
    clean = (await stack.plan()).clean;
  });

  test.each(HOSTILE)('reaches the API exactly as written, with %s', (__, text) => {
    expect(names).toContain(text);
  });

  test.each(ESCAPED)('%j reaches the API as %j: the doubled character is the escape of Terraform', (__, text) => {
    expect(names).toContain(text);
  });

  test.each(EVALUATED)('%j is a template, and Terraform makes %j of it', (__, text) => {
    expect(names).toContain(text);
  });

  test('is planned without a change ever after, whatever it holds', () => {
    expect(clean).toBe(true);
    expect(names.size).toBe(ALL.length);
  });
});

describe('a long or odd name of a ProjectApiKey', () => {
  const e2e = useSandbox();

  test('of 1 MB reaches the API whole', async () => {
    // Few line breaks: the time that Terraform's parser takes grows with the square of their number.
    const name = `long "${`${'0123456789abcdef'.repeat(4096)}\n`.repeat(16)}`;
    const stack = await e2e.stack((scope) => new ProjectApiKey(scope, 'Key', { name }));

    await stack.deploy();

    expect(e2e.sandbox.projectKeys().map((key) => key.name)).toEqual([name]);
    expect((await stack.plan()).clean).toBe(true);
  });

  test('of decomposed characters reaches the API composed: Terraform normalises all text to NFC', async () => {
    const stack = await e2e.stack((scope) => new ProjectApiKey(scope, 'Key', { name: 'cafe\u0301' }));

    await stack.deploy();

    expect(e2e.sandbox.projectKeys().map(({ name }) => name)).toContain('caf\u00e9');
    expect((await stack.plan()).clean).toBe(true);
  });

  test.each(['', ' \t\n', '\u00a0'])('fails at synth where it is blank: %j', async (name) => {
    const synth = e2e.stack((scope) => new ProjectApiKey(scope, 'Key', { name }));

    await expect(synth).rejects.toMatchObject({ name: 'ApiKeyValidationError' });
  });

  test('that is empty makes a nameless key with the raw binding', async () => {
    const stack = await e2e.rawStack((scope) => new ory.ProjectApiKey(scope, 'Key', { name: '' }));

    await stack.deploy();

    expect(e2e.sandbox.projectKeys().map(({ name }) => name)).toContain('');
  });
});

describe('props that Terraform evaluates', () => {
  const e2e = useSandbox();

  test('take tokens and templates of variables', async () => {
    // given
    const build = (scope: TerraformStack) => {
      const [name, project, until, keeper] = ['name', 'project', 'until', 'keeper'].map((id) => new TerraformVariable(scope, id, { type: 'string' }).stringValue);
      new ProjectApiKey(scope, 'Key', {
        name: `${name} (generated)`, projectId: Token.asString(project), expiresAt: until, keepers: { keeper, template: '${upper(var.keeper)}' },
      });
    };
    const until = '2090-06-01T00:00:00Z';
    const variables = { TF_VAR_name: 'ci "${nothing}"', TF_VAR_project: e2e.sandbox.otherProjectId, TF_VAR_until: until, TF_VAR_keeper: 'q' };
    const stack = await e2e.stack(build, { env: variables });

    // when
    await stack.deploy();

    // then
    const [key] = e2e.sandbox.projectKeys(e2e.sandbox.otherProjectId);
    const keepers = Object.entries(await stack.state()).find(([address]) => address.startsWith('terraform_data.'))![1];
    expect(key).toMatchObject({ name: 'ci "${nothing}" (generated)', expiresAt: until });
    expect(keepers.triggers_replace).toEqual({ keeper: 'q', template: 'Q' });
    expect((await stack.plan()).clean).toBe(true);
  });
});
