import * as fs from 'node:fs';
import * as path from 'node:path';
import { listFiles, ROOT } from '../../scripts/tools';

const read = (name: string) => fs.readFileSync(path.join(ROOT, name), 'utf8');
const linesOf = (name: string) => read(name).trimEnd().split('\n').length;

const FOLDERS = ['docs', 'examples', 'sandbox', 'scripts', 'test', 'rosetta'];
const PAGES = [
  ...fs.readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...FOLDERS.flatMap((folder) => listFiles(path.join(ROOT, folder)).map((name) => `${folder}/${name}`)).filter((name) => /\.md$/.test(name) && !/\/(node_modules|\.\w+)\//.test(name)),
];

/** The anchors of a page: of its headings as GitHub makes them, and those that are written out. */
function anchorsOf(page: string): Set<string> {
  const text = read(page);
  const headings = [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading
    .replace(/<[^>]*>/g, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').trim().toLowerCase().replace(/[^\p{L}\p{N}_ -]/gu, '').replaceAll(' ', '-'));
  return new Set([...headings, ...[...text.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id)]);
}

/** The files that a table of `docs/design.md` names in its first column, each from the folder in which a file of that name is looked for. */
function filesOf(section: string, folder: string): string[] {
  const [, body] = new RegExp(`^##+ ${section}\n([\\s\\S]*?)(?=^## |^### |$(?![\\s\\S]))`, 'm').exec(read('docs/design.md'))!;
  const cells = body.split('\n').filter((line) => line.startsWith('| `')).map((line) => line.split('|')[1]);
  return cells.flatMap((cell) => [...cell.matchAll(/`([\w/-]+\.ts)`/g)].map(([, name]) => (name.startsWith('src/') ? name : `${folder}/${name}`)));
}

test('the README is read in one go: about 200 lines', () => {
  expect(linesOf('README.md')).toBeLessThanOrEqual(210);
});

test('the first program of the README is the one that is run for each language', () => {
  const [, program] = /^```ts nofixture\n([\s\S]*?)^```/m.exec(read('README.md'))!;

  expect(program).toBe(read('examples/first-key/typescript/main.ts'));
});

test('the README runs it as its cdktf.json does, which looks at the types before', () => {
  const { app } = JSON.parse(read('examples/first-key/typescript/cdktf.json')) as { app: string };
  const [check, run] = app.split(' && ');

  expect(check).toBe('npx tsc');
  expect(read('README.md')).toContain(` && ${run} `);
  expect(read('README.md')).toContain(`"app": "${run}"`);
  expect(read('examples/first-key/README.md')).toContain(`\`${app}\``);
});

test('every link to a page or a file leads there, and to its heading', () => {
  const anchors = new Map<string, Set<string>>();
  const leadsNowhere = (page: string, link: string) => {
    const [target, anchor] = link.split('#');
    const file = target === '' ? page : path.posix.join(path.posix.dirname(page), target);
    if (!fs.existsSync(path.join(ROOT, file))) {
      return true;
    }
    if (anchor === undefined || !file.endsWith('.md')) {
      return false;
    }
    anchors.set(file, anchors.get(file) ?? anchorsOf(file));
    return !anchors.get(file)!.has(anchor);
  };
  const wrong = PAGES.flatMap((page) => [...read(page).replace(/^```[\s\S]*?^```/gm, '').matchAll(/(?:\]\(|href=")((?!\w+:)[^)"\s]+)[)"]/g)]
    .map(([, link]) => link).filter((link) => leadsNowhere(page, link)).map((link) => `${page}: ${link}`));

  expect(wrong).toEqual([]);
});

test.each(['keys', 'stack', 'terraform', 'input'])('the design names each file of src/private/%s, and no other', (room) => {
  const files = filesOf(`\`src/private/${room}/\``, `src/private/${room}`);

  expect(files.sort()).toEqual(listFiles(path.join(ROOT, 'src', 'private', room)).map((name) => `src/private/${room}/${name}`).sort());
});

test('the path of one key has ten files at most, all of them there, and comes to no room twice', () => {
  const files = filesOf('The path of one key, from props to JSON', 'src/private');
  const rooms = files.map((name) => path.posix.dirname(name));

  expect(files.length).toBeGreaterThan(0);
  expect(files.length).toBeLessThanOrEqual(10);
  expect(files.filter((name) => !fs.existsSync(path.join(ROOT, name)))).toEqual([]);
  expect(rooms.filter((room, at) => room !== rooms[at - 1])).toEqual([...new Set(rooms)]);
});
