// https://registry.terraform.io/providers/ory/ory/latest/docs
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface OryProviderConfig {
  /**
  * Projects that resources may belong to, UUIDs; the provider refuses any other. Empty or unset allows all. Falls back to the environment variable `ORY_ALLOWED_PROJECT_IDS`, comma-separated. Newer releases of the provider only.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/ory/ory/latest/docs#allowed_project_ids OryProvider#allowed_project_ids}
  */
  readonly allowedProjectIds?: string[];
  /**
  * Base URL of the Console API; the provider takes `https://api.console.ory.sh` when nothing is set. Falls back to the environment variable `ORY_CONSOLE_API_URL`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/ory/ory/latest/docs#console_api_url OryProvider#console_api_url}
  */
  readonly consoleApiUrl?: string;
  /**
  * How often a call that the API answers with 429 is tried again, with pauses of up to 30 seconds. Falls back to the environment variable `ORY_MAX_RETRIES`. Newer releases of the provider only.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/ory/ory/latest/docs#max_retries OryProvider#max_retries}
  */
  readonly maxRetries?: number;
  /**
  * Project API key (`ory_pat_...`) for the resources of a single project; the key resources do not use it. Sensitive: pass a variable or leave it to the environment variable `ORY_PROJECT_API_KEY`, never a literal.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/ory/ory/latest/docs#project_api_key OryProvider#project_api_key}
  */
  readonly projectApiKey?: string;
  /**
  * Template of a project's base URL, with `%s` for the slug; the provider takes `https://%s.projects.oryapis.com` when nothing is set. Falls back to the environment variable `ORY_PROJECT_API_URL`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/ory/ory/latest/docs#project_api_url OryProvider#project_api_url}
  */
  readonly projectApiUrl?: string;
  /**
  * Project that a resource belongs to when it names none itself, a UUID. Falls back to the environment variable `ORY_PROJECT_ID`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/ory/ory/latest/docs#project_id OryProvider#project_id}
  */
  readonly projectId?: string;
  /**
  * Slug of the project, the part that fills the `%s` of `project_api_url`. Falls back to the environment variable `ORY_PROJECT_SLUG`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/ory/ory/latest/docs#project_slug OryProvider#project_slug}
  */
  readonly projectSlug?: string;
  /**
  * Workspace API key (`ory_wak_...`) that both key resources authenticate with. Sensitive: pass a variable or leave it to the environment variable `ORY_WORKSPACE_API_KEY`, never a literal.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/ory/ory/latest/docs#workspace_api_key OryProvider#workspace_api_key}
  */
  readonly workspaceApiKey?: string;
  /**
  * Workspace that a resource belongs to when it names none itself, a UUID. Falls back to the environment variable `ORY_WORKSPACE_ID`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/ory/ory/latest/docs#workspace_id OryProvider#workspace_id}
  */
  readonly workspaceId?: string;
  /**
  * Alias name
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/ory/ory/latest/docs#alias OryProvider#alias}
  */
  readonly alias?: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/ory/ory/latest/docs ory}
*/
export class OryProvider extends cdktf.TerraformProvider {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "ory";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a OryProvider resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the OryProvider to import
  * @param importFromId The id of the existing OryProvider that should be imported. Refer to the {@link https://registry.terraform.io/providers/ory/ory/latest/docs#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the OryProvider to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "ory", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/ory/ory/latest/docs ory} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options OryProviderConfig = {}
  */
  public constructor(scope: Construct, id: string, config: OryProviderConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'ory',
      terraformGeneratorMetadata: {
        providerName: 'ory',
        providerVersionConstraint: '>= 0.0.1'
      },
      terraformProviderSource: 'ory/ory'
    });
    this._allowedProjectIds = config.allowedProjectIds;
    this._consoleApiUrl = config.consoleApiUrl;
    this._maxRetries = config.maxRetries;
    this._projectApiKey = config.projectApiKey;
    this._projectApiUrl = config.projectApiUrl;
    this._projectId = config.projectId;
    this._projectSlug = config.projectSlug;
    this._workspaceApiKey = config.workspaceApiKey;
    this._workspaceId = config.workspaceId;
    this._alias = config.alias;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // allowed_project_ids - computed: false, optional: true, required: false
  private _allowedProjectIds?: string[]; 
  public get allowedProjectIds() {
    return this._allowedProjectIds;
  }
  public set allowedProjectIds(value: string[] | undefined) {
    this._allowedProjectIds = value;
  }
  public resetAllowedProjectIds() {
    this._allowedProjectIds = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get allowedProjectIdsInput() {
    return this._allowedProjectIds;
  }

  // console_api_url - computed: false, optional: true, required: false
  private _consoleApiUrl?: string; 
  public get consoleApiUrl() {
    return this._consoleApiUrl;
  }
  public set consoleApiUrl(value: string | undefined) {
    this._consoleApiUrl = value;
  }
  public resetConsoleApiUrl() {
    this._consoleApiUrl = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get consoleApiUrlInput() {
    return this._consoleApiUrl;
  }

  // max_retries - computed: false, optional: true, required: false
  private _maxRetries?: number; 
  public get maxRetries() {
    return this._maxRetries;
  }
  public set maxRetries(value: number | undefined) {
    this._maxRetries = value;
  }
  public resetMaxRetries() {
    this._maxRetries = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get maxRetriesInput() {
    return this._maxRetries;
  }

  // project_api_key - computed: false, optional: true, required: false
  private _projectApiKey?: string; 
  public get projectApiKey() {
    return this._projectApiKey;
  }
  public set projectApiKey(value: string | undefined) {
    this._projectApiKey = value;
  }
  public resetProjectApiKey() {
    this._projectApiKey = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get projectApiKeyInput() {
    return this._projectApiKey;
  }

  // project_api_url - computed: false, optional: true, required: false
  private _projectApiUrl?: string; 
  public get projectApiUrl() {
    return this._projectApiUrl;
  }
  public set projectApiUrl(value: string | undefined) {
    this._projectApiUrl = value;
  }
  public resetProjectApiUrl() {
    this._projectApiUrl = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get projectApiUrlInput() {
    return this._projectApiUrl;
  }

  // project_id - computed: false, optional: true, required: false
  private _projectId?: string; 
  public get projectId() {
    return this._projectId;
  }
  public set projectId(value: string | undefined) {
    this._projectId = value;
  }
  public resetProjectId() {
    this._projectId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get projectIdInput() {
    return this._projectId;
  }

  // project_slug - computed: false, optional: true, required: false
  private _projectSlug?: string; 
  public get projectSlug() {
    return this._projectSlug;
  }
  public set projectSlug(value: string | undefined) {
    this._projectSlug = value;
  }
  public resetProjectSlug() {
    this._projectSlug = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get projectSlugInput() {
    return this._projectSlug;
  }

  // workspace_api_key - computed: false, optional: true, required: false
  private _workspaceApiKey?: string; 
  public get workspaceApiKey() {
    return this._workspaceApiKey;
  }
  public set workspaceApiKey(value: string | undefined) {
    this._workspaceApiKey = value;
  }
  public resetWorkspaceApiKey() {
    this._workspaceApiKey = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get workspaceApiKeyInput() {
    return this._workspaceApiKey;
  }

  // workspace_id - computed: false, optional: true, required: false
  private _workspaceId?: string; 
  public get workspaceId() {
    return this._workspaceId;
  }
  public set workspaceId(value: string | undefined) {
    this._workspaceId = value;
  }
  public resetWorkspaceId() {
    this._workspaceId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get workspaceIdInput() {
    return this._workspaceId;
  }

  // alias - computed: false, optional: true, required: false
  private _alias?: string; 
  public get alias() {
    return this._alias;
  }
  public set alias(value: string | undefined) {
    this._alias = value;
  }
  public resetAlias() {
    this._alias = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get aliasInput() {
    return this._alias;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      allowed_project_ids: cdktf.listMapper(cdktf.stringToTerraform, false)(this._allowedProjectIds),
      console_api_url: cdktf.stringToTerraform(this._consoleApiUrl),
      max_retries: cdktf.numberToTerraform(this._maxRetries),
      project_api_key: cdktf.stringToTerraform(this._projectApiKey),
      project_api_url: cdktf.stringToTerraform(this._projectApiUrl),
      project_id: cdktf.stringToTerraform(this._projectId),
      project_slug: cdktf.stringToTerraform(this._projectSlug),
      workspace_api_key: cdktf.stringToTerraform(this._workspaceApiKey),
      workspace_id: cdktf.stringToTerraform(this._workspaceId),
      alias: cdktf.stringToTerraform(this._alias),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      allowed_project_ids: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._allowedProjectIds),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
      },
      console_api_url: {
        value: cdktf.stringToHclTerraform(this._consoleApiUrl),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      max_retries: {
        value: cdktf.numberToHclTerraform(this._maxRetries),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      project_api_key: {
        value: cdktf.stringToHclTerraform(this._projectApiKey),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      project_api_url: {
        value: cdktf.stringToHclTerraform(this._projectApiUrl),
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
      project_slug: {
        value: cdktf.stringToHclTerraform(this._projectSlug),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      workspace_api_key: {
        value: cdktf.stringToHclTerraform(this._workspaceApiKey),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      workspace_id: {
        value: cdktf.stringToHclTerraform(this._workspaceId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      alias: {
        value: cdktf.stringToHclTerraform(this._alias),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
