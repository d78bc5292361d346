import { DataResource, Fn, Lazy, TerraformVariable, Token } from 'cdktf';
import fc from 'fast-check';
import { ProjectApiKey } from '../../src';
import { newApp, newStack, onlyProjectKey, PROJECT, render, resources, synthApp } from '../support/stacks';

const STRANGE = [
  ['quotes', 'say "hi" and \'ho\' and `hey`'],
  ['backslashes', 'C:\\temp\\new\\\\'],
  ['newlines and tabs', 'one\ntwo\r\nthree\tfour'],
  ['control characters', '\u0000\u0001\u001b[31mred\u007f\u0085'],
  ['line separators', 'a\u2028b\u2029c'],
  ['other scripts and emoji', 'Ключ 鍵 مفتاح 🔑👩‍💻 e\u0301 ﷽'],
  ['an escaped template', 'path is $${path.module}'],
  ['an escaped directive', '%%{ if true }x%%{ endif }'],
  ['more dollars before an escaped template', '$$${x} $$$${y}'],
  ['dollars and percents that are no template', '$ $$ 100% %% {} $x{y}'],
  ['blanks around', '  ci  '],
  ['HTML', '<b>&amp;</b>'],
] as const;

describe('a string', () => {
  test.each(STRANGE)('with %s is rendered exactly as written, as a name and as a keeper', (_what, text) => {
    const stack = newStack();

    new ProjectApiKey(stack, 'Ci', { name: text, keepers: { value: text, [text]: 'key' } });

    expect(onlyProjectKey(stack).name).toBe(text);
    expect(Object.values(resources(stack, 'terraform_data'))).toEqual([{ triggers_replace: { value: text, [text]: 'key' } }]);
  });

  test('of a megabyte is rendered exactly as written', () => {
    const stack = newStack();
    const text = 'ключ "🔑"\n'.repeat(100_000);

    new ProjectApiKey(stack, 'Ci', { name: text });

    expect(onlyProjectKey(stack).name === text).toBe(true);
  });

  test('of any characters is rendered exactly as written', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
      fc.pre(text.trim() !== '');
      const stack = newStack();
      new ProjectApiKey(stack, 'Ci', { name: text });
      expect(onlyProjectKey(stack).name).toBe(text);
    }), { numRuns: 100 });
  });

  test('of any characters reaches the file that Terraform reads', () => {
    const app = newApp();
    const text = STRANGE.map(([, strange]) => strange).join('|');
    new ProjectApiKey(newStack(app), 'Ci', { name: text });

    const { json } = synthApp(app);

    expect(json('stack').resource.ory_project_api_key.Ci_A080E7EE.name).toBe(text);
  });
});

describe('what Terraform will evaluate', () => {
  test.each([
    ['a template', '${var.text}'],
    ['a template within a text', 'ci-${var.text}-key'],
    ['a directive', '%{ if var.on }2031-01-01T00:00:00Z%{ endif }'],
    ['a template after an escaped one', '$${x}${var.text}'],
    ['a template after a percent', '%${var.text}'],
    ['a blank template', '${""}'],
  ])('passes each prop untouched: %s', (_what, template) => {
    const stack = newStack();

    new ProjectApiKey(stack, 'Ci', { name: template, projectId: template, expiresAt: template, keepers: { value: template, [template]: 'key' } });

    expect(onlyProjectKey(stack)).toMatchObject({ name: template, project_id: template, expires_at: `\${"${template}" == null ? null : timeadd("${template}", "0s")}` });
    expect(Object.values(resources(stack, 'terraform_data'))).toEqual([{ triggers_replace: { value: template, [template]: 'key' } }]);
  });

  test('passes each prop untouched: tokens', () => {
    const stack = newStack();
    const variable = new TerraformVariable(stack, 'text', { type: 'string' });

    new ProjectApiKey(stack, 'Ci', {
      name: variable.stringValue, projectId: variable.stringValue, expiresAt: variable.stringValue, keepers: { value: variable.stringValue },
    });

    expect(onlyProjectKey(stack)).toMatchObject({ name: '${var.text}', project_id: '${var.text}', expires_at: '${(var.text == null) ? null : timeadd(var.text, "0s")}' });
    expect(Object.values(resources(stack, 'terraform_data'))).toEqual([{ triggers_replace: { value: '${var.text}' } }]);
  });

  test('passes a token within a text', () => {
    const stack = newStack();
    const variable = new TerraformVariable(stack, 'text', { type: 'string' });

    new ProjectApiKey(stack, 'Ci', { name: `ci "${variable.stringValue}"` });

    expect(onlyProjectKey(stack).name).toBe('ci "${var.text}"');
  });

  test('passes a lazy value, which may be a literal in the end', () => {
    const stack = newStack();

    new ProjectApiKey(stack, 'Ci', { name: Lazy.stringValue({ produce: () => 'late' }), projectId: Token.asString({ resolve: () => PROJECT }) });

    expect(onlyProjectKey(stack)).toMatchObject({ name: 'late', project_id: PROJECT });
  });

  test('passes a whole map as a token', () => {
    const stack = newStack();
    const variable = new TerraformVariable(stack, 'map', { type: 'map(string)' });

    new ProjectApiKey(stack, 'Ci', { name: 'ci', keepers: Token.asStringMap(variable.value) });

    expect(Object.values(resources(stack, 'terraform_data'))).toEqual([{ triggers_replace: '${merge({}, var.map)}' }]);
  });

  test('passes the result of a function', () => {
    const stack = newStack();
    const record = new DataResource(stack, 'Record', { input: { days: '30' } });

    new ProjectApiKey(stack, 'Ci', { name: 'ci', expiresAt: Fn.timeadd(record.id, '720h') });

    const expiry = 'timeadd(terraform_data.Record.id, "720h")';
    expect(onlyProjectKey(stack).expires_at).toBe(`\${(${expiry} == null) ? null : timeadd(${expiry}, "0s")}`);
    expect(render(stack).check).toBeDefined();
  });
});
