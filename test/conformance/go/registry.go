package main

import (
	"github.com/cdktf-ory/cdktf-ory-api-keys-go/oryapikeys"
	"github.com/cdktf-ory/cdktf-ory-api-keys-go/oryapikeys/ory"
	"github.com/hashicorp/terraform-cdk-go/cdktf"
)

// registry holds every constructor, static function and enum member that a case may name.
var registry = map[string]any{
	"ory.OryProvider":     ory.NewOryProvider,
	"ory.ProjectApiKey":   ory.NewProjectApiKey,
	"ory.WorkspaceApiKey": ory.NewWorkspaceApiKey,

	"core.Aspects.of":        cdktf.Aspects_Of,
	"core.DataResource":      cdktf.NewDataResource,
	"core.TerraformLocal":    cdktf.NewTerraformLocal,
	"core.TerraformOutput":   cdktf.NewTerraformOutput,
	"core.TerraformResource": cdktf.NewTerraformResource,
	"core.TerraformVariable": cdktf.NewTerraformVariable,

	"Rfc3339.normalize":   oryapikeys.Rfc3339_Normalize,
	"Rfc3339.isValid":     oryapikeys.Rfc3339_IsValid,
	"Rfc3339.fromDate":    oryapikeys.Rfc3339_FromDate,
	"Rfc3339.endOfPeriod": oryapikeys.Rfc3339_EndOfPeriod,

	"ApiKeyImportId.project":   oryapikeys.ApiKeyImportId_Project,
	"ApiKeyImportId.workspace": oryapikeys.ApiKeyImportId_Workspace,
	"ApiKeyImportId.parse":     oryapikeys.ApiKeyImportId_Parse,

	"ProjectApiKey":                      oryapikeys.NewProjectApiKey,
	"ProjectApiKey.importExisting":       oryapikeys.ProjectApiKey_ImportExisting,
	"ProjectApiKey.fromApiKeyAttributes": oryapikeys.ProjectApiKey_FromApiKeyAttributes,

	"ProjectApiKeySet": oryapikeys.NewProjectApiKeySet,

	"RotatingProjectApiKey":           oryapikeys.NewRotatingProjectApiKey,
	"RotationSchedule.every":          oryapikeys.RotationSchedule_Every,
	"RotationSchedule.manual":         oryapikeys.RotationSchedule_Manual,
	"RotationAdoption.importKey":      oryapikeys.RotationAdoption_ImportKey,
	"RotationAdoption.moveFrom":       oryapikeys.RotationAdoption_MoveFrom,
	"RotationAdoption.moveFromPlaces": oryapikeys.RotationAdoption_MoveFromPlaces,

	"ApiKeyInventory":     oryapikeys.NewApiKeyInventory,
	"ApiKeyPolicy":        oryapikeys.NewApiKeyPolicy,
	"ApiKeyPolicy.exempt": oryapikeys.ApiKeyPolicy_Exempt,

	"WorkspaceApiKey":          oryapikeys.NewWorkspaceApiKey,
	"ApiKeyTracking.RESOURCE":  oryapikeys.ApiKeyTracking_RESOURCE,
	"ApiKeyTracking.REFERENCE": oryapikeys.ApiKeyTracking_REFERENCE,
}
