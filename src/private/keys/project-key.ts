import { TerraformProvider, TerraformResourceLifecycle, Token } from 'cdktf';
import { Construct } from 'constructs';
import * as ory from '../../ory';
import { PropChecks } from '../input/checks';
import { Place } from '../input/place';
import { isTemplate } from '../input/templates';
import { defaultAliasOf, knownProjectOf } from '../stack/providers';
import { addressOf, lazyIdOf } from '../terraform/address';
import { asObject, normalizedInstant } from '../terraform/expressions';
import { Record, TerraformData } from '../terraform/terraform-data';
import { ApiKeyBase, KeyValue } from './api-key-base';
import { importCommandOf } from './import-command';
import { warnOfImpure } from './impure-arguments';
import { ApiKeyFacts, attributesOf } from './key-facts';
import { ProjectKeyResource } from './key-resource';
import { addMoves, warnOfStackPaths } from './moves';
import { registerKey } from './registration';

/** How a key comes to be in its resource, and so what may replace it. */
export enum KeyOrigin {
  /** Terraform makes it; what differs replaces it. */
  NEW = 'NEW',
  /** Whatever key is deployed there stays as it is. */
  KEPT = 'KEPT',
  /** It was deployed elsewhere in the stack, is moved here, and stays as it is. */
  ADOPTED = 'ADOPTED',
  /** It was made by hand, is imported, and stays as it is. */
  IMPORTED = 'IMPORTED',
}

/** What a construct of one project key comes to, its props checked. */
export interface ProjectKeyConfig {
  readonly origin: KeyOrigin;
  readonly name: string;
  readonly projectId?: string;
  readonly expiresAt?: string;
  readonly provider?: TerraformProvider;
  readonly warningDays: number;
  readonly createBeforeDestroy: boolean;
  readonly preventDestroy: boolean;
  /** Arguments whose difference from the deployed key changes nothing. */
  readonly ignoreChanges: readonly string[];
  readonly keepers?: Record;
  /** Places that it had, oldest first, and the path of the resource within each. */
  readonly movedFrom?: readonly Place[];
  /** The key that is imported, and its value as the caller holds it. */
  readonly adopted?: { readonly keyId: string; readonly value?: string };
  /** Why the value of an imported key is not to be had, and what to do. */
  readonly missingValue?: string;
  /** What to do about an expiry, where a later `expiresAt` would not replace the key. */
  readonly expiryRemedy?: string;
  /** What else is known of it. */
  readonly facts?: Partial<ApiKeyFacts>;
}

/** All that decides about a replacement. */
export const REPLACING = ['name', 'expires_at', 'project_id'];

/**
 * One project key that this app manages: a `ProjectApiKey`, or a slot of a rotating one.
 *
 * @internal
 */
export abstract class ProjectKey extends ApiKeyBase {
  /** The wrapped resource, for overrides and dependencies. */
  public readonly resource: ory.ProjectApiKey;

  /** Whether the key existed before and was imported. */
  public readonly imported: boolean;

  private readonly config: ProjectKeyConfig;

  public constructor(scope: Construct, id: string, props: any) {
    super(scope, id);
    const config = this._configOf(new PropChecks(this.node.path), props);
    this.config = config;
    this.imported = config.origin === KeyOrigin.IMPORTED;

    const record = typeof config.keepers === 'string' ? asObject(config.keepers) : config.keepers;
    const keepers = record === undefined ? undefined : new TerraformData(this, 'Keepers', 'triggers_replace', record);
    const lifecycle = lifecycleOf(config, keepers);
    const resource = new ProjectKeyResource(this, 'Resource', {
      name: config.name,
      projectId: config.projectId,
      expiresAt: config.expiresAt !== undefined && isTemplate(config.expiresAt) ? normalizedInstant(config.expiresAt) : config.expiresAt,
      provider: config.provider,
      lifecycle,
    });
    this.resource = resource;
    addMoves(resource, config.movedFrom ?? []);
    warnOfStackPaths(this, config.movedFrom ?? []);
    if (keepers) {
      addMoves(keepers, config.movedFrom ?? [], ['Keepers']);
    }
    this.register(config);
  }

  /** UUID of the key, a token. Changes exactly when the key is replaced. */
  public get keyId(): string {
    return this.resource.id;
  }

  /** Name of the key, a token. */
  public get name(): string {
    return this.resource.name;
  }

  /** UUID of the project that the key belongs to, a token. */
  public get projectId(): string {
    return this.resource.projectId;
  }

  /**
   * Instant from which the key is refused, RFC 3339, a token; null in Terraform for a key that never expires.
   *
   * @default - never undefined here
   */
  public get expiresAt(): string | undefined {
    return this.resource.expiresAt;
  }

  public get importCommand(): string {
    const ownerId = this.knownProject();
    return importCommandOf(addressOf(this.resource), {
      keyId: this.config.adopted?.keyId,
      ownerId,
      // A project that is a token has a stand-in: a bare id beside it would destroy the live key.
      ownerStandIn: this.config.adopted && ownerId === undefined ? undefined : '<project-id>',
    });
  }

  /** @internal */
  public abstract _configOf(checks: PropChecks, props: any): ProjectKeyConfig;

  /** @internal */
  public _value(): KeyValue {
    const { adopted, missingValue } = this.config;
    return !adopted ? { created: Token.asString(this.resource.interpolationForAttribute('value')) } : adopted.value === undefined ? { missing: missingValue! } : { given: adopted.value };
  }

  /** @internal */
  public _mayExpire(): boolean {
    return this.config.expiresAt !== undefined || this.config.origin === KeyOrigin.IMPORTED || this.config.origin === KeyOrigin.ADOPTED;
  }

  private register(config: ProjectKeyConfig): void {
    const { name, expiresAt, warningDays, adopted } = config;
    const { resource } = this;
    if (!config.ignoreChanges.includes('name')) {
      warnOfImpure(this, name, 'a name', name, 'a name that stays');
    }
    if (config.keepers !== undefined) {
      warnOfImpure(this, name, 'a keeper', config.keepers, 'strings that change when the key is to be replaced');
    }
    registerKey(this, {
      resource,
      facts: { kind: 'project', name, owner: config.projectId, expiresAt, imported: this.imported, attributes: () => attributesOf(resource), ...config.facts },
      expiryCheck: this._mayExpire() ? { attribute: 'expires_at', warningDays, known: expiresAt === undefined || !isTemplate(expiresAt) } : undefined,
      expiryWarning: config.facts?.generation === undefined ? { name, expiresAt, warningDays, remedy: config.expiryRemedy } : undefined,
      value: adopted?.value,
      import: adopted && {
        keyId: adopted.keyId, ownerId: () => this.knownProject(), provider: () => resource.provider ?? defaultAliasOf(this),
      },
    });
  }

  /** The project as far as synth knows it: the key's own, else the provider's. */
  private knownProject(): string | undefined {
    // As the resource has them: they may be set there, too, by an aspect, and a bare id beside a project destroys the live key.
    return this.resource.projectIdInput ?? knownProjectOf(this, this.resource.provider);
  }
}

function lifecycleOf(config: ProjectKeyConfig, keepers?: TerraformData): TerraformResourceLifecycle | undefined {
  const lifecycle = {
    ...(config.createBeforeDestroy ? { createBeforeDestroy: true } : {}),
    ...(config.preventDestroy ? { preventDestroy: true } : {}),
    ...(config.ignoreChanges.length > 0 ? { ignoreChanges: [...config.ignoreChanges] } : {}),
    // Its id changes with the strings alone; the resource as a whole counts as changed, too, when one only becomes sensitive.
    ...(keepers ? { replaceTriggeredBy: [lazyIdOf(keepers)] } : {}),
  };
  return Object.keys(lifecycle).length > 0 ? lifecycle : undefined;
}
