import { CreatedKey, ListedKey, SandboxClient, SandboxInfo, URL_HELP } from './client';
import { Command, oneOf, parse, requireNoMore, UsageError } from './usage';

const KINDS = ['project', 'workspace'] as const;
const PROJECT_HELP = '--project ID      another project than the first';

/** Makes a key as if by hand in the Ory Console. */
export const seed: Command = {
  usage: 'project|workspace --name NAME [options]',
  summary: 'Make a key behind Terraform\'s back, as if by hand in the Ory Console.',
  options: [
    '--name NAME       its name; any text',
    '--expires-at T    RFC 3339, may lie in the past (default: never expires)',
    PROJECT_HELP,
    '--show-value      print the value, too: it is shown this once',
    URL_HELP,
  ],
  async run(args) {
    const { values, positionals } = parse(args, {
      'name': { type: 'string' },
      'expires-at': { type: 'string' },
      'project': { type: 'string' },
      'show-value': { type: 'boolean', default: false },
      'url': { type: 'string' },
    });
    if (values.name === undefined) {
      throw new UsageError('--name is missing');
    }
    const owner = await findOwner(positionals, values);
    const key = await owner.client.call<CreatedKey>('POST', owner.path, { name: values.name, expires_at: values['expires-at'] });
    console.log(`key id     ${key.id}`);
    console.log(`import id  ${owner.id}/${key.id}`);
    if (values['show-value']) {
      console.log(`value      ${key.value}`);
    }
  },
};

/** Lists keys, without their values. */
export const list: Command = {
  usage: 'project|workspace [options]',
  summary: 'List the keys, without their values.',
  options: [PROJECT_HELP, URL_HELP],
  async run(args) {
    const { values, positionals } = parse(args, { project: { type: 'string' }, url: { type: 'string' } });
    const owner = await findOwner(positionals, values);
    const keys = await owner.client.call<ListedKey[]>('GET', owner.path);
    console.log(`${'ID'.padEnd(36)}  ${'CREATED'.padEnd(24)}  ${'EXPIRES'.padEnd(24)}  NAME`);
    for (const key of keys) {
      // Quoted as JSON: a name may hold anything, control characters of the terminal too.
      console.log(`${key.id}  ${key.created_at}  ${(key.expires_at ?? 'never').padEnd(24)}  ${JSON.stringify(key.name)}`);
    }
  },
};

interface Owner {
  readonly client: SandboxClient;
  readonly id: string;
  /** The route of its keys. */
  readonly path: string;
}

async function findOwner([kindText, ...more]: string[], given: { readonly project?: string; readonly url?: string }): Promise<Owner> {
  const kind = oneOf('the kind of key', kindText, KINDS);
  requireNoMore(more);
  if (kind === 'workspace' && given.project !== undefined) {
    throw new UsageError('--project goes with project keys only');
  }
  const client = SandboxClient.find(given.url);
  const info = await client.call<SandboxInfo>('GET', '');
  const id = kind === 'workspace' ? info.workspace_id : given.project ?? info.project_ids[0];
  return { client, id, path: `/${kind}s/${encodeURIComponent(id)}/tokens` };
}
