// https://registry.terraform.io/providers/ory/ory/latest/docs/resources/project_api_key
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface ProjectApiKeyConfig extends cdktf.TerraformMetaArguments {
  /**
  * Instant from which the key is refused, RFC 3339 in whole seconds such as `2030-12-31T23:59:59Z`. A change replaces the key. Any other spelling of the instant creates the key and then fails the apply.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/ory/ory/latest/docs/resources/project_api_key#expires_at ProjectApiKey#expires_at}
  */
  readonly expiresAt?: string;
  /**
  * Name of the key as the Console shows it. A change replaces the key.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/ory/ory/latest/docs/resources/project_api_key#name ProjectApiKey#name}
  */
  readonly name: string;
  /**
  * Project that the key belongs to, a UUID; the provider's `project_id` when unset. A change replaces the key.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/ory/ory/latest/docs/resources/project_api_key#project_id ProjectApiKey#project_id}
  */
  readonly projectId?: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/ory/ory/latest/docs/resources/project_api_key ory_project_api_key}
*/
export class ProjectApiKey extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "ory_project_api_key";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a ProjectApiKey resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the ProjectApiKey to import
  * @param importFromId The id of the existing ProjectApiKey that should be imported. Refer to the {@link https://registry.terraform.io/providers/ory/ory/latest/docs/resources/project_api_key#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the ProjectApiKey to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "ory_project_api_key", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/ory/ory/latest/docs/resources/project_api_key ory_project_api_key} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options ProjectApiKeyConfig
  */
  public constructor(scope: Construct, id: string, config: ProjectApiKeyConfig) {
    super(scope, id, {
      terraformResourceType: 'ory_project_api_key',
      terraformGeneratorMetadata: {
        providerName: 'ory',
        providerVersionConstraint: '>= 0.0.1'
      },
      provider: config.provider,
      dependsOn: config.dependsOn,
      count: config.count,
      lifecycle: config.lifecycle,
      provisioners: config.provisioners,
      connection: config.connection,
      forEach: config.forEach
    });
    this._expiresAt = config.expiresAt;
    this._name = config.name;
    this._projectId = config.projectId;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // created_at - computed: true, optional: false, required: false
  public get createdAt() {
    return this.getStringAttribute('created_at');
  }

  // expires_at - computed: false, optional: true, required: false
  private _expiresAt?: string; 
  public get expiresAt() {
    return this.getStringAttribute('expires_at');
  }
  public set expiresAt(value: string) {
    this._expiresAt = value;
  }
  public resetExpiresAt() {
    this._expiresAt = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get expiresAtInput() {
    return this._expiresAt;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // name - computed: false, optional: false, required: true
  private _name?: string; 
  public get name() {
    return this.getStringAttribute('name');
  }
  public set name(value: string) {
    this._name = value;
  }
  // Temporarily expose input value. Use with caution.
  public get nameInput() {
    return this._name;
  }

  // owner_id - computed: true, optional: false, required: false
  public get ownerId() {
    return this.getStringAttribute('owner_id');
  }

  // project_id - computed: true, optional: true, required: false
  private _projectId?: string; 
  public get projectId() {
    return this.getStringAttribute('project_id');
  }
  public set projectId(value: string) {
    this._projectId = value;
  }
  public resetProjectId() {
    this._projectId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get projectIdInput() {
    return this._projectId;
  }

  // value - computed: true, optional: false, required: false
  public get value() {
    return this.getStringAttribute('value');
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      expires_at: cdktf.stringToTerraform(this._expiresAt),
      name: cdktf.stringToTerraform(this._name),
      project_id: cdktf.stringToTerraform(this._projectId),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      expires_at: {
        value: cdktf.stringToHclTerraform(this._expiresAt),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      name: {
        value: cdktf.stringToHclTerraform(this._name),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      project_id: {
        value: cdktf.stringToHclTerraform(this._projectId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
