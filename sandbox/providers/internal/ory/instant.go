package ory

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework/types"
)

// instant writes a time of the API to state: whole seconds, in the offset that the server sent. Absent becomes null.
func instant(at *time.Time) types.String {
	if at == nil {
		return types.StringNull()
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
