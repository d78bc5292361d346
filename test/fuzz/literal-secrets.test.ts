import { Lazy } from 'cdktf';
import { ApiKeyImportId, Rfc3339 } from '../../src';
import { SECRET, WORKSPACE_SECRET } from '../support/stacks';
import { FuzzApp } from './support/app';
import { ran } from './support/cases';
import { checkMessage } from './support/refusal';
import { Target, TARGETS } from './support/targets';

/** Texts that hold the value of a key. */
const LEAKS = [
  SECRET, WORKSPACE_SECRET, `x ${SECRET}`, `${SECRET} x`, `"${SECRET}"`, `\u202e${SECRET}`, `\${var.x}${SECRET}`, `$\${x}${SECRET}`, `${'x'.repeat(315)}${SECRET}`,
  `${'x'.repeat(75)}${SECRET}`, `${SECRET}\n${WORKSPACE_SECRET}`, `ory_pat_${SECRET}`, `6f1c1f6e-8d0b-4b43-9a65-0b0f3a3f4f10/${SECRET}`, `2030-12-31T23:59:59Z${SECRET}`,
];

/** What a target says of a text when it is made and synthesized; fails where it takes it. */
function refusalOf(target: Target, text: string): string {
  const fuzz = new FuzzApp();
  try {
    target.make(fuzz.stack, 'Key', text);
    fuzz.synth();
  } catch (error) {
    return (error as Error).message;
  } finally {
    fuzz.remove();
  }
  throw new Error(`${JSON.stringify(text)} was taken`);
}

describe('the value of a key', () => {
  test.each(TARGETS.map((target) => [target.name, target] as const))('as a literal fails, and is not shown, in %s', (_, target) => {
    for (const text of LEAKS) {
      const message = refusalOf(target, text);
      checkMessage(message.replace(/\s/g, ' '), text);
      expect(message).not.toContain('S3cret');
      ran();
    }
  });

  const rendered = TARGETS.filter(({ name }) => !/^fromApiKeyAttributes|tracking|moveFrom|environment|outputName|output: name|Output: name/.test(name));
  test.each(rendered.map((target) => [target.name, target] as const))('that a token hides fails at synth, and is not shown, in %s', (_, target) => {
    for (const hide of [(token: string) => token, (token: string) => `$${token}`, (token: string) => `x ${token}`]) {
      const message = refusalOf(target, hide(Lazy.stringValue({ produce: () => SECRET })));
      expect(message).not.toContain('S3cret');
      ran();
    }
  });

  test.each([
    ['Rfc3339.normalize', (text: string) => Rfc3339.normalize(text)],
    ['ApiKeyImportId.parse', (text: string) => ApiKeyImportId.parse(text)],
    ['ApiKeyImportId.project', (text: string) => ApiKeyImportId.project(text)],
    ['ApiKeyImportId.workspace', (text: string) => ApiKeyImportId.workspace(text, text)],
  ])('fails, and is not shown, in %s', (_, call) => {
    for (const text of LEAKS) {
      expect(() => call(text)).toThrow(expect.objectContaining({ name: 'ApiKeyValidationError', message: expect.not.stringContaining('S3cret') }));
      ran();
    }
  });
});
