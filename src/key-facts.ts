import { TerraformResource } from 'cdktf';
import { IConstruct } from 'constructs';
import { attributeOf } from './blocks/address';
import * as ory from './ory';

/** What is known of a key at synth; inventory and policy read it. Texts may hold tokens. */
export interface ApiKeyFacts {
  readonly kind: 'project' | 'workspace';
  /** The name that was given. */
  readonly name: string;
  /** The project or workspace that was given. */
  readonly owner?: string;
  /** The expiry that was given, normalised. */
  readonly expiresAt?: string;
  /** Whether only Terraform can tell the expiry, since the API's counts and none need be stated here. */
  readonly expiryUnstated?: boolean;
  readonly imported: boolean;
  readonly generation?: number;
  /** Whether it is the previous key of a rotating key, which goes by itself: its successor is to satisfy a policy. */
  readonly previous?: boolean;
  /** Environment of a key of a set. */
  readonly environment?: string;
  /** What the inventory shows, as expressions of the same stack; read while the stack renders. */
  readonly attributes: () => { readonly id: string; readonly name: string; readonly owner?: string; readonly expiresAt?: string };
}

const FACTS = new WeakMap<IConstruct, () => readonly ApiKeyFacts[]>();

/** Notes what is known of the keys that a construct manages; none, once it is forgotten. */
export function recordFacts(construct: IConstruct, ...facts: readonly ApiKeyFacts[]): void {
  FACTS.set(construct, () => facts);
}

/** The same for many keys, worked out only where an inventory or a policy asks. */
export function recordFactsLate(construct: IConstruct, produce: () => readonly ApiKeyFacts[]): void {
  FACTS.set(construct, produce);
}

/** What is known of the keys that a construct itself manages: one of this library's, or a raw binding that none of them wraps. */
export function factsOf(construct: IConstruct): readonly ApiKeyFacts[] {
  const known = FACTS.get(construct);
  if (known) {
    return known();
  }
  const wrapped = construct.node.scope !== undefined && FACTS.has(construct.node.scope);
  return wrapped ? [] : factsOfBinding(construct);
}

/** What a resource of the provider tells of its key. Not as tokens: cdktf takes the stack of each, which is slow for many keys. */
export function attributesOf(resource: TerraformResource, owner: 'project_id' | 'workspace_id', instance?: string): ReturnType<ApiKeyFacts['attributes']> {
  const attribute = (name: string) => attributeOf(resource, name, instance);
  return { id: attribute('id'), name: attribute('name'), owner: attribute(owner), expiresAt: attribute('expires_at') };
}

function factsOfBinding(construct: IConstruct): readonly ApiKeyFacts[] {
  if (construct instanceof ory.ProjectApiKey) {
    return [{
      kind: 'project',
      name: construct.nameInput ?? '',
      owner: construct.projectIdInput,
      expiresAt: construct.expiresAtInput,
      imported: false,
      attributes: () => attributesOf(construct, 'project_id'),
    }];
  }
  if (construct instanceof ory.WorkspaceApiKey) {
    return [{
      kind: 'workspace',
      name: construct.nameInput ?? '',
      owner: construct.workspaceIdInput,
      expiryUnstated: true,
      imported: false,
      attributes: () => attributesOf(construct, 'workspace_id'),
    }];
  }
  return [];
}
