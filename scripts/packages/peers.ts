/**
 * Builds the bindings of peers that the public registries lack, from the jsii assemblies that the peers' own npm packages carry.
 *
 * For tests and examples alone; nothing built here is published. Java lands in a Maven repository (`.work/peers/maven`), Go in
 * plain module folders for `replace` (`.work/peers/go/<package>`). A second run with the same versions does nothing.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { digest, installedVersion, maven, pinRanges, ROOT, runBin, runMain, stamped, timed, WORK } from '../tools';

export const PEERS = path.join(WORK, 'peers');
export const PEERS_MAVEN = path.join(PEERS, 'maven');
const PEERS_GO = path.join(PEERS, 'go');

/** `PyPI` has all of them; the Go proxy has cdktf; Maven Central has none. */
const JAVA = ['cdktf', 'cdktn', '@cdktf/provider-null'];
const GO = ['cdktn', '@cdktf/provider-null'];

interface GoTarget { readonly moduleName: string; readonly packageName: string }

function assemblyOf(name: string): { readonly version: string; readonly targets: { readonly go: GoTarget } } {
  return JSON.parse(fs.readFileSync(path.join(ROOT, 'node_modules', name, '.jsii'), 'utf8'));
}

function keyOf(names: readonly string[], language: string): string {
  return digest(
    { text: `${language} ${installedVersion('jsii-pacmak')} ${installedVersion('constructs')}` },
    ...names.map((name) => ({ path: path.join(ROOT, 'node_modules', name, '.jsii') })),
  );
}

/** Generated code alone: the language's own tool builds it afterwards. */
async function generate(name: string, language: string, outdir: string): Promise<void> {
  await runBin('jsii-pacmak', [path.join(ROOT, 'node_modules', name), '--targets', language, '--code-only', '--no-npmignore', '--outdir', outdir]);
}

/** Import path of a peer's Go module, and the folder to put in its place. */
export function goReplacements(): Array<{ readonly module: string; readonly dir: string }> {
  return GO.map((name) => {
    const assembly = assemblyOf(name);
    const { moduleName, packageName } = assembly.targets.go;
    const major = Number(assembly.version.split('.')[0]);
    return { module: `${moduleName}/${packageName}${major > 1 ? `/v${major}` : ''}`, dir: path.join(PEERS_GO, packageName) };
  });
}

/** Builds the Go modules of the peers, when they are not built yet. */
export async function buildGoPeers(): Promise<boolean> {
  return stamped(PEERS_GO, keyOf(GO, 'go'), async () => {
    for (const name of GO) {
      const work = path.join(PEERS_GO, '.generated');
      await generate(name, 'go', work);
      for (const dir of fs.readdirSync(path.join(work, 'go'))) {
        fs.renameSync(path.join(work, 'go', dir), path.join(PEERS_GO, dir));
      }
      fs.rmSync(work, { recursive: true });
    }
  });
}

/** Builds the jars of the peers in one Maven run, when they are not built yet. */
export async function buildJavaPeers(): Promise<boolean> {
  return stamped(PEERS_MAVEN, keyOf(JAVA, 'java'), async () => {
    const work = path.join(PEERS, '.java');
    fs.rmSync(work, { recursive: true, force: true });
    const modules: string[] = [];
    for (const name of JAVA) {
      const dir = path.join(work, name.replace(/\W/g, '-'));
      await generate(name, 'java', dir);
      pinRanges(path.join(dir, 'java', 'pom.xml'));
      modules.push(path.relative(work, path.join(dir, 'java')));
    }
    fs.writeFileSync(path.join(work, 'pom.xml'), aggregate(modules));
    await maven(['deploy', '-Dmaven.javadoc.skip', '-Dmaven.source.skip', `-DaltDeploymentRepository=peers::default::file://${PEERS_MAVEN}`], work);
    fs.rmSync(work, { recursive: true });
  });
}

function aggregate(modules: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>peers</groupId>
  <artifactId>peers</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <modules>
${modules.map((name) => `    <module>${name}</module>`).join('\n')}
  </modules>
</project>
`;
}

async function main(): Promise<void> {
  await timed('Go peers', buildGoPeers);
  await timed('Java peers', buildJavaPeers);
}

if (require.main === module) {
  runMain(main);
}
