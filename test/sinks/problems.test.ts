import { leaks, Rendered, schemaProblems, writeOnlyArguments, writeOnlyProblems } from './problems';
import { Assembly, BindingSchema } from './schema';

const argument = (name: string, terraform: string, type: object, optional = true) => ({
  name, optional, type, docs: { remarks: `Docs: {@link https://registry.example/docs/resources/box#${terraform} Box#${terraform}}` },
});
const text = { primitive: 'string' };

const SCHEMA = new BindingSchema({
  name: '@cdktf/provider-box',
  version: '1.0.0',
  types: {
    'box.box.Box': {
      kind: 'class',
      docs: { summary: 'Represents a {@link https://registry.example/1.0.0/docs/resources/box box_box}.' },
      initializer: { parameters: [{ name: 'scope', type: { fqn: 'constructs.Construct' } }, { name: 'config', type: { fqn: 'box.box.BoxConfig' } }] },
    },
    'box.box.BoxConfig': {
      kind: 'interface',
      properties: [
        argument('mount', 'mount', text, false),
        argument('open', 'open', { union: { types: [{ primitive: 'boolean' }, { fqn: 'cdktf.IResolvable' }] } }),
        argument('tags', 'tags', { collection: { kind: 'map', elementtype: text } }),
        argument('lid', 'lid', { fqn: 'box.box.BoxLid' }),
        argument('value', 'value', text),
        argument('valueWo', 'value_wo', text),
        argument('valueWoVersion', 'value_wo_version', { primitive: 'number' }),
      ],
    },
    'box.box.BoxLid': { kind: 'interface', properties: [argument('size', 'size', { primitive: 'number' }, false)] },
  },
} as Assembly);
const BOX = SCHEMA.resource('box_box')!;
const problems = (rendered: Rendered) => schemaProblems(SCHEMA, BOX, rendered, 'box');
const GOOD = { value_wo: '${ory_project_api_key.K.value}', value_wo_version: '${(parseint(ory_project_api_key.K.id, 16) + 1)}' };
const wrong = (rendered: Rendered) => writeOnlyProblems(BOX, rendered, 'ory_project_api_key.K', 'box');

describe('a schema from an assembly', () => {
  test('names arguments as Terraform does', () => {
    expect([...BOX.keys()]).toEqual(['mount', 'open', 'tags', 'lid', 'value', 'value_wo', 'value_wo_version']);
  });

  test('knows no resource that is not there', () => {
    expect(SCHEMA.resource('box')).toBeUndefined();
  });

  test('pairs write-only arguments with their versions', () => {
    expect([...writeOnlyArguments(BOX)]).toEqual([['value_wo', 'value_wo_version']]);
  });
});

describe('schemaProblems', () => {
  test('finds nothing in a block that fits', () => {
    expect(problems({ '//': {}, 'lifecycle': {}, 'mount': 'm', 'open': true, 'tags': { a: 'b' }, 'lid': { size: 1 } })).toEqual([]);
  });

  test('takes an expression for any type', () => {
    expect(problems({ mount: '${a}', open: '${b}', tags: '${c}', lid: '${d}' })).toEqual([]);
  });

  test.each([
    ['an unknown argument', { mount: 'm', colour: 'red' }, 'box.colour: no such argument'],
    ['a missing argument', {}, 'box.mount: required, but missing'],
    ['a missing argument of a nested block', { mount: 'm', lid: {} }, 'box.lid.size: required, but missing'],
    ['a text for a boolean', { mount: 'm', open: 'yes' }, 'box.open: a boolean is expected'],
    ['a number in a map of strings', { mount: 'm', tags: { a: 1 } }, 'box.tags[a]: a string is expected'],
    ['a list for a map', { mount: 'm', tags: ['a'] }, 'box.tags: a map is expected'],
    ['a text for a block', { mount: 'm', lid: 'l' }, 'box.lid: box.box.BoxLid is expected'],
  ])('finds %s', (_, rendered, problem) => {
    expect(problems(rendered)).toEqual([problem]);
  });
});

describe('writeOnlyProblems', () => {
  test('finds nothing where the value is a reference and the version follows the key', () => {
    expect(wrong(GOOD)).toEqual([]);
  });

  test.each([
    ['a value written out', { ...GOOD, value_wo: 'secret' }, 'box.value_wo: not the value of the key by reference'],
    ['a value of something else', { ...GOOD, value_wo: '${var.x}' }, 'box.value_wo: not the value of the key by reference'],
    ['no version', { value_wo: GOOD.value_wo }, 'box.value_wo_version: no version that follows the key'],
    ['a version that stands still', { ...GOOD, value_wo_version: 1 }, 'box.value_wo_version: no version that follows the key'],
    ['the argument that the state keeps', { ...GOOD, value: 'x' }, 'box.value_wo: the argument that is kept in the state is there, too'],
  ])('finds %s', (_, rendered, problem) => {
    expect(wrong(rendered)).toEqual([problem]);
  });
});

describe('leaks', () => {
  test('finds the value outside write-only arguments, at any depth', () => {
    const document = { output: { a: { value: ['${ory_project_api_key.K.value}'] } }, resource: { box_box: { B: GOOD } } };
    expect(leaks(document, 'ory_project_api_key.K')).toEqual(['output.a.value.0 holds the value']);
  });
});
