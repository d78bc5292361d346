import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT, textOf } from './files';

interface Settings {
  readonly updates: ReadonlyArray<{ readonly 'package-ecosystem': string; readonly 'directory'?: string; readonly 'directories'?: readonly string[] }>;
}

const ECOSYSTEMS: Readonly<Record<string, string>> = { 'package.json': 'npm', 'go.mod': 'gomod', 'requirements.txt': 'pip', 'pom.xml': 'maven' };

/** What was installed or built, and no part of the repository. */
const LEFT_OUT = /^(node_modules|cdktf\.out|lib|dist|coverage|target|\.work|\.git|\.venv|\.gen)$/;

/** Each folder below one that holds a manifest, with the ecosystem it is of. */
function manifestsIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) {
      return LEFT_OUT.test(entry.name) ? [] : manifestsIn(`${folder}/${entry.name}`);
    }
    return entry.name in ECOSYSTEMS ? [`${ECOSYSTEMS[entry.name]} ${folder || '/'}`] : [];
  });
}

test('Dependabot watches every manifest, and no folder without one', () => {
  const { updates } = parse(textOf('.github/dependabot.yml')) as Settings;
  const watched = updates.filter((update) => update['package-ecosystem'] !== 'github-actions')
    .flatMap((update) => [...update.directories ?? [], ...update.directory === undefined ? [] : [update.directory]].map((folder) => `${update['package-ecosystem']} ${folder}`));

  expect(watched.sort()).toEqual(manifestsIn('').sort());
});
