import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { executableName, terraformPlatform } from './platform';
import { isMissingProgram, ProcessResult, startProcess } from './process';
import { makeOnce, REPOSITORY, WORK_DIR } from './work-dir';

const SOURCES = join(REPOSITORY, 'sandbox', 'providers');

/** A provider that the sandbox has a stand-in for. */
export interface StandIn {
  readonly namespace: string;
  readonly type: string;
  /** The release it passes for. */
  readonly version: string;
}

export const ORY: StandIn = { namespace: 'ory', type: 'ory', version: '26.1.5' };
export const NULL: StandIn = { namespace: 'hashicorp', type: 'null', version: '3.2.4' };

/** The program file of a built stand-in, inside the directory that {@link buildStandIns} gives. */
export function standInFile(directory: string, { type }: StandIn): string {
  return join(directory, executableName(`terraform-provider-${type}`));
}

/**
 * Builds both stand-ins and gives the directory they are in. A build is named after a hash of its sources, so it is made once for
 * the same sources.
 */
export async function buildStandIns(): Promise<string> {
  const directory = join(WORK_DIR, 'stand-ins', `${sourceHash()}-${terraformPlatform()}`);
  await makeOnce(directory, async (unfinished) => {
    await goBuild(ORY, unfinished);
    await goBuild(NULL, unfinished);
  });
  return directory;
}

async function goBuild(standIn: StandIn, directory: string): Promise<void> {
  const result = await go([
    'build', '-trimpath', '-ldflags', `-s -w -X main.version=${standIn.version}`,
    '-o', standInFile(directory, standIn), `./cmd/terraform-provider-${standIn.type}`,
  ]);
  if (result.exitCode !== 0) {
    throw new Error(`go build of the stand-in provider ${standIn.type} failed:\n${result.stderr.trim()}`);
  }
}

async function go(args: readonly string[]): Promise<ProcessResult> {
  try {
    return await startProcess('go', args, { cwd: SOURCES, env: { ...process.env, CGO_ENABLED: '0' } }).done;
  } catch (error) {
    if (isMissingProgram(error)) {
      throw new Error('Go is not installed (there is no `go` on the PATH). The stand-in providers are built with it, so nothing can be '
        + 'planned or applied with Terraform against the sandbox; the Console API itself and synth work without it. '
        + `Install Go ${requiredGo()} or newer, see https://go.dev/doc/install`, { cause: error });
    }
    throw error;
  }
}

function requiredGo(): string {
  return /^go (\S+)/m.exec(readFileSync(join(SOURCES, 'go.mod'), 'utf8'))?.[1] ?? '';
}

/** A hash over path and content of everything the build reads. */
function sourceHash(): string {
  const hash = createHash('sha256').update(`${ORY.version} ${NULL.version}`);
  const files = readdirSync(SOURCES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!_test)\.go$|^go\.(mod|sum)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) {
    hash.update(`\0${relative(SOURCES, file).split(sep).join('/')}\0`).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}
