import { createHash } from 'node:crypto';
import { chmodSync, constants, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { executableName, terraformPlatform } from './platform';
import type { StandIn } from './stand-ins';
import { makeOnce, WORK_DIR } from './work-dir';

/** Both, so that Terraform and OpenTofu find the providers under the host that each of them assumes. */
const HOSTS = ['registry.terraform.io', 'registry.opentofu.org'];

const CLI_CONFIGURATION = 'terraform.rc';

/** A provider's program, and what it is offered as. */
export interface MirroredProvider extends StandIn {
  readonly file: string;
}

/**
 * Lays out a filesystem mirror and, beside it, a CLI configuration that has Terraform take these providers from it and no other
 * provider from anywhere. Gives the path of the configuration. A mirror is named after the programs in it.
 */
export async function layOutMirror(providers: readonly MirroredProvider[]): Promise<string> {
  const directory = join(WORK_DIR, 'mirrors', contentHash(providers));
  await makeOnce(directory, async (unfinished) => {
    providers.forEach((provider) => HOSTS.forEach((host) => place(provider, join(unfinished, 'plugins', host))));
    writeFileSync(join(unfinished, CLI_CONFIGURATION), cliConfiguration(join(directory, 'plugins')));
  });
  return join(directory, CLI_CONFIGURATION);
}

function place({ namespace, type, version, file }: MirroredProvider, hostDirectory: string): void {
  const directory = join(hostDirectory, namespace, type, version, terraformPlatform());
  const target = join(directory, executableName(`terraform-provider-${type}_v${version}`));
  mkdirSync(directory, { recursive: true });
  copyFileSync(file, target, constants.COPYFILE_FICLONE);
  chmodSync(target, 0o755);
}

function cliConfiguration(plugins: string): string {
  // HCL reads a JSON string as one of its own, but for templates.
  const path = JSON.stringify(plugins).replace(/([$%])\{/g, '$1$1{');
  return `provider_installation {\n  filesystem_mirror {\n    path = ${path}\n  }\n}\n`;
}

function contentHash(providers: readonly MirroredProvider[]): string {
  // The configuration holds an absolute path, so a checkout that moved needs another one.
  const hash = createHash('sha256').update(WORK_DIR);
  for (const { namespace, type, version, file } of providers) {
    hash.update(`${namespace}/${type} ${version}\0`).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}
