import { KeyChange } from './plan';

/** What a plan does to a key. */
export type Deed =
  | 'made' | 'kept' | 'changed' | 'adopted' | 'moved' | 'forgotten' | 'replaced' | 'destroyed' | 'deleted outside' | 'put off' | 'unknown';

/** What Terraform's actions do to a project's key. */
const DEEDS: ReadonlyMap<string, readonly Deed[]> = new Map([
  ['no-op', ['kept']],
  ['update', ['changed']],
  ['create', ['made']],
  ['delete', ['destroyed']],
  ['forget', ['forgotten']],
  ['delete,create', ['replaced']],
  ['create,delete', ['replaced']],
  ['create,forget', ['forgotten', 'made']],
  ['forget,create', ['forgotten', 'made']],
]);

/** A workspace's key lives on when Terraform deletes it: that calls no API. */
const WORKSPACE_DEEDS: ReadonlyMap<string, readonly Deed[]> = new Map([
  ...DEEDS,
  ['delete', ['forgotten']],
  ['delete,create', ['forgotten', 'made']],
  ['create,delete', ['forgotten', 'made']],
]);

/** What a plan does to a key, step by step; never empty. */
export function deedsOf({ kind, actions, importing, previousAddress }: KeyChange): Deed[] {
  const deeds: Deed[] = [...previousAddress === undefined ? [] : ['moved' as const], ...importing ? ['adopted' as const] : []];
  const acted = (kind === 'project' ? DEEDS : WORKSPACE_DEEDS).get(actions.join()) ?? ['unknown'];
  return deeds.length > 0 && acted[0] === 'kept' ? deeds : [...deeds, ...acted];
}
