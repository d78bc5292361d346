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

/** `action_reason` in words. Terraform's own list grows; what is not here is told as it stands. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['replace_because_cannot_update', 'no update is possible'],
  ['replace_because_tainted', 'tainted: an earlier apply failed halfway'],
  ['replace_by_request', 'asked for by -replace'],
  ['replace_by_triggers', 'replace_triggered_by, which is what keepers are'],
  ['delete_because_no_resource_config', 'no longer in the configuration'],
  ['delete_because_wrong_repetition', 'count or for_each came or went'],
  ['delete_because_count_index', 'beyond the count'],
  ['delete_because_each_key', 'no longer in the for_each'],
  ['delete_because_enabled_false', 'no longer enabled'],
  ['delete_because_no_module', 'its module is gone'],
  ['delete_because_no_move_target', 'moved to where nothing is configured'],
  ['forgot_because_lifecycle_destroy_in_state', 'destroy = false when it was last applied'],
  ['forgot_because_lifecycle_destroy_in_config', 'destroy = false'],
]);

/** Why a plan does what it does to a key, in a few words; blank where there is nothing to say. */
export function reasonOf(change: KeyChange, deeds: readonly Deed[]): string {
  return [
    ...change.previousAddress === undefined ? [] : [`from ${change.previousAddress}`],
    ...change.deposed === undefined ? [] : ['left over by a replacement that failed halfway'],
    ...actionReason(change, deeds),
  ].join('; ');
}

function actionReason({ reason, actions, forcedBy }: KeyChange, deeds: readonly Deed[]): string[] {
  if (deeds.includes('unknown')) {
    return [`actions: ${actions.join(', ')}`];
  }
  const changed = forcedBy.length > 0 ? [`${forcedBy.join(', ')} change${forcedBy.length === 1 ? 's' : ''}`] : [];
  if (reason === undefined || (reason === 'replace_because_cannot_update' && changed.length > 0)) {
    return changed;
  }
  const removed = reason === 'delete_because_no_resource_config' && actions[0] === 'forget';
  return [removed ? 'a removed block' : REASONS.get(reason) ?? reason, ...changed];
}
