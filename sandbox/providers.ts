import { accessSync, constants, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { layOutMirror } from './toolchain/mirror';
import { buildStandIns, NULL, ORY, standInFile } from './toolchain/stand-ins';

/** How the providers are prepared. */
export interface ProvidersOptions {
  /**
   * The Ory provider without `ory_workspace_api_key`, like the releases that lack it. Always the stand-in, whatever
   * ORY_PROVIDER_BINARY says. @default false
   */
  readonly withoutWorkspaceKey?: boolean;
}

/** What Terraform must be told to find the providers. */
export interface Providers {
  /** For TF_CLI_CONFIG_FILE. */
  readonly cliConfig: string;
  /** More variables that the providers need. */
  readonly env: Record<string, string>;
}

/** Names a file that takes the place of the Ory stand-in. */
const PROVIDER_BINARY_VARIABLE = 'ORY_PROVIDER_BINARY';

/** Read by the stand-in alone. */
const WITHOUT_WORKSPACE_KEY_VARIABLE = 'ORY_STANDIN_WITHOUT_WORKSPACE_API_KEY';

/**
 * Builds the stand-in providers where they are not built yet and offers them to Terraform: `ory/ory` and `hashicorp/null`. With
 * ORY_PROVIDER_BINARY that file is the Ory provider. Throws when Go is missing, or when the file is missing or cannot be run.
 */
export async function prepareProviders({ withoutWorkspaceKey = false }: ProvidersOptions = {}): Promise<Providers> {
  const given = withoutWorkspaceKey ? undefined : givenProvider();
  const standIns = await buildStandIns();
  const cliConfig = await layOutMirror([
    { ...ORY, file: given ?? standInFile(standIns, ORY) },
    { ...NULL, file: standInFile(standIns, NULL) },
  ]);
  return { cliConfig, env: withoutWorkspaceKey ? { [WITHOUT_WORKSPACE_KEY_VARIABLE]: '1' } : {} };
}

/** The file that ORY_PROVIDER_BINARY names, once it is sure that it can be run; undefined where the variable is not set. */
function givenProvider(): string | undefined {
  const named = process.env[PROVIDER_BINARY_VARIABLE];
  if (!named) {
    return undefined;
  }
  const file = resolve(named);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw new Error(`${PROVIDER_BINARY_VARIABLE} names ${file}, which is no file; name a build of the Ory provider, or unset it`);
  }
  try {
    accessSync(file, constants.X_OK);
  } catch (error) {
    throw new Error(`${PROVIDER_BINARY_VARIABLE} names ${file}, which is not executable; try \`chmod +x\` on it`, { cause: error });
  }
  return file;
}
