/**
 * The two flavours of the library: which core each is built on, and under which names each is published.
 */
export type FlavourName = 'cdktf' | 'cdktn';

/** The core's name in each language. */
export interface CoreNames {
  readonly npm: string;
  readonly python: string;
  readonly go: string;
  readonly goPackage: string;
  readonly java: string;
  readonly mavenGroup: string;
  readonly mavenArtifact: string;
}

export interface Flavour {
  readonly name: FlavourName;
  readonly core: CoreNames;
  /** Range of the core that the published package takes. */
  readonly coreRange: string;
  /** Range of constructs: cdktn refuses the newest. */
  readonly constructsRange: string;
  readonly npm: string;
  readonly pythonDist: string;
  readonly pythonModule: string;
  readonly goModule: string;
  readonly goPackage: string;
  readonly javaPackage: string;
  readonly mavenGroup: string;
  readonly mavenArtifact: string;
}

/** The flavour that is written by hand. */
export const CDKTF: Flavour = {
  name: 'cdktf',
  core: {
    npm: 'cdktf',
    python: 'cdktf',
    go: 'github.com/hashicorp/terraform-cdk-go/cdktf',
    goPackage: 'cdktf',
    java: 'com.hashicorp.cdktf',
    mavenGroup: 'com.hashicorp',
    mavenArtifact: 'cdktf',
  },
  coreRange: '^0.21.0',
  constructsRange: '^10.6.0',
  npm: 'cdktf-ory-api-keys',
  pythonDist: 'cdktf-ory-api-keys',
  pythonModule: 'cdktf_ory_api_keys',
  goModule: 'github.com/cdktf-ory/cdktf-ory-api-keys-go',
  goPackage: 'oryapikeys',
  javaPackage: 'io.github.cdktfory.apikeys',
  mavenGroup: 'io.github.cdktf-ory',
  mavenArtifact: 'cdktf-ory-api-keys',
};

/**
 * The flavour that is derived.
 *
 * Its Java package differs from the first flavour's, so that a program may hold both on one class path while it moves.
 */
export const CDKTN: Flavour = {
  name: 'cdktn',
  core: {
    npm: 'cdktn',
    python: 'cdktn',
    go: 'github.com/open-constructs/cdk-terrain-go/cdktn',
    goPackage: 'cdktn',
    java: 'io.cdktn.cdktn',
    mavenGroup: 'io.cdktn',
    mavenArtifact: 'cdktn',
  },
  coreRange: '^0.24.0',
  constructsRange: '>=10.6.0 <10.8.0',
  npm: 'cdktn-ory-api-keys',
  pythonDist: 'cdktn-ory-api-keys',
  pythonModule: 'cdktn_ory_api_keys',
  goModule: 'github.com/cdktf-ory/cdktn-ory-api-keys-go',
  goPackage: 'oryapikeys',
  javaPackage: 'io.github.cdktfory.apikeys.cdktn',
  mavenGroup: 'io.github.cdktf-ory',
  mavenArtifact: 'cdktn-ory-api-keys',
};

export const FLAVOURS: Readonly<Record<FlavourName, Flavour>> = { cdktf: CDKTF, cdktn: CDKTN };

/** The flavours named on a command line; both when none is. */
export function flavoursOf(args: readonly string[]): Flavour[] {
  const names = args.filter((arg) => !arg.startsWith('-'));
  return (names.length === 0 ? Object.keys(FLAVOURS) : names).map((name) => {
    const flavour = FLAVOURS[name as FlavourName];
    if (!flavour) {
      throw new Error(`no flavour ${name}: choose of ${Object.keys(FLAVOURS).join(', ')}`);
    }
    return flavour;
  });
}
