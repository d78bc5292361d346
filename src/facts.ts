import { IConstruct } from 'constructs';

/** What the library knows of a key at synth; inventory and policy read it. Texts may hold tokens. */
export interface ApiKeyFacts {
  readonly kind: 'project' | 'workspace';
  readonly name: string;
  /** Project or workspace, as far as it was named. */
  readonly ownerId?: string;
  /** The expiry that was given, normalised. */
  readonly expiresAt?: string;
  readonly imported: boolean;
  readonly generation?: number;
}

const FACTS = new WeakMap<IConstruct, ApiKeyFacts>();

/** Notes what is known of the key that a construct manages. */
export function recordFacts(construct: IConstruct, facts: ApiKeyFacts): void {
  FACTS.set(construct, facts);
}

/** What is known of the key that a construct manages; `undefined` for every other construct. */
export function factsOf(construct: IConstruct): ApiKeyFacts | undefined {
  return FACTS.get(construct);
}
