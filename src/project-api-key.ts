import { Construct, IConstruct } from 'constructs';
import { ApiKeyAttributes, ExpiringApiKeyProps, IApiKey } from './api-key';
import { PropChecks } from './private/input/checks';
import { PROJECT_KEY } from './private/input/resource-types';
import { quote } from './private/input/secrets';
import { isTemplate } from './private/input/templates';
import { addWarning } from './private/stack/annotation';
import { givenProvider } from './private/stack/providers';
import { DEFAULT_WARNING_DAYS } from './private/keys/expiry-warning';
import { forgetKeys } from './private/keys/forgetting';
import { KeyOrigin, ProjectKey, ProjectKeyConfig, REPLACING } from './private/keys/project-key';
import { ReferencedApiKey } from './private/keys/referenced-api-key';
import { isSlot } from './private/keys/rotation-slot';

/** Properties of `ProjectApiKey`. */
export interface ProjectApiKeyProps extends ExpiringApiKeyProps {
  /** Name of the key as the Ory Console shows it; not blank. A change replaces the key. */
  readonly name: string;

  /**
   * UUID of the project that the key belongs to, or a token. A change replaces the key.
   *
   * @default - the provider's project
   */
  readonly projectId?: string;

  /**
   * Instant from which the key is refused, RFC 3339; normalised to whole seconds in UTC, never later than asked. A change replaces
   * the key.
   *
   * @default - the key never expires
   */
  readonly expiresAt?: string;

  /**
   * Strings of your choice: a changed entry replaces the key. What changes is hidden in plans where it comes from a sensitive variable.
   *
   * Give them from the start where OpenTofu 1.12 or later is used: adding the first keepers to a deployed key replaces it there; with
   * Terraform it does not.
   *
   * @default - only a changed name, expiry or project replaces the key
   */
  readonly keepers?: { [key: string]: string };

  /**
   * Whether a replacement is created before the old key is deleted. Both happen in the same apply, so this alone gives clients no
   * time to change over: for that take `RotatingProjectApiKey`.
   *
   * @default true
   */
  readonly createBeforeDestroy?: boolean;

  /**
   * Whether Terraform refuses every plan that would destroy the key while it is configured, a replacement included. Removing the
   * construct removes the guard, too.
   *
   * @default false
   */
  readonly preventDestroy?: boolean;
}

/** Properties of `ProjectApiKey.importExisting`. */
export interface ProjectApiKeyImportProps extends ExpiringApiKeyProps {
  /** Name of the key. A name that differs from the remote one changes nothing, unless `adoptChanges`. */
  readonly name: string;

  /** UUID of the existing key, or a token that is known at plan. A change does nothing once the key is imported: plans then warn. */
  readonly keyId: string;

  /**
   * UUID of the project that the key belongs to, or a token that is known at plan.
   *
   * @default - the provider's project
   */
  readonly projectId?: string;

  /**
   * Expiry of the existing key, RFC 3339. A difference from the remote one changes nothing, unless `adoptChanges`.
   *
   * @default - not stated; Terraform reads the real one, and plans still warn of it
   */
  readonly expiresAt?: string;

  /**
   * The secret itself, as a sensitive token that the caller holds, such as the `stringValue` of a sensitive `TerraformVariable`. The
   * API does not give it out again, so an import cannot find it.
   *
   * @default - none: reading `value` throws
   */
  readonly value?: string;

  /**
   * Whether Terraform refuses every plan that would destroy the key while it is configured. It does not guard a key whose construct is
   * removed from the app: that plan destroys the key. To let go of it alive, use `forget`.
   *
   * @default true
   */
  readonly preventDestroy?: boolean;

  /**
   * Whether a name, expiry or project that differs from the remote key's replaces the key: **the live key is then destroyed**. Leave
   * it off until a plan shows that nothing differs. `preventDestroy` still refuses the replacement until it is set to false.
   *
   * @default false
   */
  readonly adoptChanges?: boolean;
}

/**
 * An API key of an Ory project.
 *
 * Danger: the provider has no update. A changed name, expiry, project or keeper destroys the key and creates another; the new value
 * must reach every client. `RotatingProjectApiKey` keeps the old key valid meanwhile. The value lives in the Terraform state.
 *
 * @see https://registry.terraform.io/providers/ory/ory/latest/docs/resources/project_api_key
 */
export class ProjectApiKey extends ProjectKey {
  /**
   * Takes ownership of a key that exists, by an import block: the next apply brings it into the state and changes nothing.
   *
   * The plan ignores differences of name, expiry and project, unless `adoptChanges`, since the provider would destroy the live key
   * over each. Needs Terraform 1.5 or later (1.6 where an id is a token).
   *
   * @param scope where the construct goes
   * @param id id of the construct, unique in its scope
   * @param props the key
   * @throws ApiKeyValidationError on bad input
   */
  public static importExisting(scope: Construct, id: string, props: ProjectApiKeyImportProps): ProjectApiKey {
    return new ImportedProjectApiKey(scope, id, props);
  }

  /**
   * Refers to a key that something else owns. It renders nothing, and neither an apply nor a destroy touches the key.
   *
   * @param scope where the construct goes
   * @param id id of the construct, unique in its scope
   * @param attrs what is known of the key
   * @throws ApiKeyValidationError on bad input
   */
  public static fromApiKeyAttributes(scope: Construct, id: string, attrs: ApiKeyAttributes): IApiKey {
    return new ReferencedApiKey(scope, id, attrs);
  }

  /**
   * @param scope where the construct goes
   * @param id id of the construct, unique in its scope
   * @param props the key
   * @throws ApiKeyValidationError on bad input
   */
  public constructor(scope: Construct, id: string, props: ProjectApiKeyProps) {
    super(scope, id, props);
  }

  /** Instant of creation, RFC 3339, a token. */
  public get createdAt(): string {
    return this.resource.createdAt;
  }

  /** UUID of the identity that created the key, a token. */
  public get ownerId(): string {
    return this.resource.ownerId;
  }

  /**
   * Removes the key from the state without deleting it, by a `removed` block: after the next apply Terraform no longer knows the key,
   * and it still works. Then the construct can go. It goes together with `movedFrom`. Needs Terraform 1.7 or OpenTofu 1.10.
   *
   * @throws ApiKeyValidationError when outputs or sinks were added to the key
   */
  public forget(): void {
    forgetKeys(this, [this.resource]);
  }

  /** @internal */
  public _configOf(checks: PropChecks, props: ProjectApiKeyProps): ProjectKeyConfig {
    const common = commonConfigOf(this, checks, props);
    const keepers = props.keepers === undefined || props.keepers === null ? undefined : checks.stringMap('keepers', props.keepers);
    if (keepers !== undefined && common.movedFrom.some((place) => 'address' in place)) {
      checks.fail('movedFrom', 'an address was given beside keepers, whose own resource would stay behind, and OpenTofu then replaces the key; expected the path that the construct had within the stack, such as "Team/Old"');
    }
    if (keepers !== undefined && common.movedFrom.some(isSlot)) {
      checks.fail('keepers', 'keepers were given to a key that is moved from a slot of a rotating key, which has none: OpenTofu replaces a deployed key that is given its first keepers; expected none: its generation is what replaces such a key');
    }
    return {
      ...common,
      origin: KeyOrigin.NEW,
      keepers,
      createBeforeDestroy: checks.flag('createBeforeDestroy', props.createBeforeDestroy, true),
      preventDestroy: checks.flag('preventDestroy', props.preventDestroy, false),
      ignoreChanges: [],
    };
  }
}

/** A key that exists and is imported. */
class ImportedProjectApiKey extends ProjectApiKey {
  /** @internal */
  public _configOf(checks: PropChecks, props: ProjectApiKeyImportProps): ProjectKeyConfig {
    const adoptChanges = checks.flag('adoptChanges', props.adoptChanges, false);
    return {
      ...commonConfigOf(this, checks, props),
      origin: KeyOrigin.IMPORTED,
      createBeforeDestroy: adoptChanges,
      preventDestroy: checks.flag('preventDestroy', props.preventDestroy, true),
      ignoreChanges: adoptChanges ? [] : REPLACING,
      adopted: {
        keyId: checks.uuid('keyId', props.keyId),
        value: checks.optionalSecret('value', props.value),
        missingValue: 'the value of an imported key is not available: the API returned it once, at creation; give it to importExisting as `value`, a sensitive token such as a TerraformVariable\'s stringValue, or replace the key to get a new one',
      },
      expiryRemedy: adoptChanges ? undefined : 'an imported key keeps its expiry: put a new key in its place',
    };
  }
}

/** What a new key and an imported one are given alike. */
function commonConfigOf(construct: IConstruct, checks: PropChecks, props: ProjectApiKeyProps) {
  const name = checks.name('name', props.name);
  const movedFrom = checks.places('movedFrom', props.movedFrom, PROJECT_KEY);
  if (movedFrom.some(isSlot) && !isTemplate(name) && !/ \(\d+\)$/.test(name)) {
    addWarning(construct, `it is moved from a slot of a rotating key, whose key is named "<name> (<generation>)", and ${quote(name)} is another name: if the key is still there, the plan replaces it; expected the name that the key has, and its expiry`);
  }
  return {
    name,
    projectId: checks.optionalUuid('projectId', props.projectId),
    expiresAt: checks.optionalInstant('expiresAt', props.expiresAt),
    warningDays: checks.days('expiryWarningDays', props.expiryWarningDays, DEFAULT_WARNING_DAYS),
    provider: givenProvider(construct, checks, props.provider),
    movedFrom,
  };
}
