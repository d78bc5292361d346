/** Conventional commits (version 1.0.0 of the convention), read and grouped. Knows no git. */

/** A commit as `git log` gives it. */
export interface Commit {
  readonly hash: string;
  readonly subject: string;
  readonly body: string;
}

/** What a commit says of itself. */
export interface Change {
  readonly hash: string;
  /** `feat`, `fix` and so on; empty for a commit that does not follow the convention. */
  readonly type: string;
  readonly scope?: string;
  readonly text: string;
  /** What breaks, where something does. */
  readonly breaking?: string;
}

const SUBJECT = /^(?<type>[a-z]+)(?:\((?<scope>[^()]+)\))?(?<bang>!)?: +(?<text>\S.*)$/i;

/** A footer runs to the next footer or to the end. */
const BREAKING = /^BREAKING[ -]CHANGE: +([\s\S]+?)(?=\n[A-Za-z][\w-]*(?:: | #)|$(?![\s\S]))/m;

/** Sections in the order of the notes. What no section names goes under the last. */
const SECTIONS: ReadonlyArray<readonly [title: string, types: readonly string[]]> = [
  ['Added', ['feat']],
  ['Fixed', ['fix']],
  ['Faster', ['perf']],
  ['Taken back', ['revert']],
  ['Documentation', ['docs']],
];
const OTHER = 'Behind the scenes';

/** Reads one commit. */
export function parseCommit({ hash, subject, body }: Commit): Change {
  const groups = SUBJECT.exec(subject)?.groups;
  if (!groups) {
    return { hash, type: '', text: subject };
  }
  const footer = BREAKING.exec(body)?.[1].replace(/\s+/g, ' ').trim();
  return {
    hash,
    type: groups.type.toLowerCase(),
    ...(groups.scope === undefined ? {} : { scope: groups.scope }),
    text: groups.text.trim(),
    ...(footer ?? groups.bang ? { breaking: footer ?? groups.text.trim() } : {}),
  };
}

/** The notes as Markdown: what breaks first, then a section a kind, each in the order given. */
export function renderNotes(title: string, changes: readonly Change[]): string {
  const named = SECTIONS.flatMap(([, types]) => types);
  const linesOf = (wanted: (type: string) => boolean) => changes.filter(({ type }) => wanted(type)).map((change) => line(change, change.text));
  const sections: Array<readonly [string, readonly string[]]> = [
    ['Breaking', changes.filter(({ breaking }) => breaking !== undefined).map((change) => line(change, change.breaking!))],
    ...SECTIONS.map(([name, types]) => [name, linesOf((type) => types.includes(type))] as const),
    [OTHER, linesOf((type) => !named.includes(type))],
  ];
  const blocks = sections.filter(([, lines]) => lines.length > 0).map(([name, lines]) => `### ${name}\n\n${lines.join('\n')}\n`);
  return [`## ${title}\n`, ...(blocks.length === 0 ? ['No changes.\n'] : blocks)].join('\n');
}

function line({ scope, hash }: Change, text: string): string {
  return `- ${scope === undefined ? '' : `**${scope}:** `}${text} (${hash.slice(0, 7)})`;
}
