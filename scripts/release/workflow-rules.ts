/** What this repository asks of its workflow files beyond their being valid. Knows no file and no process. */

/** A commit, and the version that it is, for those who read and for Dependabot. */
const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;

/** Secrets that a registry without OIDC leaves no way around; release.yml says why. */
const SECRETS = ['CENTRAL_USERNAME', 'CENTRAL_PASSWORD', 'GPG_PRIVATE_KEY', 'GPG_PASSPHRASE', 'GO_APP_PRIVATE_KEY'];

interface Rule {
  readonly name: string;
  readonly problems: (text: string) => string[];
}

/** Each rule, with what is wrong in a file. */
export const WORKFLOW_RULES: readonly Rule[] = [
  {
    name: 'pins every action by commit',
    problems: (text) => [...text.matchAll(/^\s*(?:- )?uses:\s*(.+?)\s*$/gm)].map(([, used]) => used).filter((used) => !used.startsWith('./') && !PINNED.test(used)),
  },
  {
    name: 'sets permissions for the whole file, none of them to write',
    problems: (text) => {
      const block = /^permissions:(.*)\n((?: {2}.*\n)*)/m.exec(text);
      return block === null ? ['no permissions'] : /write/.test(block[1] + block[2]) ? ['write for every job'] : [];
    },
  },
  {
    name: 'gives every job a time limit',
    problems: (text) => jobs(text).filter(([, job]) => /^ {4}steps:/m.test(job) && !/^ {4}timeout-minutes:/m.test(job)).map(([name]) => name),
  },
  {
    name: 'leaves the token of a checkout behind only where it pushes',
    problems: (text) => steps(text).filter((step) => step.includes('actions/checkout@'))
      .filter((step) => !/persist-credentials: false/.test(step) && !(/persist-credentials: true/.test(step) && /^\s+token:/m.test(step)))
      .map(() => 'a checkout keeps its token'),
  },
  {
    name: 'puts no expression into a script',
    problems: (text) => steps(text).map(scriptOf).filter((script) => script.includes('${{')),
  },
  {
    name: 'uses no secret but those that have no OIDC in their place',
    problems: (text) => [...text.matchAll(/secrets\.(\w+)/g)].map(([, name]) => name).filter((name) => !SECRETS.includes(name)),
  },
];

function jobs(text: string): Array<readonly [name: string, text: string]> {
  return text.slice(text.search(/^jobs:$/m)).split(/^ {2}(?=[\w-]+:$)/m).slice(1).map((job) => [job.slice(0, job.indexOf(':')), job] as const);
}

function steps(text: string): string[] {
  return text.split(/^ {6}(?=- )/m).slice(1);
}

/** A step's script: what stands after `run:`, and the deeper lines below it. */
function scriptOf(step: string): string {
  return /^(?: {8}|- )run:(.*(?:\n(?: {9}.*)?)*)/m.exec(step)?.[1] ?? '';
}

/** Folders that a Dependabot file names. */
export function dependabotFolders(text: string): string[] {
  return [...text.matchAll(/^\s*(?:directory:|-)\s*(\/\S*)$/gm)].map(([, folder]) => folder);
}
