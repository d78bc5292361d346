package ory

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework/types"
)

// instant writes a time of the API to state: whole seconds, in the offset that the server sent. An absent one leaves what was there.
func instant(at *time.Time, before types.String) types.String {
	if at == nil {
		return before
	}
	return types.StringValue(at.Format(time.RFC3339))
}

// text writes a string of the API to state; an absent one becomes null.
func text(value string) types.String {
	if value == "" {
		return types.StringNull()
	}
	return types.StringValue(value)
}
