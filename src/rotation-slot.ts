import { Fn, TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { ApiKeyBase } from './api-key-base';
import { watchExpiry } from './expiry-check';
import { attributesOf, recordFacts } from './key-facts';
import { refuseForgotten } from './forgetting';
import { importCommandOf } from './import-command';
import { warnOfOpenValue } from './open-value';
import * as ory from './ory';
import { ProjectKeyResource } from './project-key-resource';
import { knownProjectOf } from './known-providers';
import { ApiKeyValidationError } from './private/input/validation-error';

/** What one generation renders. */
export interface RotationSlotProps {
  readonly name: string;
  readonly projectId?: string;
  readonly provider?: TerraformProvider;
  readonly generation: number;
  /** Whether the generation is the current one. */
  readonly current: boolean;
  readonly expiresAt?: string;
  /** Whether whatever key is in the slot stays as it is, until the slot's turn. */
  readonly kept: boolean;
  /** Whether the key existed before, with an expiry that only Terraform can tell. */
  readonly adopted: boolean;
  /** Whether the key was made by hand and imported, so that its value is not in the state. */
  readonly imported: boolean;
  /** The value of an imported key, as the caller holds it. */
  readonly value?: string;
  /** Days before the expiry at which plans warn; 0 for never. */
  readonly warningDays: number;
}

/** One of the two keys of a rotating key. */
export class RotationSlot extends ApiKeyBase {
  public readonly resource: ory.ProjectApiKey;

  public constructor(scope: Construct, id: string, private readonly props: RotationSlotProps) {
    super(scope, id);
    const { name, projectId, expiresAt, generation } = props;
    this.resource = new ProjectKeyResource(this, 'Resource', {
      name: `${name} (${generation})`,
      projectId,
      expiresAt,
      provider: props.provider,
      lifecycle: {
        createBeforeDestroy: true,
        // The name carries the generation and alone makes a new key: another grace or period must not replace a deployed one.
        ignoreChanges: props.kept ? ['name', 'expires_at', 'project_id'] : ['expires_at'],
      },
    });
    warnOfOpenValue(this, props.value);
    if (this._mayExpire()) {
      watchExpiry({ resource: this.resource, attribute: 'expires_at', warningDays: props.warningDays });
    }
    recordFacts(this, {
      kind: 'project',
      name, // as it was given: a policy's pattern is about that
      owner: projectId,
      expiresAt,
      imported: props.imported,
      generation,
      previous: !props.current,
      attributes: () => attributesOf(this.resource, 'project_id'),
    });
  }

  public get keyId(): string {
    return this.resource.id;
  }

  public get name(): string {
    return this.resource.name;
  }

  public get expiresAt(): string | undefined {
    return this.resource.expiresAt;
  }

  public get value(): string {
    refuseForgotten(this, [this.resource]);
    if (!this.props.imported) {
      return this.resource.value;
    }
    if (this.props.value === undefined) {
      throw new ApiKeyValidationError(
        this.node.path, 'the value of an imported key is not to be had: the API returned it once, at creation; give it to RotationAdoption.importKey as `value`, a sensitive token, or wait for the next generation',
      );
    }
    return this.props.value;
  }

  public get importCommand(): string {
    const { projectId, provider } = this.props;
    return importCommandOf(this.resource, { ownerId: projectId ?? knownProjectOf(this, provider), ownerStandIn: '<project-id>' });
  }

  /** @internal */
  public _secretVersion(): string {
    return this.props.imported ? Fn.sha256(this.value) : this.keyId;
  }

  /** @internal */
  public _mayExpire(): boolean {
    return this.props.adopted || this.props.expiresAt !== undefined;
  }
}
