import {
  DataResource, Fn, Lazy, TerraformLocal, TerraformOutput, TerraformResource, TerraformStack, TerraformVariable,
} from 'cdktf';
import { Construct } from 'constructs';
import { ApiKeyTracking, ory, ProjectApiKey, WorkspaceApiKey } from '../../src';
import { KEY, newApp, newStack, problemOf, PROJECT, SECRET, synthApp, thrownBy, WORKSPACE, WORKSPACE_SECRET } from '../support/stacks';
import { TheirProvider } from '../support/their-provider';

/** What synth says of an app with one stack; it must refuse, and show nothing of the secret. */
function refusalOf(fill: (stack: TerraformStack) => void): string {
  const app = newApp();
  const stack = new TerraformStack(app, 'stack');
  fill(stack);
  const { message } = thrownBy(() => app.synth());
  expect(message).toContain('holds the value of an API key (not shown here), and it would be written to the synthesized files');
  expect(message).not.toContain('S3cret');
  return message;
}

const withKey = (stack: TerraformStack) => {
  new ory.OryProvider(stack, 'Ory');
  return new ProjectApiKey(stack, 'Ci', { name: 'ci' });
};

describe('a literal secret in a prop', () => {
  test.each([
    ['name', { name: SECRET }],
    ['name', { name: `ci ${WORKSPACE_SECRET}` }],
    ['name', { name: `\${var.x} ${SECRET}` }],
    ['projectId', { name: 'ci', projectId: SECRET }],
    ['expiresAt', { name: 'ci', expiresAt: SECRET }],
    ['keepers["a"]', { name: 'ci', keepers: { a: `x${SECRET}` } }],
    ['a key of keepers', { name: 'ci', keepers: { [SECRET]: 'x' } }],
    ['expiryWarningDays', { name: 'ci', expiryWarningDays: SECRET as any }],
  ])('of ProjectApiKey fails: %s', (prop, props) => {
    const message = problemOf(() => new ProjectApiKey(newStack(), 'Ci', props));

    expect(message.startsWith(`stack/Ci: ${prop}: `)).toBe(true);
  });

  test.each([
    ['name', { name: SECRET, keyId: KEY }],
    ['keyId', { name: 'ci', keyId: SECRET }],
    ['keyId', { name: 'ci', keyId: `\${var.x}/${SECRET}` }],
    ['value', { name: 'ci', keyId: KEY, value: SECRET }],
    ['value', { name: 'ci', keyId: KEY, value: `\${var.x}${SECRET}` }],
  ])('of importExisting fails: %s', (prop, props) => {
    expect(problemOf(() => ProjectApiKey.importExisting(newStack(), 'Ci', props)).startsWith(`stack/Ci: ${prop}: `)).toBe(true);
  });

  test.each([
    ['name', { name: SECRET, keyId: KEY }], ['keyId', { name: 'ci', keyId: SECRET }], ['projectId', { name: 'ci', keyId: KEY, projectId: SECRET }],
    ['expiresAt', { name: 'ci', keyId: KEY, expiresAt: SECRET }], ['value', { name: 'ci', keyId: KEY, value: SECRET }],
  ])('of fromApiKeyAttributes fails: %s', (prop, attrs) => {
    expect(problemOf(() => ProjectApiKey.fromApiKeyAttributes(newStack(), 'Ci', attrs)).startsWith(`stack/Ci: ${prop}: `)).toBe(true);
  });

  test.each([
    ['name', { name: WORKSPACE_SECRET }], ['keyId', { name: 'w', keyId: WORKSPACE_SECRET }], ['workspaceId', { name: 'w', workspaceId: WORKSPACE_SECRET }],
    ['value', { name: 'w', value: WORKSPACE_SECRET }], ['expiresAt', { name: 'w', expiresAt: WORKSPACE_SECRET }],
    ['tracking', { name: 'w', tracking: WORKSPACE_SECRET as ApiKeyTracking }],
  ])('of WorkspaceApiKey fails: %s', (prop, props) => {
    expect(problemOf(() => new WorkspaceApiKey(newStack(), 'W', props)).startsWith(`stack/W: ${prop}: `)).toBe(true);
  });

  test.each([
    ['name', (stack: TerraformStack) => new ProjectApiKey(stack, 'Hidden', { name: Lazy.stringValue({ produce: () => SECRET }) }), 'stack/Hidden/Resource'],
    ['projectId', (stack: TerraformStack) => new ProjectApiKey(stack, 'Hidden', { name: 'ci', projectId: Fn.lower(SECRET) }), 'stack/Hidden/Resource'],
    ['keepers', (stack: TerraformStack) => new ProjectApiKey(stack, 'Hidden', { name: 'ci', keepers: { a: Fn.sha256(SECRET) } }), 'stack/Hidden/Keepers'],
    ['a record', (stack: TerraformStack) => new WorkspaceApiKey(stack, 'Hidden', {
      name: Fn.upper(WORKSPACE_SECRET), keyId: KEY, workspaceId: WORKSPACE, tracking: ApiKeyTracking.REFERENCE,
    }), 'stack/Hidden/Resource'],
  ])('that a token hides fails synth: %s', (_what, make, where) => {
    expect(refusalOf((stack) => {
      new ory.OryProvider(stack, 'Ory');
      make(stack);
    })).toContain(`${where}: the resource holds`);
  });

  test('of a raw binding fails synth', () => {
    expect(refusalOf((stack) => {
      new ory.OryProvider(stack, 'Ory');
      new ory.ProjectApiKey(stack, 'Raw', { name: SECRET });
    })).toContain('stack/Raw: the resource holds');
  });
});

describe('a literal secret in the provider\'s configuration', () => {
  test.each([
    ['workspaceApiKey', { workspaceApiKey: WORKSPACE_SECRET }],
    ['projectApiKey', { projectApiKey: SECRET }],
    ['another argument', { projectSlug: `x-${SECRET}` }],
    ['a function', { workspaceApiKey: Fn.trimspace(WORKSPACE_SECRET) }],
    ['a lazy value', { workspaceApiKey: Lazy.stringValue({ produce: () => WORKSPACE_SECRET }) }],
  ])('fails synth of a stack of raw bindings alone: %s', (_what, config) => {
    expect(refusalOf((stack) => new ory.OryProvider(stack, 'Ory', config))).toContain('stack/Ory: the provider\'s configuration holds');
  });

  test('set after its construction fails synth', () => {
    expect(refusalOf((stack) => {
      new ory.OryProvider(stack, 'Ory').workspaceApiKey = WORKSPACE_SECRET;
    })).toContain('stack/Ory: the provider\'s configuration holds');
  });

  test('set by an override fails synth', () => {
    expect(refusalOf((stack) => new ory.OryProvider(stack, 'Ory').addOverride('workspace_api_key', WORKSPACE_SECRET))).toContain('stack/Ory');
  });

  test('of a second, aliased provider fails synth', () => {
    expect(refusalOf((stack) => {
      new ory.OryProvider(stack, 'Ory');
      new ory.OryProvider(stack, 'Other', { alias: 'other', workspaceApiKey: WORKSPACE_SECRET });
    })).toContain('stack/Other: the provider\'s configuration holds');
  });

  test('is told for every place at once, and each once', () => {
    const message = refusalOf((stack) => {
      new ory.OryProvider(stack, 'Ory', { workspaceApiKey: WORKSPACE_SECRET });
      new ProjectApiKey(stack, 'Ci', { name: 'ci' });
      new TerraformVariable(stack, 'token', { default: SECRET });
    });

    expect(message.match(/stack\/Ory: /g)).toHaveLength(1);
    expect(message.match(/stack\/token: /g)).toHaveLength(1);
  });

  test('is told with the way out', () => {
    expect(refusalOf((stack) => new ory.OryProvider(stack, 'Ory', { workspaceApiKey: WORKSPACE_SECRET })))
      .toContain('expected a reference: pass it as a sensitive TerraformVariable, or leave it to the provider\'s environment variables');
  });
});

describe('a literal secret in a variable or an output', () => {
  test.each([
    ['a string', SECRET], ['within a string', `Bearer ${SECRET}`], ['a list', ['a', SECRET]], ['an object', { a: { b: [SECRET] } }], ['a key of an object', { [SECRET]: 1 }],
    ['a function', Fn.sha256(SECRET)],
  ])('fails synth as a variable\'s default: %s', (_what, value) => {
    expect(refusalOf((stack) => {
      withKey(stack);
      new TerraformVariable(stack, 'token', { default: value });
    })).toContain('stack/token: the variable holds');
  });

  test.each([
    ['a string', () => SECRET],
    ['within a string beside a token', (key: ProjectApiKey) => `${key.keyId} ${SECRET}`],
    ['a list', () => ['a', [SECRET]]],
    ['an object', () => ({ a: { b: SECRET } })],
    ['a key of an object', () => ({ [SECRET]: 'a' })],
    ['a function', () => Fn.base64encode(SECRET)],
    ['a function of tokens', (key: ProjectApiKey) => Fn.join(' ', [key.keyId, SECRET])],
    ['a lazy value', () => Lazy.anyValue({ produce: () => ({ deep: [SECRET] }) })],
  ])('fails synth as an output: %s', (_what, value) => {
    expect(refusalOf((stack) => new TerraformOutput(stack, 'Shown', { value: value(withKey(stack)), sensitive: true }))).toContain('stack/Shown: the output holds');
  });

  test.each<[string, string, (stack: TerraformStack) => void]>([
    ['the default of a variable, by an override', 'stack/key: the variable', (stack) => new TerraformVariable(stack, 'key', {}).addOverride('default', SECRET)],
    ['the description of a variable', 'stack/key: the variable', (stack) => void new TerraformVariable(stack, 'key', { description: `such as ${SECRET}` })],
    ['the lifecycle of a key', 'stack/Other/Resource: the resource', (stack) => {
      new ProjectApiKey(stack, 'Other', { name: 'o' }).resource.lifecycle = { precondition: [{ condition: '${true}', errorMessage: SECRET }] };
    }],
  ])('fails synth in %s', (_what, where, put) => {
    expect(refusalOf((stack) => {
      withKey(stack);
      put(stack);
    })).toContain(`${where} holds`);
  });

  test('fails synth as an output\'s description', () => {
    expect(refusalOf((stack) => new TerraformOutput(stack, 'Shown', { value: withKey(stack).keyId, description: SECRET }))).toContain('stack/Shown: the output holds');
  });

  test('fails synth in a nested construct', () => {
    expect(refusalOf((stack) => {
      withKey(stack);
      new TerraformOutput(new Construct(stack, 'Team'), 'Shown', { value: SECRET });
    })).toContain('stack/Team/Shown: the output holds');
  });

  test('fails synth in a stack that has no key but a referred one', () => {
    expect(refusalOf((stack) => {
      ProjectApiKey.fromApiKeyAttributes(stack, 'Theirs', { keyId: KEY, name: 'theirs' });
      new TerraformOutput(stack, 'Shown', { value: SECRET });
    })).toContain('stack/Shown: the output holds');
  });
});

describe('a literal secret in any other place', () => {
  const PREFIXES = ['ory_pat_', 'ory_wak_', 'ory_apikey_'].map((prefix) => `${prefix}S3cretS3cretS3cr`);

  test.each<[string, string, (stack: TerraformStack, secret: string) => unknown]>([
    ['a local', 'stack/Held: the local', (stack, secret) => new TerraformLocal(stack, 'Held', secret)],
    ['a local, deep within', 'stack/Held: the local', (stack, secret) => new TerraformLocal(stack, 'Held', { a: [{ b: `Bearer ${secret}` }] })],
    ['a local that a function hides it in', 'stack/Held: the local', (stack, secret) => new TerraformLocal(stack, 'Held', Fn.upper(secret))],
    ['a provisioner of a key', 'stack/Other/Resource: the resource', (stack, secret) => {
      new ProjectApiKey(stack, 'Other', { name: 'o' }).resource.provisioners = [{ type: 'local-exec', command: `curl -H 'Authorization: Bearer ${secret}'` }];
    }],
    ['a connection of a key', 'stack/Other/Resource: the resource', (stack, secret) => {
      new ProjectApiKey(stack, 'Other', { name: 'o' }).resource.connection = { type: 'ssh', host: 'h', password: secret };
    }],
    ['the moved block of a raw binding', 'stack/Raw: the resource', (stack, secret) => {
      new ory.ProjectApiKey(stack, 'Raw', { name: 'raw' }).moveFromId(`ory_project_api_key.${secret}`);
    }],
    ['the import id of a raw binding', 'stack/Raw: the resource', (stack, secret) => {
      new ory.ProjectApiKey(stack, 'Raw', { name: 'raw' }).importFrom(secret);
    }],
    ['a terraform_data of the user\'s', 'stack/Data: the resource', (stack, secret) => new DataResource(stack, 'Data', { input: { secret } })],
    ['a resource of another kind of the provider', 'stack/Client: the resource', (stack, secret) => {
      new TerraformResource(stack, 'Client', { terraformResourceType: 'ory_oauth2_client' }).addOverride('secret', secret);
    }],
    ['the provider of something else', 'stack/Vault: the provider\'s configuration', (stack, secret) => new TheirProvider(stack, 'Vault', { token: secret }, 'vault')],
    ['an import that a token gives', 'stack/OryApiKeyImports: the block', (stack, secret) => ProjectApiKey.importExisting(stack, 'Old', {
      name: 'old', keyId: Lazy.stringValue({ produce: () => secret }),
    })],
    ['a logical id', 'stack/OryApiKeyMoves: the block', (stack, secret) => {
      new ProjectApiKey(stack, 'New', { name: 'n', movedFrom: ['Old'] }).resource.overrideLogicalId(secret);
    }],
    ['a logical id of a key that does not move', 'stack/New/Resource: the resource', (stack, secret) => {
      new ProjectApiKey(stack, 'New', { name: 'n' }).resource.overrideLogicalId(secret);
    }],
    ['a dependency of a key', 'stack/New/Resource: the resource', (stack, secret) => {
      new ProjectApiKey(stack, 'New', { name: 'n' }).resource.dependsOn = [`terraform_data.${secret}`];
    }],
    ['an id of a construct', 'its id', (stack, secret) => new Construct(stack, `of ${secret}`)],
  ])('fails synth: %s', (_what, where, put) => {
    for (const secret of PREFIXES) {
      const message = refusalOf((stack) => {
        withKey(stack);
        put(stack, secret);
      });
      expect(message).toContain(`${where} holds`);
    }
  });

  test.each(PREFIXES)('fails synth whatever the prefix: %s', (secret) => {
    expect(refusalOf((stack) => new ory.OryProvider(stack, 'Ory', { workspaceApiKey: secret }))).toContain('stack/Ory: the provider\'s configuration holds');
    expect(problemOf(() => new ProjectApiKey(newStack(), 'K', { name: `of ${secret}` }))).toContain('the value of an API key was given');
    expect(problemOf(() => new ProjectApiKey(newStack(), 'K', { name: 'k', projectId: secret }))).not.toContain('S3c');
    expect(problemOf(() => new WorkspaceApiKey(newStack(), secret, { name: ' ' }))).toContain(`stack/${secret.slice(0, secret.lastIndexOf('_') + 1)}***: name: `);
  });

  test('is looked for in the stack alone that it stands in, and each once', () => {
    const app = newApp();
    withKey(new TerraformStack(app, 'clean'));
    const stack = newStack(app, 'stack');
    new ProjectApiKey(stack, 'A', { name: 'a' });
    new TerraformLocal(stack, 'Held', SECRET);
    new TerraformLocal(newStack(stack, 'inner'), 'Inner', SECRET);

    const { message } = thrownBy(() => app.synth());
    expect(message.match(/Held: the local holds/g)).toHaveLength(1);
    expect(message.match(/Inner: the local holds/g)).toHaveLength(1);
    expect(message).toContain('[stack/inner] stack/inner/Inner: ');
  });
});

describe('what is no secret', () => {
  test('passes synth: references, prefixes alone, and other strings', () => {
    const app = newApp();
    const stack = new TerraformStack(app, 'stack');
    const token = new TerraformVariable(stack, 'token', { type: 'string', sensitive: true });
    new TerraformVariable(stack, 'pattern', { default: 'ory_pat_*' });
    new TerraformVariable(stack, 'number', { default: 3 });
    new TerraformVariable(stack, 'placeholder', { description: 'as in ory_wak_xxxx, or ory_apikey_0123456789abcde', default: 'ory_apikey_' });
    new TerraformLocal(stack, 'named', { name: 'ory_pat_ci', other: ['ory_wak_terraform'] });
    new ProjectApiKey(stack, 'ory_pat_ci', { name: 'ory_pat_ci' });
    new ory.OryProvider(stack, 'Ory', { workspaceApiKey: token.stringValue, projectId: PROJECT });
    const key = new ProjectApiKey(stack, 'Ci', { name: 'ory_pat_ and ory_wak_ are prefixes' });
    key.addSensitiveOutput('ci_key', { description: 'begins with ory_pat_...' });
    new TerraformOutput(stack, 'Shown', { value: { prefix: 'ory_wak_', list: [true, 1], id: key.keyId } });

    expect(Object.keys(synthApp(app).json('stack').output).sort()).toEqual(['Shown', 'ci_key']);
  });
});
