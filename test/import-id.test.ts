import { Token, Lazy } from 'cdktf';
import fc from 'fast-check';
import { ApiKeyImportId } from '../src';
import { KEY, problemOf, PROJECT, SECRET, WORKSPACE } from './support/stacks';

const anyCaseUuid = fc.tuple(fc.uuid(), fc.boolean()).map(([uuid, upper]) => (upper ? uuid.toUpperCase() : uuid));
const template = fc.constantFrom('${var.id}', '${local.ids["a/b"]}', '${a / b}', '%{ if x }1%{ endif }', '${f("}/{")}', '${{a = "/"}.a}', '${"${a/b}/"}', 'x-${y}');
const part = fc.oneof(anyCaseUuid, template);

describe('ApiKeyImportId', () => {
  test('gives the id of a project key with its project', () => {
    const id = ApiKeyImportId.project(KEY, PROJECT);

    expect({ ...id }).toEqual({ id: `${PROJECT}/${KEY}`, keyId: KEY, ownerId: PROJECT });
  });

  test('gives the bare id of a project key whose project is not known', () => {
    const id = ApiKeyImportId.project(KEY);

    expect(id.id).toBe(KEY);
    expect(id.ownerId).toBeUndefined();
  });

  test('takes null for a project that is not known, as other languages give it', () => {
    expect(ApiKeyImportId.project(KEY, null as unknown as undefined)).toEqual(ApiKeyImportId.project(KEY));
  });

  test('gives the id of a workspace key', () => {
    const id = ApiKeyImportId.workspace(KEY, WORKSPACE);

    expect({ ...id }).toEqual({ id: `${WORKSPACE}/${KEY}`, keyId: KEY, ownerId: WORKSPACE });
  });

  test('keeps the spelling of a UUID', () => {
    expect(ApiKeyImportId.project(KEY.toUpperCase(), PROJECT).id).toBe(`${PROJECT}/${KEY.toUpperCase()}`);
  });

  test('lets tokens pass', () => {
    const key = Token.asString({ resolve: () => KEY });
    const owner = Lazy.stringValue({ produce: () => PROJECT });

    expect(ApiKeyImportId.project(key, owner).id).toBe(`${owner}/${key}`);
    expect(ApiKeyImportId.workspace(key, owner).id).toBe(`${owner}/${key}`);
  });

  test('parses an id with tokens', () => {
    const key = Lazy.stringValue({ produce: () => KEY });

    expect({ ...ApiKeyImportId.parse(`${PROJECT}/${key}`) }).toEqual({ id: `${PROJECT}/${key}`, keyId: key, ownerId: PROJECT });
  });

  test.each([
    ['a path in a template', '${data.x["a/b"].id}'],
    ['a division', '${a / b}'],
    ['braces in a template', '${{ k = "a/b" }.k}'],
    ['a template after braces of its own', '${merge({ k = "v" }, { n = a / b }).k}'],
    ['a closing brace in a text', '${f("}/")}'],
    ['an opening brace in a text', '${f("{/")}'],
    ['a quote within a text', '${f("\\"}/")}'],
    ['a template in a text in a template', '${"x${a/b}/"}'],
    ['a directive', '%{ if a == "b/c" }d%{ endif }'],
  ])('takes no slash in %s for the one between owner and key', (_what, text) => {
    expect({ ...ApiKeyImportId.parse(`${text}/${KEY}`) }).toEqual({ id: `${text}/${KEY}`, keyId: KEY, ownerId: text });
    expect({ ...ApiKeyImportId.parse(`${PROJECT}/${text}`) }).toEqual({ id: `${PROJECT}/${text}`, keyId: text, ownerId: PROJECT });
    expect({ ...ApiKeyImportId.parse(text) }).toEqual({ id: text, keyId: text, ownerId: undefined });
  });

  test('every part round-trips byte for byte', () => {
    fc.assert(fc.property(part, fc.option(part, { nil: undefined }), (keyId, ownerId) => {
      const made = ApiKeyImportId.project(keyId, ownerId);
      const read = ApiKeyImportId.parse(made.id);

      expect(made.keyId).toBe(keyId);
      expect(made.ownerId).toBe(ownerId);
      expect(read).toEqual(made);
    }), { numRuns: 500 });
  });

  test('what parse takes, it gives back unchanged', () => {
    const text = fc.oneof(fc.string(), fc.array(fc.oneof(part, fc.constantFrom('/', '$', '{', '}', '"', '\\', '${'))).map((parts) => parts.join('')));
    fc.assert(fc.property(text, (given) => {
      let id: string | undefined;
      try {
        id = ApiKeyImportId.parse(given).id;
      } catch (error) {
        expect((error as Error).name).toBe('ApiKeyValidationError');
        return;
      }
      expect(id).toBe(given);
    }), { numRuns: 1000 });
  });

  test.each([
    ['an empty text', '', 'keyId: "" is no UUID'],
    ['a word', 'my-key', 'keyId: "my-key" is no UUID'],
    ['an empty key', `${PROJECT}/`, 'keyId: "" is no UUID'],
    ['an empty owner', `/${KEY}`, 'the part before the slash: "" is no UUID'],
    ['three parts', `${PROJECT}/${PROJECT}/${KEY}`, 'has 3 parts; expected <key-id> or <project-or-workspace-id>/<key-id>'],
    ['a newline', `${KEY}\n`, 'is no UUID'],
    ['an escaped template', `$\${var.id}/${KEY}`, 'the part before the slash: "$${var.id}" is no UUID'],
    ['an escaped template with a slash', `$\${a/b}/${KEY}`, 'has 3 parts'],
    ['braces around the UUID', `{${KEY}}`, 'is no UUID'],
    ['a UUID without dashes', KEY.replaceAll('-', ''), 'is no UUID'],
  ])('fails to parse %s', (_what, text, problem) => {
    const message = problemOf(() => ApiKeyImportId.parse(text));

    expect(message).toMatch(/^ApiKeyImportId\.parse: /);
    expect(message).toContain(problem);
  });

  test('fails to parse what is no text', () => {
    expect(problemOf(() => ApiKeyImportId.parse(undefined as unknown as string))).toContain('nothing has 0 parts');
  });

  test('fails on a key id that holds a slash, and says to give the owner apart', () => {
    expect(problemOf(() => ApiKeyImportId.project(`${PROJECT}/${KEY}`, PROJECT)))
      .toMatch(/^ApiKeyImportId\.project: keyId: .* holds a slash; expected a UUID alone.*give the project or workspace apart from the key$/);
  });

  test('fails on a project id that is no UUID', () => {
    expect(problemOf(() => ApiKeyImportId.project(KEY, 'my-project'))).toContain('projectId: "my-project" is no UUID');
  });

  test.each([[undefined], [null]])('fails on workspace %p, since the provider takes no bare id', (workspaceId) => {
    expect(problemOf(() => ApiKeyImportId.workspace(KEY, workspaceId as unknown as string)))
      .toBe('ApiKeyImportId.workspace: workspaceId is missing; a workspace key is imported as <workspace-id>/<key-id>: give its workspace, too');
  });

  test('fails on a workspace id that is no UUID', () => {
    expect(problemOf(() => ApiKeyImportId.workspace(KEY, ''))).toMatch(/^ApiKeyImportId\.workspace: workspaceId: "" is no UUID/);
  });

  test.each([[SECRET], [`\${x}${SECRET}`], [`${SECRET}/${KEY}`], [`${KEY}/${SECRET}`]])('fails on the value of a key given for an id, without showing it', (text) => {
    expect(problemOf(() => ApiKeyImportId.parse(text))).toContain('ory_pat_***');
  });
});
