// Command terraform-provider-ory is the stand-in Ory provider; Terraform starts it.
package main

import (
	"context"
	"log"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"github.com/cdktf-ory/cdktf-ory-api-keys/sandbox/providers/internal/ory"
)

// version is set at build time with -ldflags "-X main.version=…".
var version = "0.0.0"

func main() {
	serve := func() provider.Provider { return ory.New(version) }
	options := providerserver.ServeOpts{Address: "registry.terraform.io/ory/ory"}
	if err := providerserver.Serve(context.Background(), serve, options); err != nil {
		log.Fatal(err)
	}
}
