package example;

import io.github.cdktfory.apikeys.ApiKeyTracking;

/** What the app has to be told: ids that only your account knows, and dates. */
record Settings(
    String projectId,
    String workspaceId,
    String adoptedKeyId,
    String workspaceKeyId,
    String deployKeyExpiry,
    String rotationStart,
    ApiKeyTracking tracking) {

  static Settings fromEnvironment() {
    return new Settings(
        setting("ORY_PROJECT_ID"),
        setting("ORY_WORKSPACE_ID"),
        setting("LEGACY_KEY_ID"),
        setting("WORKSPACE_KEY_ID"),
        setting("DEPLOY_KEY_EXPIRES_AT"),
        setting("ROTATION_STARTS_AT"),
        // For provider releases without ory_workspace_api_key.
        "REFERENCE".equals(System.getenv("WORKSPACE_KEY_TRACKING")) ? ApiKeyTracking.REFERENCE : ApiKeyTracking.RESOURCE);
  }

  private static String setting(final String name) {
    final String value = System.getenv(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalStateException("set the environment variable " + name + "; README.md beside the POM says to what");
    }
    return value;
  }
}
