import fc from 'fast-check';
import { ModuleKind, transpileModule } from 'typescript';
import { adoptionOf } from '../../src/cli/adopt/adoption';
import { codeOf } from '../../src/cli/adopt/code';
import { LANGUAGES } from '../../src/cli/adopt/literals';
import { readRemoteKeys } from '../../src/cli/adopt/remote-keys';
import { KeyKind } from '../../src/cli/adopt/settings';
import * as library from '../../src';
import { holdsSecret } from '../../src/private/input/secrets';
import { isTemplate } from '../../src/private/input/templates';
import { newStack, resources } from '../support/stacks';
import { HOSTILE_NAMES, names } from './hostile-names';
import { PROJECT, uuid } from './support';

function listingOf(list: readonly string[], expiresAt?: unknown): object[] {
  return list.map((name, index) => ({ id: uuid(index, 'abcdef01'), name, expires_at: expiresAt }));
}

function adopt(list: readonly string[], kind: KeyKind = 'project', expiresAt?: unknown) {
  return adoptionOf(kind, PROJECT, readRemoteKeys(listingOf(list, expiresAt), 'the list'));
}

/** The digits of the first key's id. */
const DIGITS = uuid(0, 'abcdef01').replace(/-/g, '');

interface Call {
  readonly id: string;
  readonly props: { readonly [prop: string]: string };
}

/** Runs the TypeScript code against a library of our own, and notes what it is called with. */
function execute(code: string, lib: unknown, scope: unknown): void {
  const { outputText } = transpileModule(code, { compilerOptions: { module: ModuleKind.CommonJS } });
  const exported: { adoptKeys?: (given: unknown) => void } = {};
  new Function('require', 'exports', outputText)(() => lib, exported);
  exported.adoptKeys!(scope);
}

function callsOf(code: string): Call[] {
  const calls: Call[] = [];
  const note = (_: unknown, id: string, props: Call['props']): void => { calls.push({ id, props }); };
  execute(code, { ProjectApiKey: { importExisting: note }, WorkspaceApiKey: function (...args: [unknown, string, Call['props']]) { note(...args); } }, undefined);
  return calls;
}

test('TypeScript adopts a key as it is', () => {
  expect(codeOf('typescript', adopt(['ci'], 'project', '2030-12-31T23:59:59.9+02:00'))).toBe(`import { ProjectApiKey } from 'cdktf-ory-api-keys';
import { Construct } from 'constructs';

/** Adopts the API key of project ${PROJECT}: the next apply imports it and changes nothing. Take out what other code of yours manages already. */
export function adoptKeys(scope: Construct): void {
  const projectId = '${PROJECT}';
  ProjectApiKey.importExisting(scope, 'ci-${DIGITS}', {
    name: 'ci',
    keyId: '${uuid(0, 'abcdef01')}',
    projectId,
    expiresAt: '2030-12-31T21:59:59Z',
  });
}
`);
});

test('Python adopts a key as it is', () => {
  expect(codeOf('python', adopt(['ci'], 'project', '2030-12-31T23:59:59Z'))).toBe(`from constructs import Construct

from cdktf_ory_api_keys import ProjectApiKey


def adopt_keys(scope: Construct) -> None:
    """Adopts the API key of project ${PROJECT}: the next apply imports it and changes nothing. Take out what other code of yours manages already."""
    project_id = "${PROJECT}"
    ProjectApiKey.import_existing(
        scope,
        "ci-${DIGITS}",
        name="ci",
        key_id="${uuid(0, 'abcdef01')}",
        project_id=project_id,
        expires_at="2030-12-31T23:59:59Z",
    )
`);
});

test('Go adopts a key as it is, as gofmt writes it', () => {
  expect(codeOf('go', adopt(['ci'], 'workspace', '2030-12-31T23:59:59Z'))).toBe(`package main

import (
\t"github.com/aws/constructs-go/constructs/v10"
\t"github.com/aws/jsii-runtime-go"
\t"github.com/cdktf-ory/cdktf-ory-api-keys-go/oryapikeys"
)

// AdoptKeys adopts the API key of workspace ${PROJECT}: the next apply imports it and changes nothing. Take out what other code of yours manages already.
func AdoptKeys(scope constructs.Construct) {
\tworkspaceId := jsii.String("${PROJECT}")
\toryapikeys.NewWorkspaceApiKey(scope, jsii.String("ci-${DIGITS}"), &oryapikeys.WorkspaceApiKeyProps{
\t\tName:        jsii.String("ci"),
\t\tKeyId:       jsii.String("${uuid(0, 'abcdef01')}"),
\t\tWorkspaceId: workspaceId,
\t})
}
`);
});

test('Java adopts a key as it is', () => {
  expect(codeOf('java', adopt(['ci']))).toBe(`import io.github.cdktfory.apikeys.ProjectApiKey;
import io.github.cdktfory.apikeys.ProjectApiKeyImportProps;
import software.constructs.Construct;

/** Adopts the API key of project ${PROJECT}: the next apply imports it and changes nothing. Take out what other code of yours manages already. */
public final class AdoptKeys {
    private static final String PROJECT_ID = "${PROJECT}";

    private AdoptKeys() {}

    public static void adoptKeys(Construct scope) {
        ProjectApiKey.importExisting(scope, "ci-${DIGITS}", ProjectApiKeyImportProps.builder()
                .name("ci")
                .keyId("${uuid(0, 'abcdef01')}")
                .projectId(PROJECT_ID)
                .build());
    }
}
`);
});

test.each([
  ['typescript', [`new WorkspaceApiKey(scope, 'a-${DIGITS}', {`, 'import { WorkspaceApiKey }']],
  ['python', [`    WorkspaceApiKey(\n        scope,\n        "a-${DIGITS}",`, '        workspace_id=workspace_id,']],
  ['go', [`oryapikeys.NewWorkspaceApiKey(scope, jsii.String("a-${DIGITS}"), &oryapikeys.WorkspaceApiKeyProps{`]],
  ['java', [`WorkspaceApiKey.Builder.create(scope, "a-${DIGITS}")`, '.workspaceId(WORKSPACE_ID)\n                .build();']],
] as const)('%s refers to workspace keys by their constructor, without an expiry', (language, parts) => {
  const code = codeOf(language, adopt(['a', 'b'], 'workspace', '2030-12-31T23:59:59Z'));
  parts.forEach((part) => expect(code).toContain(part));
  expect(code).toContain('Adopts the 2 API keys of workspace'.slice(language === 'go' ? 7 : 0));
  expect(code).not.toMatch(/import_?existing|expires/i);
});

test.each([
  ['typescript', `  // Its value ends in "x9_-".\n  ProjectApiKey.importExisting(scope, 'ci-${DIGITS}'`],
  ['python', `    # Its value ends in "x9_-".\n    ProjectApiKey.import_existing(\n        scope,\n        "ci-${DIGITS}"`],
  ['go', `\t// Its value ends in "x9_-".\n\toryapikeys.ProjectApiKey_ImportExisting(scope, jsii.String("ci-${DIGITS}")`],
  ['java', `        // Its value ends in "x9_-".\n        ProjectApiKey.importExisting(scope, "ci-${DIGITS}"`],
] as const)('%s says beside a key how its value ends', (language, beside) => {
  // GIVEN
  const keys = readRemoteKeys([{ ...listingOf(['ci'])[0], last_characters: 'x9_-' }], 'the list');

  // THEN
  expect(codeOf(language, adoptionOf('project', PROJECT, keys))).toContain(beside);
});

test.each([undefined, null, '', 7, ['abcd'], 'ab\ncd', '*/ x', 'abc"', 'ory_pat_S3cretS3cretS3cret'])('nothing is said of the end %p', (last) => {
  const [key] = readRemoteKeys([{ ...listingOf(['ci'])[0], last_characters: last }], 'the list');
  expect(key).not.toHaveProperty('lastCharacters');
});

test('Java stays within the size of a method', () => {
  const code = codeOf('java', adopt(Array.from({ length: 1001 }, (_, index) => `k${index}`)));
  expect(code.match(/static void \w+/g)).toEqual(['static void adoptKeys', 'static void adoptPart1', 'static void adoptPart2', 'static void adoptPart3']);
  expect(code.match(/importExisting\(/g)).toHaveLength(1001);
});

test.each(LANGUAGES)('no name leaves its literal in %s, nor shows a secret', (language) => {
  const code = codeOf(language, adopt(HOSTILE_NAMES));
  expect(code).toMatch(/^[\x20-\x7e\n\t]*$/);
  expect(code).not.toMatch(/evil\(\);?$|^\s*import os/m);
  expect(holdsSecret(code)).toBe(false);
  expect(code).not.toContain('3cret');
});

test('the TypeScript code passes names on so that Terraform and CDKTF evaluate nothing', () => {
  fc.assert(fc.property(fc.array(names, { minLength: 1, maxLength: 5 }), (list) => {
    const calls = callsOf(codeOf('typescript', adopt(list)));
    expect(calls.map(({ props }) => props.keyId).sort()).toEqual(list.map((_, index) => uuid(index, 'abcdef01')));
    calls.forEach(({ props }) => {
      const remote = list[Number.parseInt(props.keyId.slice(-4), 16)];
      expect(isTemplate(props.name)).toBe(false);
      expect(props.name).not.toContain('{TfToken[');
      if (remote.trim() !== '' && !holdsSecret(remote) && remote.length <= 256 && !/\p{Cs}/u.test(remote) && !remote.includes('TfToken')) {
        expect(props.name.replace(/([$%])\1\{/g, '$1{')).toBe(remote);
      }
    });
  }), { numRuns: 100 });
});

test.each(['project', 'workspace'] as const)('the constructs take every hostile name of a %s', (kind) => {
  // GIVEN
  const stack = newStack();

  // WHEN
  execute(codeOf('typescript', adopt(HOSTILE_NAMES, kind)), library, stack);

  // THEN
  const addresses = Object.keys(resources(stack, `ory_${kind}_api_key`));
  expect(addresses).toHaveLength(HOSTILE_NAMES.length);
  addresses.forEach((address) => expect(address).toMatch(/^[A-Za-z][\w-]*$/));
});

test.each([
  ['', 'unnamed abcdef01', 'blank name'],
  ['ory_pat_S3cretS3cretS3cret', 'ory_pat_***', 'revoke that key'],
  ['\ud800', '\ufffd', 'no Unicode text'],
  ['${TfToken[TOKEN.0]}', '$${ TfToken[TOKEN.0]}', 'looks like a token of CDKTF'],
  ['é'.repeat(300), 'é'.repeat(256), 'cut to 256 characters'],
])('the name %p is written as %p, with a note', (name, written, note) => {
  expect(adopt([name]).keys[0]).toMatchObject({ name: written, notes: [expect.stringContaining(note)] });
});

test('a plain name has no note, and an expiry that cannot be read has one in place of the expiry', () => {
  expect(adopt(['a']).keys[0].notes).toEqual([]);
  const [key] = adopt(['a'], 'project', 'tomorrow').keys;
  expect(key.expiresAt).toBeUndefined();
  expect(key.notes).toEqual([expect.stringContaining('no RFC 3339 instant')]);
});
