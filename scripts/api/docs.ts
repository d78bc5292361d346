/**
 * The API pages: `API.md`, the table of contents, and behind it one page a type and language below `docs/api`.
 *
 * jsii-docgen describes and renders; what it cannot leave out (members that every construct has from its core) is left out here.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { Assembly } from '@jsii/spec';
import { Language, MarkdownRenderer } from 'jsii-docgen';
import type { ClassSchema, InterfaceSchema, JsiiEntity, Schema, StructSchema } from 'jsii-docgen/lib/docgen/schema';
import { listFiles, ROOT, runBin, WORK } from '../tools';

const LANGUAGES = { typescript: 'TypeScript', python: 'Python', java: 'Java', go: 'Go' } as const;
const CONTENTS = 'API.md';
const PAGES = 'docs/api';

/** The fully qualified name of a type, and what is said of it. */
type Section = [id: string, { render(headerSize: number): string }];

/** A reader scrolls no further. */
const MOST_LINES = 1500;

/** Writes the pages of a compiled library into a folder, and removes those of types that are gone. */
export async function writeDocs(library: string, outdir: string): Promise<void> {
  const assembly = JSON.parse(fs.readFileSync(path.join(library, '.jsii'), 'utf8')) as Assembly & { readme?: object };
  const work = path.join(WORK, 'api', 'described');
  fs.rmSync(work, { recursive: true, force: true });
  fs.mkdirSync(work, { recursive: true });
  fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(work, 'node_modules'), 'dir');
  fs.copyFileSync(path.join(library, 'package.json'), path.join(work, 'package.json'));
  // Without the README, whose snippets docgen would translate for pages that do not show it.
  fs.writeFileSync(path.join(work, '.jsii'), JSON.stringify({ ...assembly, readme: undefined }));
  await runBin('jsii-docgen', ['--format', 'json', ...Object.keys(LANGUAGES).flatMap((name) => ['--language', name])], { cwd: work });

  fs.rmSync(path.join(outdir, PAGES), { recursive: true, force: true });
  for (const name of Object.keys(LANGUAGES)) {
    const schema = JSON.parse(fs.readFileSync(path.join(work, `API.${name}.json`), 'utf8')) as Schema;
    for (const [page, text] of pagesOf(schema, assembly)) {
      const file = path.join(outdir, PAGES, name, `${page}.md`);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, text);
    }
  }
  fs.writeFileSync(path.join(outdir, CONTENTS), contents(assembly));
}

/** What is wrong with the committed pages, as against those that the library now gives. */
export function pageProblems(fresh: string): string[] {
  const names = new Set([CONTENTS, ...[ROOT, fresh].flatMap((root) => listFiles(path.join(root, PAGES)).map((name) => `${PAGES}/${name}`))]);
  const text = (root: string, name: string) => (fs.existsSync(path.join(root, name)) ? fs.readFileSync(path.join(root, name), 'utf8') : '');
  return [...names].flatMap((name) => [
    ...(text(ROOT, name) === text(fresh, name) ? [] : [`${name} differs; run \`npm run docgen\` and commit the result`]),
    ...(text(fresh, name).split('\n').length <= MOST_LINES ? [] : [`${name} is longer than ${MOST_LINES} lines`]),
  ]);
}

/** The page that a type stands on: a struct stands with the class whose name its own begins with. */
function pageOf(fqn: string, { name, types = {} }: Assembly): string {
  const owner = Object.keys(types).filter((other) => fqn.startsWith(other) && !isStruct(other, types)).sort().pop();
  return (owner ?? fqn).slice(name.length + 1);
}

function isStruct(fqn: string, types: NonNullable<Assembly['types']>): boolean {
  const type = types[fqn];
  return type.kind === 'interface' && type.datatype === true;
}

function pagesOf(schema: Schema, assembly: Assembly): Map<string, string> {
  const link = ({ id, displayName, fqn, packageName }: JsiiEntity) => {
    const type = Object.keys(assembly.types!).filter((name) => id === name || id.startsWith(`${name}.`)).sort().pop();
    return packageName !== assembly.name || type === undefined ? fqn : `<a href="./${pageOf(type, assembly)}.md#${id}">${displayName}</a>`;
  };
  const renderer = new MarkdownRenderer({ ...schema.metadata, language: Language.fromString(schema.language), linkFormatter: link });
  const { constructs, classes, interfaces, structs, enums } = schema.apiReference!;
  const sections: Section[] = [
    ...[...constructs, ...classes].map((type): Section => [type.id, renderer.visitClass(withOwn(type, assembly))]),
    ...interfaces.map((type): Section => [type.id, renderer.visitInterface(withOwn(type, assembly))]),
    ...structs.map((type: StructSchema): Section => [type.id, renderer.visitStruct(type)]),
    ...enums.map((type): Section => [type.id, renderer.visitEnum(type)]),
  ];
  const pages = new Map<string, string>();
  for (const [id, section] of sections) {
    const page = pageOf(id, assembly);
    pages.set(page, `${pages.get(page) ?? ''}${linked(section.render(1)).trimEnd()}\n\n`);
  }
  return pages;
}

/** A class or interface without the members that it has from another package's, such as `toString`, `isConstruct` and all of a resource's. */
function withOwn<T extends ClassSchema | InterfaceSchema>(schema: T, { types = {} }: Assembly): T {
  const own = new Set<string>();
  const collect = (fqn: string | undefined): void => {
    const type = fqn === undefined ? undefined : types[fqn];
    if (type?.kind === 'class' || type?.kind === 'interface') {
      [...(type.methods ?? []), ...(type.properties ?? [])].forEach(({ name }) => own.add(name));
      [...(type.interfaces ?? []), ...(type.kind === 'class' ? [type.base] : [])].forEach(collect);
    }
  };
  collect(schema.id);
  own.delete('toTerraform'); // which the core calls
  const lists = ['instanceMethods', 'staticMethods', 'properties', 'constants'].filter((list) => list in schema);
  return {
    ...schema,
    ...Object.fromEntries(lists.map((list) => [list, (schema as any)[list].filter(({ id }: { id: string }) => own.has(id.slice(id.lastIndexOf('.') + 1)))])),
  };
}

/** The way in: a line a page. Its links are absolute, since the packages hold this page alone. */
function contents(assembly: Assembly): string {
  const pages = [...new Set(Object.keys(assembly.types!).map((fqn) => pageOf(fqn, assembly)))].sort();
  const base = `${assembly.repository.url.replace(/\.git$/, '')}/blob/main/${PAGES}`;
  const line = (page: string) => {
    const links = Object.entries(LANGUAGES).map(([name, title]) => `[${title}](${base}/${name}/${page}.md)`);
    return `- **\`${page}\`**: ${linked(assembly.types![`${assembly.name}.${page}`].docs?.summary ?? '')}\n  ${links.join(' · ')}`;
  };
  const [own, bound] = [false, true].map((ours) => pages.filter((page) => page.includes('.') === ours).map(line).join('\n'));
  return `# API

Every type of the library has a page in each language. Props and options stand with the construct that takes them.

${own}

## The provider's own resources

What the provider's schema gives, unchanged.

${bound}
`;
}

/** Markdown for the links of a docstring. */
function linked(text: string): string {
  return text.replace(/\{@link (\S+) ([^}]+)\}/g, '[$2]($1)');
}
