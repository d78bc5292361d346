import { TerraformVariable } from 'cdktf';
import { ApiKeyTracking, ProjectApiKey, RotatingProjectApiKey, RotationAdoption, RotationSchedule, WorkspaceApiKey } from '../../src';
import { KEY, newStack, render, WORKSPACE } from '../support/stacks';

type Stack = ReturnType<typeof newStack>;

const checkOf = (stack: Stack, name: string) => render(stack).check[`${name}_identity`].assert[0];
const existing = (stack: Stack, keyId = KEY) => ProjectApiKey.importExisting(stack, 'Old', { name: 'old', keyId });

describe('an import that the state does not follow', () => {
  test('is told by a check on every plan', () => {
    const stack = newStack();
    existing(stack);

    expect(checkOf(stack, 'ory_project_api_key_Old_F7E39C65')).toEqual({
      condition: `\${ory_project_api_key.Old_F7E39C65.id == "${KEY}"}`,
      error_message: `The API key stack/Old is \${ory_project_api_key.Old_F7E39C65.id} in the state, not ${KEY} as its keyId says, since an import does nothing where the state has a key: `
        + 'a given value belongs to the other. Call forget on it and apply, or put the keyId right.',
    });
    expect(render(stack).terraform.required_version).toBe('>= 1.5');
  });

  test('is told where only Terraform can tell the id, which the message does not repeat', () => {
    const stack = newStack();
    existing(stack, new TerraformVariable(stack, 'id', {}).stringValue);

    const { condition, error_message: message } = checkOf(stack, 'ory_project_api_key_Old_F7E39C65');
    expect(condition).toBe('${(ory_project_api_key.Old_F7E39C65.id == var.id)}');
    expect(message).toContain('.id} in the state, not the one as its keyId says');
    expect(message).not.toContain('var.id');
  });

  test.each([[0, KEY], [1, KEY], [0, '${local.ids["ci"]}']])('is told of a key that a rotation adopted, while it is in its slot: at generation %p, id %s', (generation, keyId) => {
    const stack = newStack();
    new RotatingProjectApiKey(stack, 'R', { name: 'r', schedule: RotationSchedule.manual(generation), adopt: RotationAdoption.importKey(keyId) });

    expect(checkOf(stack, 'ory_project_api_key_R_SlotA_A865C877').condition).toBe(`\${ory_project_api_key.R_SlotA_A865C877.id == "${keyId}"}`);
  });

  test('is no matter once the turn of an adopted key\'s slot has come, nor for a moved one', () => {
    const stack = newStack();
    new RotatingProjectApiKey(stack, 'R', { name: 'r', schedule: RotationSchedule.manual(2), adopt: RotationAdoption.importKey(KEY) });
    new RotatingProjectApiKey(stack, 'S', { name: 's', schedule: RotationSchedule.manual(0), adopt: RotationAdoption.moveFrom('Old') });

    expect(Object.keys(render(stack).check)).toEqual(['OryApiKeyExpiry']);
  });

  test('is told of a workspace key, and not of one that is only referred to or that nobody imports', () => {
    const stack = newStack();
    new WorkspaceApiKey(stack, 'W', { name: 'w', keyId: KEY, workspaceId: WORKSPACE });
    new WorkspaceApiKey(stack, 'R', { name: 'w', keyId: KEY, workspaceId: WORKSPACE, tracking: ApiKeyTracking.REFERENCE });
    new WorkspaceApiKey(stack, 'N', { name: 'w' });

    expect(Object.keys(render(stack).check)).toEqual(['OryApiKeyExpiry', 'ory_workspace_api_key_W_8F2A5E99_identity']);
  });

  test('follows a logical id that is overridden later, and a path that looks like a template', () => {
    const stack = newStack();
    ProjectApiKey.importExisting(stack, '${evil()}', { name: 'old', keyId: KEY }).resource.overrideLogicalId('renamed');

    const { condition, error_message: message } = checkOf(stack, 'ory_project_api_key_renamed');
    expect(condition).toContain('ory_project_api_key.renamed.id');
    expect(message).toContain('The API key stack/$${evil()} is ');
  });

  test('is not watched of a key that is forgotten', () => {
    const stack = newStack();
    existing(stack).forget();

    expect(render(stack)).not.toHaveProperty('check');
  });
});
