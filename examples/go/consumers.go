package main

import (
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdktf-ory/cdktf-ory-api-keys-go/oryapikeys"
	"github.com/cdktf/cdktf-provider-null-go/null/v11/provider"
	"github.com/cdktf/cdktf-provider-null-go/null/v11/resource"
)

// recordSink keeps a secret where the app can record it: write such a type for your vault, in a few lines. jsii takes a pointer to it,
// and tells objects by their address, so it is not empty.
type recordSink struct {
	resource string
}

func (s *recordSink) Bind(scope constructs.Construct, secret *oryapikeys.ApiKeySecret) {
	// The version alone is recorded; a sink for a vault would pass the value on, too.
	resource.NewResource(scope, &s.resource, &resource.ResourceConfig{
		Triggers: &map[string]*string{"name": secret.Name, "version": secret.Version},
	})
}

// addConsumer adds what uses the key: a resource that is replaced whenever the key is.
func addConsumer(scope constructs.Construct, key oryapikeys.IApiKey) {
	provider.NewNullProvider(scope, jsii.String("null"), nil)
	resource.NewResource(scope, jsii.String("Consumer"), &resource.ResourceConfig{
		Triggers: &map[string]*string{"key": key.KeyId()},
	})
}
