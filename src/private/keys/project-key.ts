import { TerraformProvider, Token } from 'cdktf';
import { Construct } from 'constructs';
import * as ory from '../../ory';
import { PropChecks } from '../input/checks';
import { Place } from '../input/place';
import { isTemplate } from '../input/templates';
import { asObject, normalizedInstant } from '../terraform/expressions';
import { StringMap, TerraformData } from '../terraform/terraform-data';
import { ApiKeyBase, KeyValue } from './api-key-base';
import { importCommandOf } from './import-command';
import { warnOfImpure } from './impure-arguments';
import { ApiKeyFacts, attributesOf } from './key-facts';
import { lifecycleOf, ProjectKeyResource } from './key-resource';
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

/** A key that exists: its id, and its value as the caller holds it, or why that is not available. */
interface AdoptedKey {
  readonly keyId: string;
  readonly value?: string;
  /** Why there is no value, and what to do. */
  readonly missingValue: string;
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
  readonly keepers?: StringMap;
  /** Places that it had, oldest first. */
  readonly movedFrom: readonly Place[];
  /** The key that is imported. */
  readonly adopted?: AdoptedKey;
  /** What to do about an expiry, where a later `expiresAt` would not replace the key. */
  readonly expiryRemedy?: string;
  /** What a rotation knows of it besides; synth then warns of no expiry. */
  readonly rotation?: Pick<ApiKeyFacts, 'name' | 'generation' | 'previous'>;
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

  /** @internal */
  public readonly _mayExpire: boolean;

  private readonly adopted?: AdoptedKey;

  /** @param props of the subclass, which checks them: the constructor of `ProjectApiKey`, which users call, makes an imported key, too */
  public constructor(scope: Construct, id: string, props: any) {
    super(scope, id);
    const config = this._configOf(new PropChecks(this.node.path), props);
    const { origin, name, projectId, expiresAt, provider, warningDays, movedFrom, adopted, rotation } = config;
    this.imported = origin === KeyOrigin.IMPORTED;
    this.adopted = adopted;
    this._mayExpire = expiresAt !== undefined || origin === KeyOrigin.IMPORTED || origin === KeyOrigin.ADOPTED;

    const record = typeof config.keepers === 'string' ? asObject(config.keepers) : config.keepers;
    const keepers = record === undefined ? undefined : new TerraformData(this, 'Keepers', 'triggers_replace', record);
    const resource = new ProjectKeyResource(this, 'Resource', {
      name, projectId, provider, lifecycle: lifecycleOf(config, keepers),
      expiresAt: expiresAt === undefined ? undefined : normalizedInstant(expiresAt),
    });
    this.resource = resource;
    addMoves(resource, movedFrom);
    warnOfStackPaths(this, movedFrom);
    warnOfImpure(this, name, 'a name', config.ignoreChanges.includes('name') ? '' : name, 'a name that stays');
    warnOfImpure(this, name, 'a keeper', config.keepers ?? '', 'strings that change when the key is to be replaced');
    if (keepers) {
      addMoves(keepers, movedFrom, ['Keepers']);
    }
    registerKey(this, {
      resource,
      facts: () => this.facts(rotation),
      expiryCheck: this._mayExpire ? { attribute: 'expires_at', warningDays, known: expiresAt === undefined || !isTemplate(expiresAt) } : undefined,
      expiryWarning: rotation ? undefined : { name, expiresAt, warningDays, remedy: config.expiryRemedy },
      value: adopted?.value,
      importedKeyId: adopted?.keyId,
    });
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
    return importCommandOf(this.resource, this.adopted?.keyId);
  }

  /** @internal */
  public abstract _configOf(checks: PropChecks, props: any): ProjectKeyConfig;

  /** @internal */
  public _value(): KeyValue {
    const { adopted } = this;
    if (!adopted) {
      return { created: Token.asString(this.resource.interpolationForAttribute('value')) };
    }
    return adopted.value === undefined ? { missing: adopted.missingValue } : { given: adopted.value };
  }

  /** As the resource has it: what is assigned there counts, too. */
  private facts(rotation: ProjectKeyConfig['rotation']): readonly ApiKeyFacts[] {
    const { nameInput, projectIdInput, expiresAtInput } = this.resource;
    return [{
      kind: 'project', name: nameInput!, owner: projectIdInput, expiresAt: expiresAtInput, imported: this.imported, ...rotation,
      attributes: () => attributesOf(this.resource),
    }];
  }
}
