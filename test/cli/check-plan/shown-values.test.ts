import { change, check, kept, key, plan, BARE_VALUE, VALUE } from './plans';

const A = 'ory_project_api_key.a';

/** A plan that keeps one key, whose value has no prefix, and has more beside it. */
function beside(more: object, ...changes: object[]) {
  return plan([kept(A, key('a', { value: BARE_VALUE })), ...changes as never[]], more as never);
}

const resource = (state: object, marks: unknown = {}) => change('terraform_data.t', ['create'], { after: state, change: { after_sensitive: marks } });

describe.each([['the value of a key of the plan', BARE_VALUE], ['what looks like a value', VALUE], ['a value within more', `Bearer ${BARE_VALUE}.`]])('%s', (_, value) => {
  test.each<[string, object, string]>([
    ['an output', beside({ planned_values: { outputs: { o: { sensitive: false, value } } } }), 'output.o'],
    ['an output that is deep', beside({ planned_values: { outputs: { o: { sensitive: false, value: { a: [{ b: value }] } } } } }), 'output.o'],
    ['a key of a map in an output', beside({ planned_values: { outputs: { o: { value: { [value]: 1 } } } } }), 'output.o'],
    ['a change of an output', beside({ output_changes: { o: { actions: ['create'], before: null, after: value, before_sensitive: false, after_sensitive: false } } }), 'output.o'],
    ['a resource', beside({}, resource({ input: value })), 'terraform_data.t'],
    ['a resource, beside what is marked', beside({}, resource({ input: [VALUE, value] }, { input: [true] })), 'terraform_data.t'],
    ['another attribute of a key', beside({}, kept('ory_project_api_key.b', key(value))), 'ory_project_api_key.b'],
    ['a resource that changed outside', beside({ resource_drift: [change('terraform_data.t', ['update'], { before: {}, after: { input: value } })] }), 'terraform_data.t'],
    ['a resource that is put off', beside({ deferred_changes: [{ resource_change: resource({ input: value }) }] }), 'terraform_data.t'],
    ['generated code', beside({}, change('x.y', ['create'], { after: {}, change: { generated_config: `a = "${value}"` } })), 'x.y'],
    ['a data source of a module', beside({ prior_state: { values: { root_module: { child_modules: [{ resources: [{ address: 'module.m.data.http.d', mode: 'data', type: 'http', values: { body: value }, sensitive_values: {} }] }] } } } }), 'module.m.data.http.d'],
    ['a variable', beside({ variables: { v: { value } }, configuration: { root_module: { variables: { v: {} } } } }), 'var.v'],
    ['a message of a check', beside({ checks: [{ address: { kind: 'check', to_display: 'check.c' }, instances: [{ problems: [{ message: value }] }] }] }), 'check.c'],
    ['a literal of a resource', beside({ configuration: { root_module: { resources: [{ address: 'x.y', expressions: { a: [{ b: { constant_value: value } }] } }] } } }), 'x.y'],
    ['a literal of a module\'s resource', beside({ configuration: { root_module: { module_calls: { m: { module: { resources: [{ address: 'x.y', expressions: { a: { constant_value: value } } }] } } } } } }), 'module.m.x.y'],
    ['what a module is given', beside({ configuration: { root_module: { module_calls: { m: { expressions: { a: { constant_value: value } } } } } } }), 'module.m'],
    ['a literal of an output', beside({ configuration: { root_module: { outputs: { o: { sensitive: true, expression: { constant_value: value } } } } } }), 'output.o'],
    ['a default of a sensitive variable', beside({ configuration: { root_module: { variables: { v: { sensitive: true, default: value } } } } }), 'var.v'],
    ['the description of a variable', beside({ configuration: { root_module: { variables: { v: { description: value } } } } }), 'var.v'],
    ['a provisioner', beside({ configuration: { root_module: { resources: [{ address: 'x.y', provisioners: [{ type: 'local-exec', expressions: { command: { constant_value: value } } }] }] } } }), 'x.y'],
    ['the count of a resource', beside({ configuration: { root_module: { resources: [{ address: 'x.y', for_each_expression: { constant_value: { [value]: 1 } } }] } } }), 'x.y'],
    ['the configuration of a provider', beside({ configuration: { provider_config: { 'ory.two': { name: 'ory', expressions: { workspace_api_key: { constant_value: value } } } } } }), 'provider.ory.two'],
  ])('fails in %s', async (__, json, address) => {
    expect(await check(json)).toMatchObject({ code: 3, findings: [`shown-value ${address}`], notes: [] });
  });

  test.each<[string, object]>([
    ['a sensitive output', beside({ planned_values: { outputs: { o: { sensitive: true, value } } }, output_changes: { o: { before: value, after: value, before_sensitive: true, after_sensitive: true } } })],
    ['a marked attribute', beside({}, resource({ input: { a: value }, other: [value] }, { input: true, other: [true] }))],
    ['a resource all of which is marked', beside({}, resource({ input: value }, true))],
    ['a sensitive variable', beside({ variables: { v: { value } }, configuration: { root_module: { variables: { v: { sensitive: true } } } } })],
    ['the state of another stack', beside({ prior_state: { values: { root_module: { resources: [{ address: 'data.terraform_remote_state.r', mode: 'data', type: 'terraform_remote_state', values: { outputs: { o: value } } }] } } } })],
    ['the state before', beside({ prior_state: { values: { outputs: { o: { sensitive: false, value } }, root_module: { resources: [{ address: 'x.y', mode: 'managed', type: 'x', values: { a: value } }] } } } })],
    ['relevant attributes', beside({ relevant_attributes: [{ resource: 'x.y', attribute: [value] }] })],
  ])('is hidden in, or none of the plan\'s business in, %s', async (__, json) => {
    expect(await check(json)).toMatchObject({ code: 0, findings: [], notes: [] });
  });

  test.each<[string, object, string]>([
    ['an output', beside({ output_changes: { o: { actions: ['delete'], before: value, after: null, before_sensitive: false, after_sensitive: false } } }), 'output.o'],
    ['a resource', beside({}, change('x.y', ['update'], { before: { a: value }, after: { a: 'new' } })), 'x.y'],
  ])('is noted in %s that is rid of it by the plan', async (__, json, address) => {
    expect(await check(json)).toMatchObject({ code: 0, findings: [], notes: [`value-goes ${address}`] });
  });

  test('is a finding, not a note, where it was before and stays', async () => {
    expect(await check(beside({}, change('x.y', ['update'], { before: { a: value }, after: { b: value } })))).toMatchObject({ findings: ['shown-value x.y'], notes: [] });
  });
});

test('a resource tells the attribute', async () => {
  expect((await check(beside({}, resource({ a: 'x', input: VALUE })))).told).toContain('in its attribute input');
});

test('what copies its input without the mark, as terraform_data does, gets told another way', async () => {
  const { findings, told } = await check(beside({}, resource({ input: VALUE, output: VALUE }, { input: true })));
  expect(findings).toEqual(['shown-value terraform_data.t']);
  expect(told).toContain('in its attribute output; give it as triggers_replace');
});

test('values are known from every place of a key, and the key of the provider and of the environment, too', async () => {
  // GIVEN
  const inState = (value: string) => ({ root_module: { child_modules: [{ resources: [{ address: 'x.y', type: 'ory_project_api_key', values: { value } }] }] } });
  const shown = (value: string) => ({ sensitive: false, value });
  const values = ['planned', 'prior', 'before', 'after', 'drift', 'deferred', 'provider'].map((name) => `${name}-S3cret-value`);
  const json = plan([change(A, ['update'], { before: key('a', { value: values[2] }), after: key('a', { value: values[3] }) })], {
    planned_values: { ...inState(values[0]), outputs: Object.fromEntries(values.map((value, index) => [`o${index}`, shown(`${value}!`)])) },
    prior_state: { values: inState(values[1]) },
    resource_drift: [change('ory_project_api_key.b', ['update'], { before: key('b', { value: values[4] }) })],
    deferred_changes: [{ resource_change: change('ory_project_api_key.c', ['update'], { before: key('c', { value: values[5] }) }) }],
    configuration: { provider_config: { ory: { name: 'ory', expressions: { project_api_key: { constant_value: values[6] } } } } },
  });

  // WHEN
  const { findings } = await check(json);

  // THEN
  expect(findings).toEqual([...values.map((_, index) => `shown-value output.o${index}`), 'shown-value provider.ory']);
});

test('a name and a short value that only happen to be alike are no finding', async () => {
  expect(await check(plan([kept(A, key('a', { value: 'short' })), change('x.y', ['create'], { after: { a: 'shortage of ory_pat_ci' } })]))).toMatchObject({ code: 0, findings: [] });
});

test('a name or a reference in the code that looks like the value of a key is none', async () => {
  // GIVEN
  const name = 'ory_apikey_production_backend';
  const json = beside({ configuration: { root_module: {
    resources: [{ address: `${A}.${name}`, name, expressions: { a: { references: [`var.${name}`] }, b: [{ description: { references: [`var.${name}`] } }] }, depends_on: [`x.${name}`] }],
    outputs: { [name]: { sensitive: true, expression: { references: [`x.${name}.value`, `x.${name}`] } } },
    variables: { [name]: { sensitive: true } },
    module_calls: { [name]: { source: './m', expressions: { [name]: { references: [`var.${name}`] } } } },
  } } });

  // THEN
  expect(await check(json)).toMatchObject({ code: 0, findings: [] });
});

test('there may be more findings than a call takes arguments', async () => {
  const outputs = Object.fromEntries(Array.from({ length: 150_000 }, (_, index) => [`o${index}`, { sensitive: false, value: VALUE }]));
  expect((await check(beside({ planned_values: { outputs } }))).findings).toHaveLength(150_000);
});
