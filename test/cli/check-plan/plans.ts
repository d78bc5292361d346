import { NOW, PROJECT, runIn, uuid, World, WORKSPACE } from '../support';

/** A value with the prefix of one. */
export const VALUE = 'ory_pat_S3cretS3cretS3cret01';
/** A value that nothing but its place gives away. */
export const BARE_VALUE = 'hunter-S3cret-value';

/** Within the life of the keys here, whose time is {@link NOW}. */
export const LATER = '2031-01-01T00:00:00Z';
export const EARLIER = '2029-12-31T23:59:59Z';

type Fields = { readonly [name: string]: unknown };

let ids = 0;

/** A project's key as a state has it, with an id of its own. */
export function key(name: string, fields: Fields = {}): Fields {
  ids += 1;
  return {
    id: uuid(ids), name, expires_at: null, project_id: PROJECT, owner_id: uuid(0), created_at: '2029-01-01T00:00:00Z',
    value: `ory_pat_S3cretS3cretS3cret${ids}`, ...fields,
  };
}

/** A workspace's key as a state has it. */
export function workspaceKey(name: string, fields: Fields = {}): Fields {
  return {
    id: uuid(1), name, expires_at: null, workspace_id: WORKSPACE, owner_id: uuid(0), created_at: NOW, updated_at: NOW, value: null, ...fields,
  };
}

/** What is planned for a resource, as an entry of `resource_changes`. The type is the one in the address. */
export function change(
  address: string, actions: readonly string[], { before = null, after = null, change: more = {}, ...entry }: Fields = {},
): Fields {
  const type = /([a-z]\w*)\.[\w-]+(?:\[[^\]]*\])?$/.exec(address)?.[1] ?? 'ory_project_api_key';
  const marks = (state: unknown) => (state === null ? false : type.startsWith('ory_') ? { value: true } : {});
  return {
    address, mode: 'managed', type, name: 'x', provider_name: 'registry.example/ory/ory', ...entry,
    change: { actions, before, after, after_unknown: {}, before_sensitive: marks(before), after_sensitive: marks(after), ...more as Fields },
  };
}

export const kept = (address: string, state: Fields): Fields => change(address, ['no-op'], { before: state, after: state });
export const made = (address: string, name: string, fields: Fields = {}): Fields => (
  change(address, ['create'], { after: { name, expires_at: null, ...fields } })
);
export const destroyed = (address: string, state: Fields, entry: Fields = {}): Fields => (
  change(address, ['delete'], { before: state, action_reason: 'delete_because_no_resource_config', ...entry })
);
/** Made anew under another name, as every step of a rotation is. */
export const replaced = (address: string, state: Fields, name: string): Fields => change(address, ['create', 'delete'], {
  before: state, after: { name, expires_at: state.expires_at }, action_reason: 'replace_because_cannot_update', change: { replace_paths: [['name']] },
});
export const forgotten = (address: string, state: Fields): Fields => (
  change(address, ['forget'], { before: state, action_reason: 'delete_because_no_resource_config' })
);
export const imported = (address: string, state: Fields, id: string): Fields => (
  change(address, ['no-op'], { before: state, after: state, change: { importing: { id } } })
);

/** A plan with these changes, and more of its fields. */
export function plan(changes: readonly Fields[], more: Fields = {}): Fields {
  return {
    format_version: '1.2', terraform_version: '1.11.4', planned_values: { root_module: {} }, resource_changes: changes, configuration: { root_module: {} },
    applyable: true, complete: true, errored: false, ...more,
  };
}

export interface Checked {
  readonly code: number;
  readonly stderr: string;
  readonly keys: readonly { readonly [field: string]: any }[];
  /** Findings that are not allowed, as `rule address`. */
  readonly findings: readonly string[];
  readonly notes: readonly string[];
  readonly allowed: readonly string[];
  /** Problem and way out of each. */
  readonly told: string;
}

/** Runs the command over one plan, and reads its report. */
export async function check(json: unknown, ...args: string[]): Promise<Checked> {
  return read({ stdin: JSON.stringify(json) }, ...args);
}

/** The same over what is named. */
export async function read(world: World, ...args: string[]): Promise<Checked> {
  const { code, stdout, stderr } = await runIn(world, 'check-plan', '--format', 'json', ...args);
  if (stdout === '') {
    throw new Error(`no report: ${stderr}`);
  }
  const { keys, findings } = JSON.parse(stdout) as { keys: Checked['keys']; findings: { [field: string]: any }[] };
  const pick = (level: string, allowed: boolean) => findings
    .filter((one) => one.level === level && one.allowed === allowed).map(({ rule, address }) => `${rule} ${address}`);
  return {
    code, stderr, keys, findings: pick('finding', false), notes: pick('note', false), allowed: pick('finding', true),
    told: findings.map(({ problem, fix }) => `${problem}; ${fix}`).join('\n'),
  };
}
