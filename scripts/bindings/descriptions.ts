/** Documentation of each attribute of the provider: the schema gives types and flags alone. */
export interface Descriptions {
  readonly provider: Readonly<Record<string, string>>;
  readonly resources: Readonly<Record<string, { readonly summary: string; readonly attributes: Readonly<Record<string, string>> }>>;
}

export const DESCRIPTIONS: Descriptions = {
  provider: {
    workspace_api_key: 'Workspace API key (`ory_wak_...`) that both key resources authenticate with. Sensitive: pass a variable or leave it to the environment variable `ORY_WORKSPACE_API_KEY`, never a literal.',
    project_api_key: 'Project API key (`ory_pat_...`) for the resources of a single project; the key resources do not use it. Sensitive: pass a variable or leave it to the environment variable `ORY_PROJECT_API_KEY`, never a literal.',
    project_id: 'Project that a resource belongs to when it names none itself, a UUID. Falls back to the environment variable `ORY_PROJECT_ID`.',
    project_slug: 'Slug of the project, the part that fills the `%s` of `project_api_url`. Falls back to the environment variable `ORY_PROJECT_SLUG`.',
    workspace_id: 'Workspace that a resource belongs to when it names none itself, a UUID. Falls back to the environment variable `ORY_WORKSPACE_ID`.',
    console_api_url: 'Base URL of the Console API; the provider takes `https://api.console.ory.sh` when nothing is set. Falls back to the environment variable `ORY_CONSOLE_API_URL`.',
    project_api_url: 'Template of a project\'s base URL, with `%s` for the slug; the provider takes `https://%s.projects.oryapis.com` when nothing is set. Falls back to the environment variable `ORY_PROJECT_API_URL`.',
  },
  resources: {
    ory_project_api_key: {
      summary: 'An API key of an Ory project. The provider has no update: every change of an argument destroys the key and creates another.',
      attributes: {
        name: 'Name of the key as the Console shows it. A change replaces the key.',
        expires_at: 'Instant from which the key is refused, RFC 3339 in whole seconds such as `2030-12-31T23:59:59Z`. A change replaces the key. Any other spelling of the instant creates the key and then fails the apply.',
        project_id: 'Project that the key belongs to, a UUID; the provider\'s `project_id` when unset. A change replaces the key.',
        id: 'Identifier of the key, a UUID.',
        created_at: 'Instant of creation, RFC 3339.',
        owner_id: 'Identifier of the identity that created the key, a UUID.',
        value: 'The secret itself (`ory_pat_...`), returned at creation alone and null after an import. Sensitive.',
      },
    },
    ory_workspace_api_key: {
      summary: 'An API key of an Ory workspace. Import-only: keys are made in the Ory Console, and destroying the resource only forgets the key. Not every release of the provider registers this resource.',
      attributes: {
        name: 'Name of the key. The provider copies it to the state and calls no API: a name that differs from the remote one shows an update on every plan.',
        workspace_id: 'Workspace that the key belongs to, a UUID; the provider\'s `workspace_id` when unset.',
        id: 'Identifier of the key, a UUID.',
        created_at: 'Instant of creation, RFC 3339.',
        updated_at: 'Instant of the last change, RFC 3339.',
        expires_at: 'Instant from which the key is refused, RFC 3339; null for a key without expiry.',
        owner_id: 'Identifier of the identity that created the key, a UUID.',
        value: 'The secret itself (`ory_wak_...`). The API shows it once, in the Console, so the provider never fills it. Sensitive.',
      },
    },
  },
};
