import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { markdown, printable } from '../../src/cli/safe-text';
import { markdownTable } from '../../src/cli/text-table';
import { HOSTILE_NAMES, names } from './hostile-names';

/** Reads tables and bare links as forges do. */
const reader = new MarkdownIt({ html: true, linkify: true });

/** What GitHub and GitLab look for in text that is not code: mentions, references, hashes, links, emoji, the tickets of other trackers. */
const REFERENCES = [
  /[@#!$%&~^\]\\*[]/, /[\da-f]{7}/i, /[a-z]-?\d/i, /:\w+:/, /\w[.:/@]\w/, /[<>`|_]/,
].map((pattern) => new RegExp(pattern.source, pattern.flags));

interface Seen {
  /** All that a reader sees. */
  readonly all: string;
  /** What of it is not code. */
  readonly plain: string;
  readonly types: ReadonlySet<string>;
}

/** What a reader of a forge sees of each cell of a table. */
function cellsOf(...cells: string[]): Seen[] {
  const tokens = reader.parse(markdownTable(cells.map(() => 'x'), [cells]), {});
  return tokens.filter(({ type }, index) => type === 'inline' && tokens[index - 1].type === 'td_open').map(({ children }) => {
    const parts = children ?? [];
    const join = (...types: string[]): string => parts.filter(({ type }) => types.length === 0 || types.includes(type)).map(({ content }) => content).join('');
    return { all: join(), plain: join('text'), types: new Set(parts.map(({ type }) => type)) };
  });
}

test.each([
  ['ci deploy', 'ci deploy'],
  ['backend (3)', 'backend (3)'],
  ['Schlüssel für später, bitte', 'Schlüssel für später, bitte'],
  ['2030-01-01T00:00:00Z', '2030-01-01T00:00:00Z'],
  ['mail @everyone now', 'mail `@everyone` now'],
  ['see #12 or GH-12', 'see `#12` or `GH-12`'],
  ['www.example.org https://example.org', '`www.example.org https://example.org`'],
  ['is replaced (expires_at changes): it', 'is replaced (`expires_at` changes): it'],
  ['is replaced (expires_at, project_id changes)', 'is replaced (`expires_at, project_id` changes)'],
  ['is moved (from a.b); so it', 'is moved (from `a.b`); so it'],
  ['forget() it (forget(), or removed)', '`forget()` it (`forget()`, or removed)'],
  ['(', '`(`'],
  ['a_b).', '`a_b`).'],
  ['a  b', 'a  b'],
  ['', ''],
  [' ', '` `'],
  ['`', '`` ` ``'],
  ['a\nb', '`a\\nb`'],
  ['bad face effaced', 'bad face `effaced`'],
])('%p is written as %p', (given, written) => {
  expect(markdown(given)).toBe(written);
});

test.each([
  '@everyone', 'a@everyone', '(@everyone)', 'www.example.org', 'https://example.org/a?b=c#d', 'http://x', 'ftp://x.y', 'mailto:a@b.example', 'user@host.example', 'example.com',
  '#12', 'GH-12', 'owner/repo#12', 'owner/repo@abcdef1', 'abcdef1234567890', 'DEADBEEF', '1234567', '6f1c1f6e-8d0b-4b43-9a65-0b0f3a3f4f10', ':tada:', 'x :+1: y', 'PROJ-123', 'V1', '!12', '$12', '%12', '&12', '~bug', '^alert#1',
  '[vulnerability:1]', '[x](https://y)', '![x](y)', '<b>x</b>', '<!-- x', '&amp;', '**x**', '_x_', '~~x~~', '$`x`$', '$$x$$', '|', '\\|', 'a\\|b', '\\', '`', '``', '` `', '`a`|`b`', '- x', '1. x', '# x', '> x', '* x', '+ x', '---', '```',
  'x\\', '\\`', 'a ` b `` c | d', ' `', '` ', '<https://x.y>', '[^1]', '@\u200beveryone', '/cc @x', '/close',
])('%p is what it says, and nothing more', (given) => {
  // WHEN
  const [cell] = cellsOf(markdown(given));

  // THEN
  expect(cell.all).toBe(printable(given));
  expect([...cell.types].filter((type) => !['text', 'code_inline'].includes(type))).toEqual([]);
  REFERENCES.forEach((pattern) => expect(cell.plain).not.toMatch(pattern));
});

test('no name says anything but itself, and none opens another cell', () => {
  fc.assert(fc.property(fc.oneof(names, fc.constantFrom(...HOSTILE_NAMES), fc.string({ unit: fc.constantFrom('`', '|', '\\', ' ', 'a', '@', '#', '1', '\n', '<', '*') })), names, (one, other) => {
    // WHEN
    const cells = cellsOf(markdown(one), markdown(other));

    // THEN
    expect(cells).toHaveLength(2);
    [one, other].forEach((name, index) => {
      // Blanks at the ends of a cell, and a row of them, are not seen anywhere.
      expect(cells[index].all.replace(/ +/g, ' ').trim()).toBe(printable(name).replace(/ +/g, ' ').trim());
      REFERENCES.forEach((pattern) => expect(cells[index].plain).not.toMatch(pattern));
    });
  }), { numRuns: 2000 });
});

test('a name may have more backticks than a call takes arguments', () => {
  const name = 'a`'.repeat(200_000);
  expect(markdown(name)).toBe(`\`\` ${name} \`\``);
});

test('in a list a sentence keeps its words, and its references are code', () => {
  // WHEN
  const html = reader.render(`- **finding** ${markdown('ory_project_api_key.a["@x|y"]: a key that is valid until 2030-01-01T00:00:00Z is destroyed (name changes), see #1')}\n`);

  // THEN
  expect(html).toBe('<ul>\n<li><strong>finding</strong> <code>ory_project_api_key.a[&quot;@x|y&quot;]</code>: a key that is valid until 2030-01-01T00:00:00Z is destroyed (name changes), see <code>#1</code></li>\n</ul>\n');
});
