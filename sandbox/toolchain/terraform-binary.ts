import { resolve } from 'node:path';
import { isMissingProgram, startProcess } from './process';
import { REPOSITORY } from './work-dir';

/** Names another Terraform or OpenTofu; cdktf reads the same variable. */
const TERRAFORM_BINARY_VARIABLE = 'TERRAFORM_BINARY_NAME';

/** The tool that applies configurations. */
export interface TerraformBinary {
  /** The command. */
  readonly command: string;
  readonly product: 'Terraform' | 'OpenTofu';
  /** Such as "1.11.4". */
  readonly version: string;
}

let found: { readonly named: string | undefined; readonly binary: Promise<TerraformBinary> } | undefined;

/**
 * Finds the tool: what TERRAFORM_BINARY_NAME says and nothing else, or `terraform`, or `tofu`. Asked once a process. Rejects with
 * advice when there is none.
 */
export function terraformVersion(): Promise<TerraformBinary> {
  const given = process.env[TERRAFORM_BINARY_VARIABLE] || undefined;
  // A relative path is meant from here, not from where Terraform will run.
  const named = given && /[\\/]/.test(given) ? resolve(given) : given;
  if (!found || found.named !== named) {
    found = { named, binary: find(named) };
  }
  return found.binary;
}

/** The caller's environment without what would steer Terraform or the Ory provider, and with the calls home turned off. */
export function quietEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(ORY|TF)_/.test(name));
  return { ...Object.fromEntries(kept), CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' };
}

async function find(named: string | undefined): Promise<TerraformBinary> {
  for (const command of named === undefined ? ['terraform', 'tofu'] : [named]) {
    const binary = await describe(command);
    if (binary) {
      return binary;
    }
  }
  throw new Error(named === undefined
    ? `neither terraform nor tofu is installed; install Terraform or OpenTofu, or name one with ${TERRAFORM_BINARY_VARIABLE}`
    : `${TERRAFORM_BINARY_VARIABLE} names ${named}, which is no Terraform or OpenTofu that can be run; name another, or unset it`);
}

async function describe(command: string): Promise<TerraformBinary | undefined> {
  try {
    const { stdout } = await startProcess(command, ['version'], { cwd: REPOSITORY, env: quietEnvironment() }).done;
    const [, product, version] = /^(Terraform|OpenTofu) v(\S+)/m.exec(stdout) ?? [];
    return version === undefined ? undefined : { command, product: product as TerraformBinary['product'], version };
  } catch (error) {
    if (isMissingProgram(error) || (error as NodeJS.ErrnoException).code === 'EACCES') {
      return undefined;
    }
    throw error;
  }
}
