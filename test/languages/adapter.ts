/**
 * What the runner needs to know of a language: how an app is installed, and how a program of it is started.
 */
import { Flavour } from '../../scripts/flavour/flavours';
import { Language as PackageLanguage } from '../../scripts/packages/build';

export type LanguageName = 'typescript' | 'python' | 'go' | 'java';

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Record<string, string>;
}

export interface Adapter {
  readonly name: LanguageName;
  /** The package that this language installs. */
  readonly package: PackageLanguage;
  /** Programs that must be there, each with arguments under which it succeeds. */
  readonly tools: ReadonlyArray<readonly [string, ...string[]]>;
  /** Installs what an app names, as a user would: the library from its built package, peers from the registry or from `.work/peers`. */
  install(flavour: Flavour, dir: string): Promise<void>;
  /** Environment in which the app's own command runs. */
  environment(dir: string): Record<string, string>;
  /** How the conformance program in a folder is started, before its arguments. */
  conformance(dir: string): Promise<Command>;
}
