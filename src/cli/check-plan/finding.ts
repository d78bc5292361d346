/** What a finding is about. */
export type Rule =
  | 'destroyed' | 'replaced' | 'held-slot' | 'deleted-outside' | 'workspace-created' | 'forgotten' | 'shared-id' | 'shown-value' | 'unknown-action'
  | 'unused-allow' | 'incomplete' | 'made-expired' | 'workspace-forgotten' | 'value-goes';

/** Something about a plan that a person must know. No value of a key is in any string but `target`. */
export interface Finding {
  readonly rule: Rule;
  /** A finding ends the command with exit code 3, unless it is allowed; a note does not. */
  readonly level: 'finding' | 'note';
  /** The plan's file, where it has one. */
  readonly file?: string;
  /** Where, as it is shown. */
  readonly address: string;
  /** Where, as Terraform writes it: for comparison alone. */
  readonly target: string;
  readonly problem: string;
  /** The way out. */
  readonly fix: string;
  /** Let off by `--allow`. */
  readonly allowed?: boolean;
}
