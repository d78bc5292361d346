package ory

import (
	"fmt"
	"strings"
)

// splitImportID takes apart `<key-id>` or `<owner-id>/<key-id>`. The owner is empty for a bare id.
func splitImportID(id string) (owner, key string, err error) {
	parts := strings.Split(id, "/")
	for _, part := range parts {
		if strings.TrimSpace(part) == "" {
			return "", "", fmt.Errorf("import id %q has an empty part", id)
		}
	}
	switch len(parts) {
	case 1:
		return "", parts[0], nil
	case 2:
		return parts[0], parts[1], nil
	}
	return "", "", fmt.Errorf("import id %q has %d parts", id, len(parts))
}
