package console

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"
)

// ProjectKey is a project API key. Value comes with the answer to a create alone.
type ProjectKey struct {
	ID        string     `json:"id"`
	Name      string     `json:"name"`
	OwnerID   string     `json:"owner_id"`
	ProjectID string     `json:"project_id"`
	CreatedAt *time.Time `json:"created_at"`
	ExpiresAt *time.Time `json:"expires_at"`
	Value     string     `json:"value"`
}

// WorkspaceKey is a workspace API key. The API lists such keys but never gives their value.
type WorkspaceKey struct {
	ID          string     `json:"id"`
	Name        string     `json:"name"`
	OwnerID     string     `json:"owner_id"`
	WorkspaceID string     `json:"workspace_id"`
	CreatedAt   *time.Time `json:"created_at"`
	UpdatedAt   *time.Time `json:"updated_at"`
	ExpiresAt   *time.Time `json:"expires_at"`
}

// CreateProjectKey makes a key. Without expiresAt the key never expires.
func (c *Client) CreateProjectKey(ctx context.Context, project, name string, expiresAt *time.Time) (*ProjectKey, error) {
	request := struct {
		Name      string     `json:"name"`
		ExpiresAt *time.Time `json:"expires_at,omitempty"`
	}{name, expiresAt}
	var key ProjectKey
	if err := c.call(ctx, http.MethodPost, tokensPath("projects", project), request, &key); err != nil {
		return nil, err
	}
	if key.ID == "" {
		return nil, errors.New("POST " + tokensPath("projects", project) + ": the console API answered with a key that has no id")
	}
	return &key, nil
}

// ProjectKeys lists every key of a project.
func (c *Client) ProjectKeys(ctx context.Context, project string) ([]ProjectKey, error) {
	var keys []ProjectKey
	err := c.call(ctx, http.MethodGet, tokensPath("projects", project), nil, &keys)
	return keys, err
}

// DeleteProjectKey revokes a key. A key that is gone already is an error, also when a first try of the same call revoked it.
func (c *Client) DeleteProjectKey(ctx context.Context, project, id string) error {
	return c.call(ctx, http.MethodDelete, tokensPath("projects", project)+"/"+url.PathEscape(id), nil, nil)
}

// WorkspaceKeys lists every key of a workspace.
func (c *Client) WorkspaceKeys(ctx context.Context, workspace string) ([]WorkspaceKey, error) {
	var keys []WorkspaceKey
	err := c.call(ctx, http.MethodGet, tokensPath("workspaces", workspace), nil, &keys)
	return keys, err
}

func tokensPath(collection, owner string) string {
	return "/" + collection + "/" + url.PathEscape(owner) + "/tokens"
}
