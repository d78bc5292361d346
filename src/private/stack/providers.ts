import { TerraformProvider, TerraformResource, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { PropChecks } from '../input/checks';
import { isOryType, OWNERS, PROJECT_KEY } from '../input/resource-types';
import { quote } from '../input/secrets';
import { knownStateOf, setState, stateOf } from '../input/shared-state';
import { addWarning } from './annotation';
import { StackView } from './stack-view';

/** What every binding of the Ory provider calls it, this library's or one that the user generated. */
const ORY = 'ory';

/** A token in a provider's configuration names a project, too; an empty string names none. */
type ProviderConfig = { readonly project_id?: string; readonly workspace_id?: string; readonly [argument: string]: unknown };

/** A resource of a key, of whatever binding. */
type OwnedResource = TerraformResource & { readonly projectIdInput?: string; readonly workspaceIdInput?: string };

/** Has the providers of a stack looked at anew: another may have come, or one may have changed. */
export function forgetProviders(scope: IConstruct): void {
  setState(TerraformStack.of(scope), 'providers', undefined);
}

/** The provider that was given for a key, checked; `null` counts as left out. */
export function givenProvider(scope: IConstruct, checks: PropChecks, provider: TerraformProvider | undefined): TerraformProvider | undefined {
  const given: unknown = provider ?? undefined;
  if (given === undefined) {
    return undefined;
  }
  const isProvider = TerraformProvider.isTerraformProvider(given);
  if (!isProvider || given.terraformResourceType !== ORY || TerraformStack.of(given) !== TerraformStack.of(scope)) {
    checks.fail('provider', `${isProvider ? `${given.node.path}, of ${quote(given.terraformResourceType)},` : quote(given)} was given; `
      + 'expected a construct of the Ory provider, such as an ory.OryProvider of this stack');
  }
  return given;
}

/** The Ory provider that a resource without one of its own has: the un-aliased one, else the stack's only one. */
function defaultProviderOf(scope: IConstruct): TerraformProvider | undefined {
  const providers = providersOf(TerraformStack.of(scope));
  return providers.find(({ alias }) => alias === undefined) ?? (providers.length === 1 ? providers[0] : undefined);
}

/** The default provider of a resource where it has an alias, and so has to be named: else Terraform makes one from the environment. */
export function defaultAliasOf(resource: TerraformResource): TerraformProvider | undefined {
  const provider = isOryType(resource.terraformResourceType) ? defaultProviderOf(resource) : undefined;
  return provider?.alias === undefined ? undefined : provider;
}

/**
 * Whom a key belongs to, as far as synth knows: the project or workspace that its resource has, also one that was assigned there, else
 * its provider's.
 *
 * To be called while the stack renders, when every provider is known; whoever calls it before has them forgotten again.
 */
export function ownerOf(resource: OwnedResource): string | undefined {
  const owner = OWNERS[resource.terraformResourceType];
  const given = owner === 'project_id' ? resource.projectIdInput : resource.workspaceIdInput;
  return given ?? (configOf(resource.provider ?? defaultProviderOf(resource))[owner] || undefined);
}

/** The configuration that a provider renders, tokens unresolved; none without a provider. */
export function configOf(provider: TerraformProvider | undefined): ProviderConfig {
  if (!provider) {
    return {};
  }
  const { configs } = knownProviders(TerraformStack.of(provider));
  const config = configs.get(provider) ?? provider.toTerraform().provider[ORY]?.[0] ?? {};
  configs.set(provider, config);
  return config;
}

/** The Ory providers of a stack, in the order of the tree. */
export function providersOf(stack: TerraformStack): readonly TerraformProvider[] {
  return knownProviders(stack).all;
}

/** What many keys ask for. */
interface KnownProviders {
  readonly all: readonly TerraformProvider[];
  readonly configs: Map<TerraformProvider, ProviderConfig>;
}

function knownProviders(stack: TerraformStack): KnownProviders {
  return stateOf<KnownProviders>(stack, 'providers', () => ({
    all: stack.node.findAll().filter((construct): construct is TerraformProvider =>
      TerraformProvider.isTerraformProvider(construct) && construct.terraformResourceType === ORY && TerraformStack.of(construct) === stack),
    configs: new Map(),
  }));
}

/** The version of the Ory provider that another binding in the stack renders; of two bindings cdktf would render that of the later. */
export function pinnedVersion(provider: TerraformProvider): string | undefined {
  const versionOf = ({ terraformGeneratorMetadata: made }: TerraformProvider) => made?.providerVersion ?? made?.providerVersionConstraint;
  return providersOf(TerraformStack.of(provider)).map(versionOf).find((version) => version !== undefined && version !== versionOf(provider));
}

/** Tells where Terraform could not say which provider is meant. */
export function describeProviders({ stack, constructs }: StackView): string[] {
  forgetProviders(stack);
  const providers = providersOf(stack);
  const [first, second] = providers.filter(({ alias }) => alias === undefined);
  if (second) {
    return [`${second.node.path}: the stack has two Ory providers without an alias, this one and ${first.node.path}, which terraform init refuses; `
      + 'expected one: drop one of the two (any binding of the provider will do for the keys), or give it an alias'];
  }
  const lost = first || providers.length < 2 ? undefined : constructs.find((construct) =>
    TerraformResource.isTerraformResource(construct) && !construct.provider && isOryType(construct.terraformResourceType)
    && knownStateOf(construct.node.scope!, 'facts') !== undefined);
  return lost ? [`${lost.node.path}: which Ory provider it uses was not said, and each of the stack's has an alias; expected one: give it as provider, or leave out one alias`] : [];
}

/** Warns, once a stack, where nothing that synth sees names the project of a key: an apply then fails. */
export function warnOfMissingProject({ constructs }: StackView): void {
  const unnamed = process.env.ORY_PROJECT_ID ? undefined : constructs.find((construct) => {
    const isKey = TerraformResource.isTerraformResource(construct) && construct.terraformResourceType === PROJECT_KEY;
    if (!isKey || ownerOf(construct) !== undefined) {
      return false;
    }
    const rendered = JSON.stringify(construct.toTerraform());
    return rendered.includes(`"${PROJECT_KEY}"`) && !rendered.includes('"project_id":'); // one that moves elsewhere renders no resource
  });
  if (unnamed) {
    const key = knownStateOf(unnamed.node.scope!, 'facts') ? unnamed.node.scope! : unnamed;
    addWarning(key, 'its project is named neither by projectId, nor by its provider, nor by ORY_PROJECT_ID as synth sees it: an apply fails where nothing names one; give projectId, here or to the provider');
  }
}
