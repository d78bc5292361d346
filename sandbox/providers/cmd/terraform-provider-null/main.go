// Command terraform-provider-null is the stand-in null provider; Terraform starts it.
package main

import (
	"context"
	"log"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"github.com/cdktf-ory/cdktf-ory-api-keys/sandbox/providers/internal/null"
)

// version is set at build time with -ldflags "-X main.version=…".
var version = "0.0.0"

func main() {
	serve := func() provider.Provider { return null.New(version) }
	options := providerserver.ServeOpts{Address: "registry.terraform.io/hashicorp/null"}
	if err := providerserver.Serve(context.Background(), serve, options); err != nil {
		log.Fatal(err)
	}
}
