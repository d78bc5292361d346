/** Size of what users download. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { FLAVOURS } from '../../scripts/flavour/flavours';
import { listFiles, WORK } from '../../scripts/tools';
import { Section, table } from '../section';

const NAMES = Object.keys(FLAVOURS);

const PACKAGES: readonly { readonly name: string; readonly folder: string; readonly matches: RegExp }[] = [
  { name: 'npm tarball', folder: 'js', matches: /\.tgz$/ },
  { name: 'Python wheel', folder: 'python', matches: /\.whl$/ },
  { name: 'Go module, all files', folder: 'go', matches: /./ },
  { name: 'Java jar', folder: 'java', matches: /(?<!-sources|-javadoc)\.jar$/ },
];

/** Measures what is built; it builds nothing. */
export function measurePackages(): Section {
  console.log('package sizes');
  const rows = PACKAGES.map(({ name, folder, matches }) => [
    name, ...NAMES.map((flavour) => sizeOf(path.join(WORK, 'packages', flavour, folder), matches)),
  ]);
  return {
    title: 'Packages',
    text: [
      'As the package build wrote them; "not built" where it has not run here. The wheel, the module and the jar each hold the npm',
      'tarball, which jsii runs in every language.', '',
      table(['', ...NAMES], rows),
    ].join('\n'),
  };
}

function sizeOf(folder: string, matches: RegExp): string {
  const files = listFiles(folder).filter((file) => matches.test(file)).map((file) => path.join(folder, file));
  const bytes = files.reduce((sum, file) => sum + fs.statSync(file).size, 0);
  return files.length === 0 ? 'not built' : `${(bytes / 1024).toFixed(0)} KiB`;
}
