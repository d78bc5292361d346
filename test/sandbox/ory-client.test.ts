import { Configuration, ProjectApi, ProjectApiKey, WorkspaceApi, WorkspaceApiKey } from '@ory/client';
import { Sandbox } from '../../sandbox';

/*
 * Ory's own client against the sandbox's Console: what Ory says of its API, and what the sandbox says of itself, must agree.
 */

let sandbox: Sandbox;
let projects: ProjectApi;
let workspaces: WorkspaceApi;

beforeEach(async () => {
  sandbox = await Sandbox.start();
  const configuration = new Configuration({ basePath: sandbox.url, accessToken: sandbox.workspaceKey });
  projects = new ProjectApi(configuration);
  workspaces = new WorkspaceApi(configuration);
});

afterEach(() => sandbox.close());

/** The status of an answer that is an error. */
async function statusOf(call: Promise<unknown>): Promise<number | undefined> {
  return call.then(() => undefined, (error: { response?: { status: number } }) => error.response?.status);
}

test('a project key is created, with its value', async () => {
  // WHEN
  const { status, data } = await projects.createProjectApiKey({
    project: sandbox.projectId, createProjectApiKeyBody: { name: 'ci', expires_at: '2030-12-31T23:59:59Z' },
  });

  // THEN
  const known: Required<ProjectApiKey> = {
    id: expect.any(String), name: 'ci', owner_id: expect.any(String), project_id: sandbox.projectId, created_at: expect.any(String),
    updated_at: expect.any(String), expires_at: '2030-12-31T23:59:59Z', last_characters: expect.any(String), value: expect.stringMatching(/^ory_pat_/),
  };
  expect({ status, data }).toStrictEqual({ status: 201, data: known });
  expect(await sandbox.works(data.value!)).toBe(true);
});

test('the keys of a project are listed, without values', async () => {
  // GIVEN
  const { id, value } = sandbox.seedProjectKey({ name: 'ci' });

  // WHEN
  const { data } = await projects.listProjectApiKeys({ project: sandbox.projectId });

  // THEN
  expect(data).toMatchObject([{ id, name: 'ci', project_id: sandbox.projectId, last_characters: value.slice(-4) }]);
  expect(data[0]).not.toHaveProperty('value');
});

test('a project key is deleted', async () => {
  // GIVEN
  const { id } = sandbox.seedProjectKey({ name: 'ci' });

  // WHEN
  const { status } = await projects.deleteProjectApiKey({ project: sandbox.projectId, tokenId: id });

  // THEN
  expect({ status, left: sandbox.projectKeys() }).toEqual({ status: 204, left: [] });
});

test('the keys of the workspace are listed, without values', async () => {
  // GIVEN
  const { id, value } = sandbox.seedWorkspaceKey({ name: 'terraform', expiresAt: '2030-12-31T23:59:59Z' });

  // WHEN
  const { data } = await workspaces.listWorkspaceApiKeys({ workspace: sandbox.workspaceId });

  // THEN
  const known: Omit<Required<WorkspaceApiKey>, 'value'> = {
    id, name: 'terraform', owner_id: expect.any(String), workspace_id: sandbox.workspaceId, created_at: expect.any(String),
    updated_at: expect.any(String), expires_at: '2030-12-31T23:59:59Z', last_characters: value.slice(-4),
  };
  expect(data[1]).toStrictEqual(known);
});

test('fails to make or delete a workspace key with a workspace key', async () => {
  // GIVEN
  const { id } = sandbox.seedWorkspaceKey({ name: 'terraform' });

  // THEN
  expect(await statusOf(workspaces.createWorkspaceApiKey({ workspace: sandbox.workspaceId, createWorkspaceApiKeyBody: { name: 'more' } }))).toBe(403);
  expect(await statusOf(workspaces.deleteWorkspaceApiKey({ workspace: sandbox.workspaceId, tokenId: id }))).toBe(403);
  expect(sandbox.workspaceKeys().map(({ name }) => name)).toEqual(['sandbox', 'terraform']);
});

test('fails without a key that lives, and for what is not there', async () => {
  const stranger = new ProjectApi(new Configuration({ basePath: sandbox.url, accessToken: 'ory_wak_unknown' }));
  expect(await statusOf(stranger.listProjectApiKeys({ project: sandbox.projectId }))).toBe(401);
  expect(await statusOf(projects.deleteProjectApiKey({ project: sandbox.projectId, tokenId: 'none' }))).toBe(404);
});
