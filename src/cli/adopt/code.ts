import { AdoptedKey, Adoption } from './adoption';
import { Language, literal } from './literals';

/** Names of this library's packages. */
const PACKAGES = {
  typescript: 'cdktf-ory-api-keys',
  python: 'cdktf_ory_api_keys',
  go: 'github.com/cdktf-ory/cdktf-ory-api-keys-go/oryapikeys',
  java: 'io.github.cdktfory.apikeys',
};

/** Keys in one method of Java, whose size is bounded by the class file. */
const METHOD = 500;

/** A prop of a key: its name, and its value as the language writes it. */
interface Prop {
  readonly name: string;
  readonly value: string;
}

const WRITERS: { readonly [language in Language]: (adoption: Adoption) => string } = { typescript, python, go, java };

/** The code that adopts the keys, as one file. */
export function codeOf(language: Language, adoption: Adoption): string {
  return WRITERS[language](adoption);
}

/** What the function does, for its documentation. */
function purposeOf({ kind, ownerId, keys }: Adoption): string {
  const [what, them] = keys.length === 1 ? ['the API key', 'it'] : [`the ${keys.length} API keys`, 'them'];
  return `Adopts ${what} of ${kind} ${ownerId}: the next apply imports ${them} and changes nothing. Take out what other code of yours manages already.`;
}

/** @param owner - how the code names the owner's id, which all keys share */
function propsOf(language: Language, { kind }: Adoption, key: AdoptedKey, owner: string, wrap = (text: string): string => text): Prop[] {
  const text = (name: string, value: string): Prop => ({ name, value: wrap(literal(language, value)) });
  return [
    text('name', key.name),
    text('keyId', key.keyId),
    { name: `${kind}Id`, value: owner },
    ...(key.expiresAt === undefined ? [] : [text('expiresAt', key.expiresAt)]),
  ];
}

function classOf({ kind }: Adoption): string {
  return kind === 'project' ? 'ProjectApiKey' : 'WorkspaceApiKey';
}

function upperFirst(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}

function typescript(adoption: Adoption): string {
  const owner = `${adoption.kind}Id`;
  const type = classOf(adoption);
  const call = adoption.kind === 'project' ? `${type}.importExisting` : `new ${type}`;
  const keys = adoption.keys.flatMap((key) => [
    ...key.notes.map((note) => `  // ${note}`),
    `  ${call}(scope, ${literal('typescript', key.constructId)}, {`,
    ...propsOf('typescript', adoption, key, owner).map(({ name, value }) => (name === value ? `    ${name},` : `    ${name}: ${value},`)),
    '  });',
  ]);
  return lines(
    `import { ${type} } from '${PACKAGES.typescript}';`,
    'import { Construct } from \'constructs\';',
    '',
    `/** ${purposeOf(adoption)} */`,
    'export function adoptKeys(scope: Construct): void {',
    `  const ${owner} = ${literal('typescript', adoption.ownerId)};`,
    ...keys,
    '}',
  );
}

function python(adoption: Adoption): string {
  const owner = `${adoption.kind}_id`;
  const type = classOf(adoption);
  const call = adoption.kind === 'project' ? `${type}.import_existing` : type;
  const keys = adoption.keys.flatMap((key) => [
    ...key.notes.map((note) => `    # ${note}`),
    `    ${call}(`,
    '        scope,',
    `        ${literal('python', key.constructId)},`,
    ...propsOf('python', adoption, key, owner).map(({ name, value }) => `        ${snake(name)}=${value},`),
    '    )',
  ]);
  return lines(
    'from constructs import Construct',
    '',
    `from ${PACKAGES.python} import ${type}`,
    '',
    '',
    'def adopt_keys(scope: Construct) -> None:',
    `    """${purposeOf(adoption)}"""`,
    `    ${owner} = ${literal('python', adoption.ownerId)}`,
    ...keys,
  );
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function go(adoption: Adoption): string {
  const owner = `${adoption.kind}Id`;
  const wrap = (text: string): string => `jsii.String(${text})`;
  const type = classOf(adoption);
  const [call, props] = adoption.kind === 'project' ? [`${type}_ImportExisting`, `${type}ImportProps`] : [`New${type}`, `${type}Props`];
  const keys = adoption.keys.flatMap((key) => {
    const fields = propsOf('go', adoption, key, owner, wrap);
    const width = Math.max(...fields.map(({ name }) => name.length)) + 1;
    return [
      ...key.notes.map((note) => `\t// ${note}`),
      `\toryapikeys.${call}(scope, ${wrap(literal('go', key.constructId))}, &oryapikeys.${props}{`,
      // As gofmt aligns them.
      ...fields.map(({ name, value }) => `\t\t${`${upperFirst(name)}:`.padEnd(width)} ${value},`),
      '\t})',
    ];
  });
  return lines(
    'package main',
    '',
    'import (',
    '\t"github.com/aws/constructs-go/constructs/v10"',
    '\t"github.com/aws/jsii-runtime-go"',
    `\t"${PACKAGES.go}"`,
    ')',
    '',
    `// AdoptKeys ${purposeOf(adoption).replace('Adopts', 'adopts')}`,
    'func AdoptKeys(scope constructs.Construct) {',
    `\t${owner} := ${wrap(literal('go', adoption.ownerId))}`,
    ...keys,
    '}',
  );
}

function java(adoption: Adoption): string {
  const owner = `${adoption.kind.toUpperCase()}_ID`;
  const type = classOf(adoption);
  const project = adoption.kind === 'project';
  const keyLines = (key: AdoptedKey): string[] => [
    ...key.notes.map((note) => `        // ${note}`),
    project
      ? `        ${type}.importExisting(scope, ${literal('java', key.constructId)}, ${type}ImportProps.builder()`
      : `        ${type}.Builder.create(scope, ${literal('java', key.constructId)})`,
    ...propsOf('java', adoption, key, owner).map(({ name, value }) => `                .${name}(${value})`),
    project ? '                .build());' : '                .build();',
  ];
  const count = Math.ceil(adoption.keys.length / METHOD);
  const parts = Array.from({ length: count }, (_, part) => adoption.keys.slice(part * METHOD, (part + 1) * METHOD));
  const split = parts.length > 1;
  const method = (head: string, body: string[]): string[] => ['', `    ${head}(Construct scope) {`, ...body, '    }'];
  return lines(
    `import ${PACKAGES.java}.${type};`,
    ...(project ? [`import ${PACKAGES.java}.${type}ImportProps;`] : []),
    'import software.constructs.Construct;',
    '',
    `/** ${purposeOf(adoption)} */`,
    'public final class AdoptKeys {',
    `    private static final String ${owner} = ${literal('java', adoption.ownerId)};`,
    '',
    '    private AdoptKeys() {}',
    ...method('public static void adoptKeys', split ? parts.map((_, part) => `        adoptPart${part + 1}(scope);`) : adoption.keys.flatMap(keyLines)),
    ...(split ? parts.flatMap((part, index) => method(`private static void adoptPart${index + 1}`, part.flatMap(keyLines))) : []),
    '}',
  );
}

function lines(...all: string[]): string {
  return `${all.join('\n')}\n`;
}
