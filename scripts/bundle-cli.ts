/** Makes one file of the command: `ts-node -T -P tsconfig.dev.json scripts/bundle-cli.ts`, after the compiler. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { buildSync } from 'esbuild';

/** The program of the npm package, seen from its folder, as `package.json` names it. */
const PROGRAM = path.join('lib', 'cli', 'main.js');
const LICENSES = 'LICENSES.txt';

/**
 * Puts all that the command loads into its file, since the package has no dependency at run time and the command needs an HTTP client that
 * knows proxies. What was compiled beside that file goes: nothing else loads it. What is bundled already stays as it is.
 *
 * @param folder - of the package, compiled
 */
export function bundleCommand(folder: string): void {
  const program = path.join(folder, PROGRAM);
  const room = path.dirname(program);
  if (fs.readdirSync(room).sort().join() === [LICENSES, path.basename(program)].join()) {
    return;
  }
  const { metafile } = buildSync({
    entryPoints: [program], outfile: program, allowOverwrite: true, bundle: true, minify: true, platform: 'node', target: 'node20', logLevel: 'warning', metafile: true,
  });
  for (const name of fs.readdirSync(room).filter((file) => file !== path.basename(program))) {
    fs.rmSync(path.join(room, name), { recursive: true });
  }
  fs.writeFileSync(path.join(room, LICENSES), licensesOf(Object.keys(metafile.inputs).map((file) => path.resolve(file))));
}

/** The licenses of the packages that the files are from. */
function licensesOf(files: readonly string[]): string {
  const packages = new Set(files.flatMap((file) => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(file) ?? []));
  return [...packages].sort().map((folder) => {
    const { name, version } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')) as { name: string; version: string };
    return `main.js holds ${name} ${version}:\n\n${fs.readFileSync(path.join(folder, 'LICENSE'), 'utf8').trim()}\n`;
  }).join('\n');
}

if (require.main === module) {
  bundleCommand(path.resolve(__dirname, '..'));
}
