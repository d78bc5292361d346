import { TerraformProvider, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { watchStack } from './stack-watch';

/** What the generated `OryProvider` has that this library reads. */
export interface OryProviderLike extends TerraformProvider {
  readonly projectIdInput?: string;
  readonly workspaceIdInput?: string;
}

/** The Ory providers of each stack, in the order of their making. */
const PROVIDERS = new WeakMap<TerraformStack, OryProviderLike[]>();

/** Called by the generated `OryProvider` for each of its instances: the stack is watched for secrets from then on. */
export function noteProvider(provider: OryProviderLike): void {
  const stack = TerraformStack.of(provider);
  PROVIDERS.set(stack, [...(PROVIDERS.get(stack) ?? []), provider]);
  watchStack(provider);
}

/**
 * The project that a provider names, where it names one (an empty text names none): the given provider's, else that of the stack's
 * un-aliased Ory provider.
 *
 * Only to be called while the stack renders, when every provider is known.
 */
export function knownProjectOf(scope: IConstruct, given?: TerraformProvider): string | undefined {
  return providerOf(scope, given)?.projectIdInput || undefined;
}

/** The same for the workspace. */
export function knownWorkspaceOf(scope: IConstruct, given?: TerraformProvider): string | undefined {
  return providerOf(scope, given)?.workspaceIdInput || undefined;
}

function providerOf(scope: IConstruct, given?: TerraformProvider): OryProviderLike | undefined {
  const providers = PROVIDERS.get(TerraformStack.of(scope)) ?? [];
  return providers.find((provider) => (given ? provider === given : provider.alias === undefined));
}
