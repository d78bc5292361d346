import { TerraformProvider, TerraformStack, TerraformVariable } from 'cdktf';
import { ory, ProjectApiKey, ProjectApiKeySet, RotatingProjectApiKey, RotationAdoption, RotationSchedule, WorkspaceApiKey } from '../../src';
import { KEY, newApp, newStack, onlyProjectKey, OTHER_PROJECT, PROJECT, render, resources, synthApp, thrownBy, WORKSPACE } from '../support/stacks';
import { TheirProvider } from '../support/their-provider';

const bare = (app = newApp()) => new TerraformStack(app, 'stack');
const MAKERS: [string, (stack: TerraformStack, props?: object) => unknown, string][] = [
  ['a project key', (stack, props) => new ProjectApiKey(stack, 'K', { name: 'k', ...props }), 'stack/K/Resource'],
  ['an adopted key', (stack, props) => ProjectApiKey.importExisting(stack, 'K', { name: 'k', keyId: KEY, ...props }), 'stack/K/Resource'],
  ['a workspace key', (stack, props) => new WorkspaceApiKey(stack, 'K', { name: 'k', keyId: KEY, workspaceId: WORKSPACE, ...props }), 'stack/K/Resource'],
  ['a set', (stack, props) => new ProjectApiKeySet(stack, 'K', { keys: { dev: { name: 'd' } }, ...props }), 'stack/K/Resource'],
  ['a rotating key', (stack, props) => new RotatingProjectApiKey(stack, 'K', {
    name: 'k', schedule: RotationSchedule.every(30, { startingAt: '2030-01-01T00:00:00Z' }), adopt: RotationAdoption.importKey(KEY), ...props,
  }), 'stack/K/SlotA/Resource'],
];
const PROVIDERS: [string, (stack: TerraformStack, id: string, alias?: string) => TerraformProvider][] = [
  ['this library\'s', (stack, id, alias) => new ory.OryProvider(stack, id, { alias, projectId: PROJECT })],
  ['the user\'s', (stack, id, alias) => new TheirProvider(stack, id, { alias, project_id: PROJECT })],
];

describe.each(MAKERS)('the provider of %s', (_what, make, where) => {
  const rendered = (fill: (stack: TerraformStack) => unknown) => {
    const app = newApp();
    fill(bare(app));
    const { resource } = synthApp(app).json('stack');
    return Object.values<any>(resource).flatMap((ofType) => Object.values<any>(ofType)).map(({ provider }) => provider);
  };
  const problem = (fill: (stack: TerraformStack) => unknown) => {
    const app = newApp();
    fill(bare(app));
    return thrownBy(() => app.synth()).message;
  };

  test.each(PROVIDERS)('is the only one, named where it has an alias: %s', (_whose, provide) => {
    expect(new Set(rendered((stack) => {
      make(stack);
      provide(stack, 'Ory', 'only');
    }))).toEqual(new Set(['ory.only']));
    expect(new Set(rendered((stack) => {
      provide(stack, 'Ory');
      make(stack);
    }))).toEqual(new Set([undefined]));
  });

  test.each(PROVIDERS)('is the un-aliased one of several: %s', (_whose, provide) => {
    expect(new Set(rendered((stack) => {
      provide(stack, 'A', 'a');
      make(stack);
      provide(stack, 'Ory');
      provide(stack, 'B', 'b');
    }))).toEqual(new Set([undefined]));
  });

  test.each(PROVIDERS)('is the one that was given, of several that have an alias: %s', (_whose, provide) => {
    expect(new Set(rendered((stack) => {
      provide(stack, 'A', 'a');
      make(stack, { provider: provide(stack, 'B', 'b') });
    }))).toEqual(new Set(['ory.b']));
  });

  test.each(PROVIDERS)('fails to be told where each of several has an alias: %s', (_whose, provide) => {
    expect(problem((stack) => {
      provide(stack, 'A', 'a');
      provide(stack, 'B', 'b');
      make(stack);
    })).toContain(`${where}: which Ory provider it uses was not said, and each of the stack's has an alias; expected one: give it as provider, or leave out one alias`);
  });

  test('fails where two have none, this library\'s and the user\'s, and names both', () => {
    expect(problem((stack) => {
      new ory.OryProvider(stack, 'Ours', { projectId: PROJECT });
      new TheirProvider(stack, 'Theirs', { project_id: PROJECT });
      make(stack);
    })).toContain('stack/Theirs: the stack has two Ory providers without an alias, this one and stack/Ours, which terraform init refuses; '
      + 'expected one: drop one of the two (any binding of the provider will do for the keys), or give it an alias');
  });
});

describe('the providers of a stack', () => {
  test('of another stack, and of something else, are none of its own', () => {
    const app = newApp();
    const stack = newStack(app, 'stack');
    newStack(stack, 'inner');
    newStack(app, 'other');
    new TheirProvider(stack, 'Vault', {}, 'vault');
    new ProjectApiKey(stack, 'K', { name: 'k' });

    expect(synthApp(app).json('stack').resource.ory_project_api_key.K_485CC42E).not.toHaveProperty('provider');
  });

  test('may both have no alias only where no key of this library\'s is: then it is none of its business', () => {
    const app = newApp();
    const stack = bare(app);
    new TheirProvider(stack, 'A');
    new TheirProvider(stack, 'B');

    expect(() => app.synth()).not.toThrow();
  });

  test('all with an alias are no matter for a raw binding, which cdktf leaves to Terraform', () => {
    const app = newApp();
    const stack = bare(app);
    new ory.OryProvider(stack, 'A', { alias: 'a' });
    new ory.OryProvider(stack, 'B', { alias: 'b' });
    new ory.ProjectApiKey(stack, 'Raw', { name: 'raw' });

    expect(() => app.synth()).not.toThrow();
  });

  test('are looked for anew at synth: one that an aspect adds, or an alias that is set later, counts', () => {
    const app = newApp();
    const stack = bare(app);
    const provider = new ory.OryProvider(stack, 'Ory', { projectId: PROJECT });
    const key = ProjectApiKey.importExisting(stack, 'K', { name: 'k', keyId: KEY });
    expect(key.importCommand).toContain(`${PROJECT}/${KEY}`);

    provider.alias = 'late';
    new ory.OryProvider(stack, 'Later', { projectId: OTHER_PROJECT });

    expect(synthApp(app).json('stack').import[0].id).toBe(`${OTHER_PROJECT}/${KEY}`);
  });

  test.each(PROVIDERS)('give their project to an import: %s', (_whose, provide) => {
    const stack = bare();
    ProjectApiKey.importExisting(stack, 'K', { name: 'k', keyId: KEY });
    provide(stack, 'Ory');

    expect(render(stack).import[0].id).toBe(`${PROJECT}/${KEY}`);
    expect(onlyProjectKey(stack)).not.toHaveProperty('project_id');
  });

  test('that a user generated give their workspace, tokens among them', () => {
    const stack = bare();
    new WorkspaceApiKey(stack, 'W', { name: 'w', keyId: KEY });
    new TheirProvider(stack, 'Ory', { workspace_id: new TerraformVariable(stack, 'workspace', {}).stringValue });

    expect(render(stack).import[0].id).toBe(`\${var.workspace}/${KEY}`);
    expect(render(stack).terraform.required_version).toBe('>= 1.6');
  });

  test('take the override of an alias, or of a project, where a provider is given one', () => {
    const stack = bare();
    new ory.OryProvider(stack, 'Ory').addOverride('project_id', PROJECT);
    ProjectApiKey.importExisting(stack, 'K', { name: 'k', keyId: KEY });

    expect(render(stack).import[0].id).toBe(`${PROJECT}/${KEY}`);
  });
});

describe('a set and its members', () => {
  test('have the project and the provider of the set', () => {
    const stack = newStack(newApp(), 'stack', { projectId: OTHER_PROJECT });
    const provider = new ory.OryProvider(stack, 'Other', { alias: 'other', projectId: PROJECT });
    const keys = { dev: { name: 'd' } };

    const [given, owned, standard] = [{ provider }, { projectId: WORKSPACE, provider }, {}].map((props, index) => new ProjectApiKeySet(stack, `Set${index}`, { keys, ...props }).get('dev'));

    expect([given, owned, standard].map(({ importCommand }) => importCommand.split(' ').pop())).toEqual([`${PROJECT}/<key-id>`, `${WORKSPACE}/<key-id>`, `${OTHER_PROJECT}/<key-id>`]);
    expect(Object.values<any>(resources(stack, 'ory_project_api_key')).map(({ provider: named, project_id }) => [named, project_id])).toEqual([
      ['ory.other', undefined], ['ory.other', WORKSPACE], [undefined, undefined],
    ]);
  });
});

describe('the release of the provider', () => {
  const release = (fill: (stack: TerraformStack) => unknown) => {
    const stack = bare();
    fill(stack);
    return render(stack).terraform.required_providers.ory;
  };

  test('is bounded from below only', () => {
    expect(release((stack) => new ory.OryProvider(stack, 'Ory'))).toEqual({ source: 'ory/ory', version: '>= 0.0.1' });
  });

  test.each(['before', 'after'])('is the one of the user\'s binding that stands %s this library\'s', (place) => {
    expect(release((stack) => {
      const makers = [() => new TheirProvider(stack, 'Theirs'), () => new ory.OryProvider(stack, 'Ours', { alias: 'ours' })];
      (place === 'before' ? makers : makers.reverse()).forEach((make) => make());
    })).toEqual({ source: 'ory/ory', version: '0.0.3' });
  });

  test('is the one of the stack\'s override', () => {
    expect(release((stack) => {
      new TheirProvider(stack, 'Theirs');
      new ory.OryProvider(stack, 'Ours', { alias: 'ours' });
      stack.addOverride('terraform.required_providers.ory.version', '0.0.2');
    }).version).toBe('0.0.2');
  });
});
