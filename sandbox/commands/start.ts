import { resolve } from 'node:path';
import { Command, oneOf, parse, requireNoMore, wholeNumber } from '../../src/cli/arguments';
import { PROJECT_PREFIXES } from '../console/keys';
import { prepareProviders } from '../providers';
import { Sandbox } from '../sandbox';
import { SandboxClient } from './client';
import { helpOf } from './help';
import { bearerFileOf, DEFAULT_STATE_FILE, forgetRunning, noteRunning, runningOn } from './running';

const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const OPTIONS = {
  'port': { type: 'string' },
  'state': { type: 'string' },
  'times': { type: 'string', default: 'as-sent' },
  'key-prefix': { type: 'string', default: 'ory_pat_' },
  'null-expiry': { type: 'boolean', default: false },
  'no-providers': { type: 'boolean', default: false },
} as const;

/** Runs a sandbox until the process is interrupted. */
export const start: Command = {
  summary: 'start the Console API and prepare the providers; runs until Ctrl-C',
  help: helpOf('start [options]', 'Start the Console API and prepare the providers; runs until Ctrl-C.', [
    '--port N         listen on this port of 127.0.0.1 (default: a free one)',
    '--state FILE     keep keys and ids here (default: .work/sandbox/state.json)',
    '--times STYLE    answer expires_at "as-sent" (default) or in "utc" and whole seconds',
    '--key-prefix P   new project keys begin with ory_pat_ (default) or ory_apikey_, as in older projects',
    '--null-expiry    answer "expires_at": null for keys without expiry, as newer servers do',
    '--no-providers   do not build the stand-in providers (no Go needed)',
  ]),
  async run(args, io) {
    const { values, positionals } = parse(args, OPTIONS);
    requireNoMore(positionals);
    const port = wholeNumber('--port', values.port, 65535);
    const times = oneOf('--times', values.times, ['as-sent', 'utc']);
    const projectPrefix = oneOf('--key-prefix', values['key-prefix'], PROJECT_PREFIXES);
    const stateFile = resolve(values.state ?? DEFAULT_STATE_FILE);
    await requireUnused(stateFile);

    const providers = values['no-providers'] ? undefined : await prepareProviders();
    const sandbox = await startAt(port, { stateFile, times, projectPrefix, nullExpiry: values['null-expiry'] });
    const running = { url: sandbox.url, stateFile };
    noteRunning(running, sandbox.workspaceKey);
    try {
      io.stdout.write(greeting(sandbox, bearerFileOf(stateFile), providers?.cliConfig));
      await interrupted();
    } finally {
      forgetRunning(running);
      await sandbox.close();
    }
  },
};

async function startAt(port: number | undefined, options: Parameters<typeof Sandbox.start>[0]): Promise<Sandbox> {
  try {
    return await Sandbox.start({ ...options, port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      throw new Error(`port ${port} is taken; name another, or leave --port out for a free one`, { cause: error });
    }
    throw error;
  }
}

/** Two sandboxes over one file would undo each other's changes. */
async function requireUnused(stateFile: string): Promise<void> {
  const other = runningOn(stateFile);
  if (!other) {
    return;
  }
  const answers = await SandboxClient.find(other.url).call('GET', '').then(() => true, () => false);
  if (answers) {
    throw new Error(`a sandbox runs already on this state, at ${other.url}; stop it, or give another file with --state`);
  }
}

function greeting(sandbox: Sandbox, bearerFile: string, cliConfig: string | undefined): string {
  return [
    `The sandbox listens on ${sandbox.url}; Ctrl-C stops it, its keys are kept.`,
    '',
    `  workspace  ${sandbox.workspaceId}`,
    `  project    ${sandbox.projectId}`,
    `  project    ${sandbox.otherProjectId}`,
    '',
    'In another shell, for Terraform:',
    '',
    `  export ORY_CONSOLE_API_URL=${sandbox.url}`,
    `  export ORY_WORKSPACE_API_KEY="$(cat ${quoted(bearerFile)})"`,
    `  export ORY_WORKSPACE_ID=${sandbox.workspaceId}`,
    `  export ORY_PROJECT_ID=${sandbox.projectId}`,
    cliConfig === undefined
      ? '  (the providers were not prepared: --no-providers)'
      : `  export TF_CLI_CONFIG_FILE=${quoted(cliConfig)}`,
    '',
  ].join('\n');
}

/** A string as one word for a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replace(/'/g, "'\\''")}'`;
}

/** Resolves at the first signal to end. Those that follow do not cut what is done then: a terminal sends one to every process of a job. */
async function interrupted(): Promise<void> {
  await new Promise<void>((resolve) => ENDING.forEach((signal) => process.on(signal, () => resolve())));
}
