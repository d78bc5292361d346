/** Size of what users download. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT } from '../build';
import { Section, table } from '../section';

const FLAVOURS = ['cdktf', 'cdktn'];

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
    name, ...FLAVOURS.map((flavour) => sizeOf(path.join(ROOT, '.work', 'packages', flavour, folder), matches)),
  ]);
  return {
    title: 'Packages',
    text: [
      'As the package build wrote them; "not built" where it has not run here. The wheel, the module and the jar each hold the npm',
      'tarball, which jsii runs in every language.', '',
      table(['', ...FLAVOURS], rows),
    ].join('\n'),
  };
}

function sizeOf(folder: string, matches: RegExp): string {
  const files = filesBelow(folder).filter((file) => matches.test(file));
  const bytes = files.reduce((sum, file) => sum + fs.statSync(file).size, 0);
  return files.length === 0 ? 'not built' : `${(bytes / 1024).toFixed(0)} KiB`;
}

function filesBelow(folder: string): string[] {
  if (!fs.existsSync(folder)) {
    return [];
  }
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(file) : [file];
  });
}
