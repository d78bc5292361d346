/** The command over plans and inventories, by the number of keys. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT } from '../../scripts/tools';
import { transpile } from '../build';
import { childSample, inNewFolder, interleaved, Variant } from '../measure';
import { atMost, Effort, Section, table, timeWithSpread } from '../section';

const SIZES = [100, 1000, 10_000];

/** What is measured, what it reads of so many keys, and how long it may take for the most, in seconds. */
const COMMANDS = [
  { name: 'check-plan', input: planOf, seconds: 2 },
  { name: 'inventory', input: outputsOf, seconds: 1 },
];
const MEGABYTES = 500;

export async function measureCommand(lib: string, { quick }: Effort): Promise<Section> {
  console.log('command');
  const script = transpile(path.join(ROOT, 'benchmark', 'children', 'command.ts'), 'command');
  return inNewFolder(async (dir) => {
    const runs = COMMANDS.flatMap(({ name, input }) => SIZES.map((keys) => {
      const file = path.join(dir, `${name}-${keys}.json`);
      fs.writeFileSync(file, JSON.stringify(input(keys)));
      return { name, keys, file, title: `${name} ${keys}` };
    }));
    const variants = runs.map(({ name, file, title }): Variant => ({ name: title, run: () => childSample(script, [lib, name, file]) }));
    const series = await interleaved(quick ? 3 : 9, variants);
    const most = (name: string) => series.get(`${name} ${SIZES[SIZES.length - 1]}`)!;
    return {
      title: 'The command',
      text: [
        'A plan of rotating keys, half of which are replaced, is read and judged, and an inventory written as Markdown, each in a new process, whose start is part of the time.', '',
        table(['command', 'keys', 'input', 'time', 'memory'], runs.map(({ name, keys, file, title }) => [
          name, keys, `${(fs.statSync(file).size / 1e6).toFixed(1)} MB`, timeWithSpread(series.get(title)!.ms), `${series.get(title)!.memoryMb.median.toFixed(0)} MB`,
        ])),
      ].join('\n'),
      targets: [
        ...COMMANDS.map(({ name, seconds }) => atMost(`${name} of 10,000 keys, seconds`, seconds, most(name).ms.median / 1000)),
        atMost('check-plan of 10,000 keys, megabytes', MEGABYTES, most('check-plan').memoryMb.median),
      ],
    };
  });
}

/** The outputs of a stack as Terraform prints them. */
function outputsOf(keys: number): object {
  const value = Array.from({ length: keys }, (_, index) => {
    const { before: { id, name, project_id: owner, expires_at } } = keyAt(index);
    return { path: `prod/team-${index % 20}/Key${index}`, kind: 'project', id, name, owner, expires_at, imported: false, generation: null, environment: null };
  });
  return { ory_api_keys: { sensitive: false, type: 'dynamic', value } };
}

/** A plan as Terraform writes it: of each pair of slots the older one is replaced. Every key stands in it four times, with its value in two. */
function planOf(keys: number): object {
  const all = Array.from({ length: keys }, (_, index) => keyAt(index));
  const resource = (key: ReturnType<typeof keyAt>, values: object) => ({ ...key.head, schema_version: 0, values, sensitive_values: { value: true } });
  return {
    format_version: '1.2',
    terraform_version: '1.11.4',
    planned_values: { root_module: { resources: all.map((key) => resource(key, key.after)) } },
    resource_changes: all.map(({ head, actions, before, after }) => ({
      ...head, change: { actions, before, after, after_unknown: {}, before_sensitive: { value: true }, after_sensitive: { value: true } },
    })),
    prior_state: { format_version: '1.0', values: { root_module: { resources: all.map((key) => resource(key, key.before)) } } },
    configuration: {
      provider_config: { ory: { name: 'ory', full_name: 'registry/ory/ory' } },
      root_module: { resources: all.map(({ head, after: { name } }) => ({ ...head, provider_config_key: 'ory', expressions: { name: { constant_value: name } } })) },
    },
    errored: false,
  };
}

function keyAt(index: number) {
  const pair = index >> 1;
  const older = index % 2 === 0;
  const number = String(index).padStart(12, '0');
  const name = `Key${pair}_Slot${older ? 'A' : 'B'}_1B81A80D`;
  const before = {
    id: `00000000-0000-4000-8000-${number}`, name: `key ${pair} (${older ? 0 : 1})`, project_id: '11111111-1111-4111-8111-111111111111',
    owner_id: '22222222-2222-4222-8222-222222222222', created_at: '2090-01-01T00:00:00Z', expires_at: '2095-01-01T00:00:00Z', value: `ory_pat_${'x'.repeat(20)}${number}`,
  };
  return {
    head: { address: `ory_project_api_key.${name}`, mode: 'managed', type: 'ory_project_api_key', name, provider_name: 'registry/ory/ory' },
    actions: older ? ['create', 'delete'] : ['no-op'],
    before,
    after: older ? { name: `key ${pair} (2)`, expires_at: before.expires_at } : before,
  };
}
