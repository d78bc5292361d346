import { TerraformVariable } from 'cdktf';
import { ory, ProjectApiKey, WorkspaceApiKey } from '../../src';
import { KEY, newApp, newStack, OTHER_PROJECT, PROJECT, render, WORKSPACE } from '../support/stacks';

const ADDRESS = 'ory_project_api_key.Ci_A080E7EE';

describe('importCommand', () => {
  test('of a key that this app makes has stand-ins for what only an apply tells', () => {
    expect(new ProjectApiKey(newStack(), 'Ci', { name: 'ci' }).importCommand).toBe(`terraform import ${ADDRESS} <project-id>/<key-id>`);
  });

  test('names the project of the key', () => {
    const stack = newStack(newApp(), 'stack', { projectId: OTHER_PROJECT });

    expect(new ProjectApiKey(stack, 'Ci', { name: 'ci', projectId: PROJECT }).importCommand).toBe(`terraform import ${ADDRESS} ${PROJECT}/<key-id>`);
  });

  test('names the project of the provider where the key names none', () => {
    const stack = newStack(newApp(), 'stack', { projectId: PROJECT });

    expect(new ProjectApiKey(stack, 'Ci', { name: 'ci' }).importCommand).toBe(`terraform import ${ADDRESS} ${PROJECT}/<key-id>`);
  });

  test('names the project of the provider that the key uses', () => {
    const stack = newStack(newApp(), 'stack', { projectId: OTHER_PROJECT });
    const provider = new ory.OryProvider(stack, 'Other', { alias: 'other', projectId: PROJECT });

    expect(new ProjectApiKey(stack, 'Ci', { name: 'ci', provider }).importCommand).toBe(`terraform import ${ADDRESS} ${PROJECT}/<key-id>`);
  });

  test('of an imported key is complete', () => {
    expect(ProjectApiKey.importExisting(newStack(), 'Ci', { name: 'ci', keyId: KEY, projectId: PROJECT }).importCommand)
      .toBe(`terraform import ${ADDRESS} ${PROJECT}/${KEY}`);
  });

  test('of an imported key whose project nobody names has the bare id, as its import block', () => {
    const stack = newStack();
    const key = ProjectApiKey.importExisting(stack, 'Ci', { name: 'ci', keyId: KEY });

    expect(key.importCommand).toBe(`terraform import ${ADDRESS} ${KEY}`);
    expect(render(stack).import[0].id).toBe(KEY);
  });

  test('has a stand-in for a key id that is a token', () => {
    const stack = newStack();
    const id = new TerraformVariable(stack, 'id', { type: 'string' }).stringValue;

    expect(ProjectApiKey.importExisting(stack, 'Ci', { name: 'ci', keyId: id, projectId: PROJECT }).importCommand)
      .toBe(`terraform import ${ADDRESS} ${PROJECT}/<key-id>`);
  });

  test('of an imported key has a stand-in for a project that is a token, since a bare id would destroy the key', () => {
    const stack = newStack();
    const project = new TerraformVariable(stack, 'project', { type: 'string' }).stringValue;

    expect(ProjectApiKey.importExisting(stack, 'Ci', { name: 'ci', keyId: KEY, projectId: project }).importCommand)
      .toBe(`terraform import ${ADDRESS} <project-id>/${KEY}`);
  });

  test('of a workspace key is complete where both ids are known', () => {
    expect(new WorkspaceApiKey(newStack(), 'W', { name: 'ops', keyId: KEY, workspaceId: WORKSPACE }).importCommand)
      .toBe(`terraform import ory_workspace_api_key.W_8F2A5E99 ${WORKSPACE}/${KEY}`);
  });

  test('of a workspace key always has a workspace, since the provider takes no bare id', () => {
    expect(new WorkspaceApiKey(newStack(), 'W', { name: 'ops' }).importCommand)
      .toBe('terraform import ory_workspace_api_key.W_8F2A5E99 <workspace-id>/<key-id>');
  });

  test('follows a logical id that was overridden before', () => {
    const key = new ProjectApiKey(newStack(), 'Ci', { name: 'ci' });

    key.resource.overrideLogicalId('renamed');

    expect(key.importCommand).toBe('terraform import ory_project_api_key.renamed <project-id>/<key-id>');
  });
});
