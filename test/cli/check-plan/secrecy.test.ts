import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runIn } from '../support';
import { BARE_VALUE, change, destroyed, kept, key, plan, VALUE } from './plans';

const FORMATS = ['table', 'markdown', 'json', 'github'];

const folder = mkdtempSync(join(tmpdir(), 'ory-api-keys-check-plan-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every string in a value of JSON, and every name of a field, replaced in turn by a secret. */
function* withSecretEverywhere(json: unknown, secret: string): Generator<unknown> {
  if (typeof json === 'string') {
    yield secret;
    yield `a ${secret} b`;
  } else if (Array.isArray(json)) {
    for (const [index, child] of json.entries()) {
      for (const changed of withSecretEverywhere(child, secret)) {
        yield json.map((one: unknown, at) => (at === index ? changed : one));
      }
    }
    yield [...json as unknown[], secret];
  } else if (typeof json === 'object' && json !== null) {
    for (const [name, child] of Object.entries(json)) {
      for (const changed of withSecretEverywhere(child, secret)) {
        yield { ...json, [name]: changed };
      }
    }
    yield { ...json, [secret]: secret };
  } else {
    yield secret;
  }
}

/** A plan with all that a plan has. */
const WHOLE = plan([
  { ...change('module.m.ory_project_api_key.a["x"]', ['delete', 'create'], {
    before: key('a'), after: { name: 'b', expires_at: '2031-01-01T00:00:00Z' }, action_reason: 'replace_because_cannot_update', index: 'x', module_address: 'module.m',
    change: { replace_paths: [['name']], importing: { id: 'p/k' }, after_sensitive: { value: true }, generated_config: 'resource' },
  }), previous_address: 'ory_project_api_key.z' },
  destroyed('ory_project_api_key.left', key('left'), { deposed: '3e1c9f10' }), kept('ory_project_api_key.same', key('same')),
  change('ory_workspace_api_key.w', ['create'], { after: { name: 'w' } }), change('terraform_data.t', ['no-op'], { before: { input: 'x' }, after: { input: 'x' } }),
  // Two, so that one of them still tells the value when the other is changed.
  ...['one', 'two'].map((name) => kept(`ory_project_api_key.${name}`, key(name, { value: BARE_VALUE }))),
], {
  variables: { v: { value: 'x' } },
  planned_values: { outputs: { o: { sensitive: false, type: 'string', value: 'x' } }, root_module: { resources: [{ address: 'x.y', type: 'x', values: { a: 'x' } }] } },
  resource_drift: [change('ory_project_api_key.d', ['delete'], { before: key('d') })],
  output_changes: { o: { actions: ['create'], before: null, after: 'x', after_sensitive: false } },
  prior_state: { format_version: '1.0', values: { root_module: { resources: [{ address: 'data.x.y', mode: 'data', type: 'x', name: 'y', values: { a: 'x' }, sensitive_values: {} }] } } },
  configuration: {
    provider_config: { ory: { name: 'ory', expressions: { workspace_api_key: { constant_value: 'x' } } } },
    root_module: {
      outputs: { o: { expression: { constant_value: 'x' } } }, variables: { v: { default: 'x', description: 'x' } },
      resources: [{ address: 'x.y', expressions: { a: { constant_value: 'x', references: ['x'] } } }], module_calls: { m: { source: 'x', expressions: {}, module: { outputs: {} } } },
    },
  },
  relevant_attributes: [{ resource: 'x.y', attribute: ['a'] }],
  checks: [{ address: { kind: 'check', to_display: 'check.c' }, status: 'fail', instances: [{ problems: [{ message: 'x' }] }] }],
  deferred_changes: [{ reason: 'x', resource_change: kept('ory_project_api_key.off', key('off')) }],
  timestamp: '2030-01-01T00:00:00Z', complete: false, a_field_of_tomorrow: { secret: ['x'] },
});

describe.each([['with the prefix of one', VALUE], ['that only its place gives away', BARE_VALUE]])('a value %s', (_, secret) => {
  test('is printed nowhere, wherever in a plan it stands', async () => {
    // GIVEN
    const plans = [...withSecretEverywhere(WHOLE, secret)];
    expect(plans.length).toBeGreaterThan(300);

    for (const [index, json] of plans.entries()) {
      // WHEN: each format in turn; `runIn` looks for the value in all that is written
      const { stdout, stderr } = await runIn({ stdin: JSON.stringify(json) }, 'check-plan', '--format', FORMATS[index % FORMATS.length], '--allow', `output.${secret}`);

      // THEN
      expect(stdout + stderr).not.toBe('');
      expect((stdout + stderr).replace(/\\/g, '')).not.toContain('S3cret');
    }
  });

  test('is printed nowhere when files and addresses on the command line have it', async () => {
    // GIVEN
    const files = [0, 1].map((index) => join(folder, `${secret}-${index}.json`));
    files.forEach((file, index) => writeFileSync(file, JSON.stringify(plan([destroyed(`ory_project_api_key.a${index}`, key('a', { value: secret }))]))));

    for (const format of FORMATS) {
      // WHEN
      const { code, stdout, stderr } = await runIn({ env: { ORY_WORKSPACE_API_KEY: secret } }, 'check-plan', ...files, '--format', format, '--allow', secret, '--allow', `x["${secret}"]`);

      // THEN
      expect(code).toBe(3);
      expect((stdout + stderr).replace(/\\/g, '')).not.toContain('S3cret');
    }
  });
});

test('no value of a key is printed, whatever it looks like and whatever repeats it', async () => {
  const value = fc.oneof(fc.string({ minLength: 8, maxLength: 40, unit: 'binary' }), fc.stringMatching(/^[a-z_*|`-]{8,20}$/)).filter((text) => new Set(text).size > 5);
  await fc.assert(fc.asyncProperty(value, fc.string(), fc.constantFrom(...FORMATS), async (secret, beside, format) => {
    // GIVEN: a value of eight and more characters that our own words do not hold
    const repeated = `${beside}${secret}${beside}`;
    const json = (name: string) => plan([
      { ...destroyed(`ory_project_api_key.a["${name}"]`, key(name, { value: secret })), type: 'ory_project_api_key', previous_address: name, deposed: name },
      change('terraform_data.t', ['create'], { after: { [name]: name } }),
    ], { planned_values: { outputs: { [name]: { sensitive: false, value: name } } } });
    const innocent = await runIn({ stdin: JSON.stringify(json('innocent')) }, 'check-plan', '--format', format);
    fc.pre(!(innocent.stdout + innocent.stderr).includes(secret));

    // WHEN
    const { stdout, stderr } = await runIn({ stdin: JSON.stringify(json(repeated)) }, 'check-plan', '--format', format);

    // THEN: neither as it is nor as a format escapes it
    const unescaped = (stdout + stderr).replace(/\\u\{([0-9a-f]+)\}/g, (__, hex: string) => String.fromCodePoint(parseInt(hex, 16)));
    [stdout, stderr, unescaped, unescaped.replace(/\\(.)/gs, '$1')].forEach((text) => expect(text.includes(secret)).toBe(false));
  }), { numRuns: 300 });
});
