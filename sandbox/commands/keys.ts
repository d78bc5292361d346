import { Command, oneOf, parse, requireNoMore } from '../../src/cli/arguments';
import { UsageError } from '../../src/cli/failure';
import { CreatedKey, ListedKey, SandboxClient, SandboxInfo, URL_HELP } from './client';
import { helpOf } from './help';

const KINDS = ['project', 'workspace'] as const;
const PROJECT_HELP = '--project ID      another project than the first';

/** Makes a key as if by hand in the Ory Console. */
export const seed: Command = {
  summary: 'make a key behind Terraform\'s back',
  help: helpOf('seed project|workspace --name NAME [options]', 'Make a key behind Terraform\'s back, as if by hand in the Ory Console.', [
    '--name NAME       its name; any string',
    '--expires-at T    RFC 3339, may lie in the past (default: never expires)',
    PROJECT_HELP,
    '--show-value      print the value, too: it is shown this once',
    URL_HELP,
  ]),
  async run(args, io) {
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
    io.stdout.write(`key id     ${key.id}\nimport id  ${owner.id}/${key.id}\n`);
    if (values['show-value']) {
      io.stdout.write(`value      ${key.value}\n`);
    }
  },
};

/** Lists keys, without their values. */
export const list: Command = {
  summary: 'list the keys, without their values',
  help: helpOf('list project|workspace [options]', 'List the keys, without their values.', [PROJECT_HELP, URL_HELP]),
  async run(args, io) {
    const { values, positionals } = parse(args, { project: { type: 'string' }, url: { type: 'string' } });
    const owner = await findOwner(positionals, values);
    const keys = await owner.client.call<ListedKey[]>('GET', owner.path);
    io.stdout.write(`${'ID'.padEnd(36)}  ${'CREATED'.padEnd(24)}  ${'EXPIRES'.padEnd(24)}  NAME\n`);
    for (const key of keys) {
      // Quoted as JSON: a name may hold anything, control characters of the terminal too.
      io.stdout.write(`${key.id}  ${key.created_at}  ${(key.expires_at ?? 'never').padEnd(24)}  ${JSON.stringify(key.name)}\n`);
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
