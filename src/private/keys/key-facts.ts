import { TerraformResource, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { OWNERS, PROJECT_KEY, WORKSPACE_KEY } from '../input/resource-types';
import { knownStateOf, setState } from '../input/shared-state';
import { isTemplate } from '../input/templates';
import { addressOf, instanceOf } from '../terraform/address';
import { isForgotten } from '../terraform/stack-blocks';

/** What is known of a key at synth; inventory and policy read it. Strings may hold tokens. */
export interface ApiKeyFacts {
  readonly kind: 'project' | 'workspace';
  /** The name that was given. */
  readonly name: string;
  /** The project or workspace that was given. */
  readonly owner?: string;
  /** The expiry that was given, normalised. */
  readonly expiresAt?: string;
  /** Whether only Terraform can tell the expiry: the API has it, and nothing states it here. */
  readonly expiryUnstated?: boolean;
  readonly imported: boolean;
  readonly generation?: number;
  /** Whether it is the previous key of a rotating key, which goes by itself: its successor is to satisfy a policy. */
  readonly previous?: boolean;
  /** Environment of a key of a set. */
  readonly environment?: string;
  /** The construct of a key of a set, where it was asked for. */
  readonly member?: () => IConstruct | undefined;
  /** What the inventory shows, as expressions of the same stack; read while the stack renders. */
  readonly attributes: () => KeyAttributes;
}

/** What the inventory shows of a key: expressions or strings. */
export interface KeyAttributes {
  readonly id?: string;
  readonly name?: string;
  readonly owner?: string;
  readonly expiresAt?: string;
}

/** Records what is known of the keys that a construct manages, worked out where an inventory or a policy asks. */
export function recordFacts(construct: IConstruct, produce: () => readonly ApiKeyFacts[]): void {
  setState(construct, 'facts', produce);
}

/** What is known of the keys that a construct itself manages: one of this library's, or a resource of the provider that none of them wraps. */
export function factsOf(construct: IConstruct): readonly ApiKeyFacts[] {
  const known = knownStateOf<() => readonly ApiKeyFacts[]>(construct, 'facts');
  if (known) {
    return isForgotten(construct) ? [] : known();
  }
  const isKey = TerraformResource.isTerraformResource(construct) && construct.terraformResourceType in OWNERS && !isWrapped(construct);
  return isKey ? factsOfResource(construct) : [];
}

/** Whether it is the resource of a construct of this library. */
function isWrapped(construct: IConstruct): boolean {
  const { scope } = construct.node;
  return TerraformResource.isTerraformResource(construct) && scope !== undefined && knownStateOf(scope, 'facts') !== undefined;
}

/** What a resource of the provider tells of its key. Not as tokens: cdktf takes the stack of each, which is slow for many keys. */
export function attributesOf(resource: TerraformResource, environment?: string): KeyAttributes {
  const address = environment === undefined ? addressOf(resource) : instanceOf(resource, environment);
  const attribute = (name: string) => `\${${address}.${name}}`;
  return { id: attribute('id'), name: attribute('name'), owner: attribute(OWNERS[resource.terraformResourceType]), expiresAt: attribute('expires_at') };
}

/** Says why the policies above need not hold for a construct. */
export function recordExemption(construct: IConstruct, reason: string): void {
  const { scope } = construct.node;
  setState(scope && isWrapped(construct) ? scope : construct, 'exemption', reason);
}

/** Why policies need not hold for a key: the reason that it, or a construct around it, was exempted for. */
export function exemptionOf(construct: IConstruct, { member }: ApiKeyFacts): string | undefined {
  for (let scope: IConstruct | undefined = member?.() ?? construct; scope && !TerraformStack.isStack(scope); scope = scope.node.scope) {
    const reason = knownStateOf<string>(scope, 'exemption');
    if (reason !== undefined) {
      return reason;
    }
  }
  return undefined;
}

/** A resource of any binding, as it is rendered: one that the user generated, or wrote by hand. */
function factsOfResource(resource: TerraformResource): readonly ApiKeyFacts[] {
  const type = resource.terraformResourceType;
  const rendered: { [argument: string]: string | undefined } | undefined = resource.toTerraform().resource?.[type]?.[resource.friendlyUniqueId];
  if (!rendered) {
    return []; // moved elsewhere
  }
  const isMany = rendered.count !== undefined || rendered.for_each !== undefined;
  const literal = (text: string | undefined) => (text === undefined || isTemplate(text) ? undefined : text);
  return [{
    kind: type === PROJECT_KEY ? 'project' : 'workspace',
    name: rendered.name ?? '',
    owner: rendered[OWNERS[type]],
    expiresAt: rendered.expires_at,
    expiryUnstated: type === WORKSPACE_KEY,
    imported: false,
    // Which instances there are, only Terraform can tell; what refers to `each` means nothing elsewhere.
    attributes: () => (isMany ? { name: literal(rendered.name), owner: literal(rendered[OWNERS[type]]) } : attributesOf(resource)),
  }];
}
