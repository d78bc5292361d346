import { joinImportId, splitImportId, uuidProblem } from './private/input/ids';
import { quote } from './private/input/secrets';
import { ApiKeyValidationError } from './private/input/validation-error';

/**
 * The id by which `terraform import` finds a key: `<key-id>`, `<project-id>/<key-id>` or `<workspace-id>/<key-id>`.
 *
 * A project key is best imported with its project: a bare id beside a `project_id` in the configuration makes the provider plan to
 * destroy the live key. A workspace key cannot be imported without its workspace.
 */
export class ApiKeyImportId {
  /**
   * Id of a project key.
   *
   * @param keyId UUID of the key, or a token
   * @param projectId UUID of its project, or a token; only leave it out when the configuration of the key names no project either
   * @throws ApiKeyValidationError when one of them is neither a UUID nor a token
   */
  public static project(keyId: string, projectId?: string): ApiKeyImportId {
    return new ApiKeyImportId('ApiKeyImportId.project', 'projectId', keyId, projectId ?? undefined);
  }

  /**
   * Id of a workspace key; the provider takes no other form.
   *
   * @param keyId UUID of the key, or a token
   * @param workspaceId UUID of its workspace, or a token
   * @throws ApiKeyValidationError when one of them is missing, or neither a UUID nor a token
   */
  public static workspace(keyId: string, workspaceId: string): ApiKeyImportId {
    if (workspaceId === undefined || workspaceId === null) {
      throw new ApiKeyValidationError('ApiKeyImportId.workspace', 'workspaceId is missing; a workspace key is imported as <workspace-id>/<key-id>: give its workspace, too');
    }
    return new ApiKeyImportId('ApiKeyImportId.workspace', 'workspaceId', keyId, workspaceId);
  }

  /**
   * Reads an id as it stands in an import block or on the command line.
   *
   * @param text `<key-id>` or `<project-or-workspace-id>/<key-id>`
   * @throws ApiKeyValidationError when the string has another form
   */
  public static parse(text: string): ApiKeyImportId {
    const parts = typeof text === 'string' ? splitImportId(text) : [];
    if (parts.length < 1 || parts.length > 2) {
      throw new ApiKeyValidationError('ApiKeyImportId.parse', `${quote(text)} has ${parts.length} parts; expected <key-id> or <project-or-workspace-id>/<key-id>`);
    }
    const [keyId, ownerId] = [...parts].reverse();
    return new ApiKeyImportId('ApiKeyImportId.parse', 'the part before the slash', keyId, ownerId);
  }

  /** UUID of the key, as it was given. */
  public readonly keyId: string;

  /**
   * UUID of the project or workspace that the key belongs to, as it was given.
   *
   * @default - none: the id is the key's alone
   */
  public readonly ownerId?: string;

  /** The string that Terraform takes: `<owner-id>/<key-id>`, or `<key-id>` without an owner. */
  public readonly id: string;

  private constructor(where: string, ownerProp: string, keyId: string, ownerId?: string) {
    for (const [prop, id] of [['keyId', keyId], ...(ownerId === undefined ? [] : [[ownerProp, ownerId]])]) {
      const problem = uuidProblem(id);
      if (problem) {
        throw new ApiKeyValidationError(where, `${prop}: ${problem}`);
      }
    }
    this.keyId = keyId;
    this.ownerId = ownerId;
    this.id = joinImportId(keyId, ownerId);
  }
}
