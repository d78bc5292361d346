import { CommandError } from '../failure';
import { fieldOf, isObject, JsonObject, typeOf } from '../input';
import { Expected, Read } from '../source';
import { Shape } from './shape';

/**
 * What is read. 256 MiB are some 130,000 keys (10,000 are 19.6 MB); a string of V8 ends at 512 MB, and the parsed plan takes several
 * times its text.
 */
export const PLAN: Expected = {
  what: 'the JSON of a plan',
  howTo: 'write it with "terraform plan -out=PLAN" and "terraform show -json PLAN"',
  pipe: 'terraform show -json PLAN | cdktf-ory-api-keys check-plan',
  mebibytes: 256,
};

/** The resource types that are keys, whichever provider release, registry or binding they come from. */
export const KINDS: ReadonlyMap<unknown, KeyKind> = new Map([['ory_project_api_key', 'project'], ['ory_workspace_api_key', 'workspace']]);

export type KeyKind = 'project' | 'workspace';

/** What is read of a key. */
const ATTRIBUTES = ['id', 'name', 'project_id', 'workspace_id', 'expires_at'] as const;

export type Attribute = typeof ATTRIBUTES[number];

/** A key as it was before a plan or as it will be after it. What is null, and what only apply will tell, is absent. */
export interface KeyState {
  readonly id?: string;
  readonly name?: string;
  /** UUID of the project or workspace. */
  readonly owner?: string;
  readonly expiresAt?: string;
  /** Attributes that the plan marks as sensitive. */
  readonly sensitive: ReadonlySet<Attribute>;
  /** Attributes that only apply will tell. */
  readonly unknown: ReadonlySet<Attribute>;
}

/** What a plan says of one key, in Terraform's own words. */
export interface KeyChange {
  readonly address: string;
  readonly previousAddress?: string;
  /** Set for what a replacement that failed halfway has left behind at the address. */
  readonly deposed?: string;
  readonly kind: KeyKind;
  readonly actions: readonly string[];
  readonly before?: KeyState;
  readonly after?: KeyState;
  /** Set for an import; its id may be known after apply alone. */
  readonly importing?: { readonly id?: string };
  /** The attributes that force a replacement. */
  readonly forcedBy: readonly string[];
  /** `action_reason`. */
  readonly reason?: string;
}

/** A plan, as far as keys are concerned. */
export interface Plan {
  /** Name of the file; absent for what was piped in. */
  readonly file?: string;
  readonly changes: readonly KeyChange[];
  /** What happened to keys outside of Terraform. */
  readonly drift: readonly KeyChange[];
  /** What is put off to a later plan. */
  readonly deferred: readonly KeyChange[];
  /** Whether all of the configuration was planned: no -target, nothing put off. */
  readonly complete: boolean;
  /** The whole, in which values are looked for. */
  readonly json: JsonObject;
}

/**
 * Takes the keys out of a plan.
 *
 * @throws CommandError when it is something else, of an unknown format, or unfinished; the message repeats nothing of it
 */
export function readPlan({ file, what, json }: Read): Plan {
  const other = describeOther(json);
  if (!isObject(json) || other !== undefined) {
    throw new CommandError(`${what} is ${other ?? typeOf(json)} instead of the JSON of a plan; ${PLAN.howTo}`);
  }
  const plan = Shape.of(json, what, '');
  checkFormat(plan.string('format_version'), what);
  if (plan.field('errored') === true) {
    throw new CommandError(`${what} is a plan that Terraform could not finish (it says "errored"), so what it would do is not known; mend what "terraform plan" reported and plan again`);
  }
  return {
    file,
    changes: keyChanges(plan.shapes('resource_changes')),
    drift: keyChanges(plan.shapes('resource_drift')),
    deferred: keyChanges(plan.shapes('deferred_changes').map((entry) => entry.shape('resource_change'))),
    complete: plan.field('complete') !== false,
    json,
  };
}

function checkFormat(version: string, what: string): void {
  const [, major] = /^(\d{1,4})\.\d{1,4}$/.exec(version) ?? [];
  if (major !== '1') {
    const shown = major === undefined ? 'no version' : version;
    throw new CommandError(`${what} has ${shown} as format_version; expected 1.x, which Terraform 1.5 and later and OpenTofu write. For a newer format update this command`);
  }
}

/** What JSON is that is no plan, as far as its fields tell; `undefined` for a plan. */
function describeOther(json: unknown): string | undefined {
  if (!isObject(json)) {
    return typeOf(json);
  }
  const has = (name: string): boolean => Object.hasOwn(json, name);
  if (has('planned_values') || has('resource_changes')) {
    return undefined;
  }
  const fields = Object.values(json);
  const kinds: readonly (readonly [boolean, string])[] = [
    [has('encrypted_data'), 'a file that OpenTofu has encrypted'],
    [has('lineage') || has('serial'), 'a state file'],
    [has('provider_schemas'), 'the schemas of providers'],
    [has('format_version'), 'the JSON of a state, which "terraform show -json" prints where no plan is named,'],
    [fields.length > 0 && fields.every((field) => isObject(field) && Object.hasOwn(field, 'sensitive')), 'what "terraform output -json" prints'],
    [has('terraform') || has('resource') || has('provider'), 'a configuration'],
  ];
  return kinds.find(([applies]) => applies)?.[1] ?? 'JSON of another shape';
}

function keyChanges(entries: readonly Shape[]): KeyChange[] {
  return entries.flatMap((entry) => {
    const kind = KINDS.get(entry.string('type'));
    return kind === undefined || entry.optionalString('mode') === 'data' ? [] : [keyChange(entry, kind)];
  });
}

function keyChange(entry: Shape, kind: KeyKind): KeyChange {
  const change = entry.shape('change');
  const importing = change.optionalShape('importing');
  return {
    address: entry.string('address'),
    previousAddress: entry.optionalString('previous_address'),
    deposed: entry.optionalString('deposed'),
    kind,
    actions: change.strings('actions'),
    before: keyState(change.optionalShape('before'), kind, change.field('before_sensitive')),
    after: keyState(change.optionalShape('after'), kind, change.field('after_sensitive'), change.field('after_unknown')),
    importing: importing && { id: importing.optionalString('id') },
    forcedBy: [...new Set(change.list('replace_paths').map((path) => (Array.isArray(path) ? path[0] : undefined)))].filter((step) => typeof step === 'string'),
    reason: entry.optionalString('action_reason'),
  };
}

function keyState(state: Shape | undefined, kind: KeyKind, sensitive: unknown, unknown?: unknown): KeyState | undefined {
  return state && {
    id: state.optionalString('id'),
    name: state.optionalString('name'),
    owner: state.optionalString(`${kind}_id`),
    expiresAt: state.optionalString('expires_at'),
    sensitive: marked(sensitive),
    unknown: marked(unknown),
  };
}

/** The attributes that are marked: by `true` in their place, or all of them by `true` in place of the whole. */
function marked(marks: unknown): ReadonlySet<Attribute> {
  return new Set(ATTRIBUTES.filter((name) => marks === true || fieldOf(marks, name) === true));
}
