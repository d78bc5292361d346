/**
 * The text changes that turn the cdktf flavour into another one. Pure: text in, text out.
 *
 * Only names change: the core's import specifiers, the library's package names and module paths. Prose about the core and the
 * context key `cdktf-ory-api-keys:now` (a contract of both flavours) stay as they are.
 */
import { CDKTF, Flavour } from './flavours';

/** A module specifier stands after `from`, `import`, or inside one of these calls. */
const SPECIFIER = /((?:\bfrom|\bimport)\s+|\b(?:require|import|require\.resolve|jest\.\w+)\(\s*)(['"])([^'"\n]+)\2/g;

/** The library's own names, where code that is written out or a command line names them; not in the context key, nor in the repository's address. */
function rewriteNames(text: string, flavour: Flavour): string {
  return text
    .replace(/\bcdktf-ory-api-keys(?!:now|\.git)/g, flavour.npm)
    .replaceAll(CDKTF.pythonModule, flavour.pythonModule)
    .replaceAll(CDKTF.javaPackage, flavour.javaPackage);
}

/** TypeScript and JavaScript: the core's import specifier, and the library's names. */
export function rewriteTypeScript(text: string, flavour: Flavour): string {
  return rewriteNames(text.replace(SPECIFIER, (all, before: string, quote: string, name: string) => (
    name === CDKTF.core.npm || name.startsWith(`${CDKTF.core.npm}/`)
      ? `${before}${quote}${flavour.core.npm}${name.slice(CDKTF.core.npm.length)}${quote}` : all)), flavour);
}

/** Python: module names and the distribution's name with its pinned core. */
function rewritePython(text: string, flavour: Flavour): string {
  return text
    .replaceAll(CDKTF.pythonModule, flavour.pythonModule)
    .replace(/^(\s*(?:from|import)\s+)cdktf(?=[\s.]|$)/gm, `$1${flavour.core.python}`);
}

/** Go: module paths, and the package's name where it qualifies a name. */
function rewriteGo(text: string, flavour: Flavour): string {
  return text
    .replaceAll(CDKTF.goModule, flavour.goModule)
    .replaceAll(CDKTF.core.go, flavour.core.go)
    .replace(new RegExp(`\\b${CDKTF.core.goPackage}\\.(?=[A-Z])`, 'g'), `${flavour.core.goPackage}.`);
}

/** Java: package names in code, and coordinates in a POM. */
function rewriteJava(text: string, flavour: Flavour): string {
  return text
    .replaceAll(CDKTF.javaPackage, flavour.javaPackage)
    .replaceAll(`${CDKTF.core.java}.`, `${flavour.core.java}.`);
}

/** Code blocks of a Markdown text. A block that names the other flavour already compares the two, and stays. */
export function rewriteMarkdown(text: string, flavour: Flavour): string {
  return text.replace(/^```(\w*)(.*)\n([\s\S]*?)^```/gm, (all, language: string, rest: string, code: string) => {
    const changed = code.includes(flavour.npm) ? code : rewriteCode(language, code, flavour);
    return changed === code ? all : `\`\`\`${language}${rest}\n${changed}\`\`\``;
  });
}

function rewriteCode(language: string, code: string, flavour: Flavour): string {
  switch (language) {
    case 'ts':
    case 'typescript':
    case 'js':
      return rewriteTypeScript(code, flavour);
    case 'python':
      return rewritePython(code, flavour);
    case 'go':
      return rewriteGo(code, flavour);
    case 'java':
    case 'xml':
      return rewriteJava(code, flavour);
    case 'sh':
    case 'bash':
    case 'console':
      return rewriteNames(code, flavour).replace(/(?<![\w./@-])cdktf(?![\w./-])/g, flavour.core.npm);
    default:
      return code;
  }
}

/** What the derived package.json says; everything not named here is as in the first flavour. */
export function rewritePackageJson(text: string, flavour: Flavour): string {
  const manifest = JSON.parse(text);
  manifest.name = flavour.npm;
  manifest.description = manifest.description.replace(/\bCDKTF\b/g, flavour.name.toUpperCase());
  manifest.keywords = manifest.keywords.map((word: string) => (word === CDKTF.name ? flavour.name : word)).sort();
  manifest.peerDependencies = { [flavour.core.npm]: flavour.coreRange, constructs: flavour.constructsRange };
  if (manifest.bin) {
    manifest.bin = Object.fromEntries(Object.entries(manifest.bin).map(([name, file]) => [name === CDKTF.npm ? flavour.npm : name, file]));
  }
  manifest.jsii.targets = {
    java: { package: flavour.javaPackage, maven: { groupId: flavour.mavenGroup, artifactId: flavour.mavenArtifact } },
    python: { distName: flavour.pythonDist, module: flavour.pythonModule },
    go: { moduleName: flavour.goModule, packageName: flavour.goPackage },
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Coordinates of what an app depends on, in the manifest of its language; the null provider exists for cdktf alone. */
const MANIFESTS: Readonly<Record<string, (text: string, flavour: Flavour, coreVersion: string) => string>> = {
  'requirements.txt': (text, flavour, version) => text
    .replace(/^cdktf-cdktf-provider-null==.*\n/m, '')
    .replace(/^cdktf==.*$/m, `${flavour.core.python}==${version}`)
    .replaceAll(CDKTF.pythonDist, flavour.pythonDist),
  'go.mod': (text, flavour, version) => rewriteGo(text
    .replace(/^.*cdktf-provider-null-go.*\n/gm, '')
    .replace(new RegExp(`(${CDKTF.core.go}) v[\\w.-]+`, 'g'), `$1 v${version}`)
    .replaceAll(`packages/${CDKTF.name}/`, `packages/${flavour.name}/`), flavour),
  'pom.xml': (text, flavour, version) => text
    .replace(/ *<dependency>\s*<groupId>[^<]*<\/groupId>\s*<artifactId>cdktf-provider-null<[\s\S]*?<\/dependency>\n/g, '')
    .replace(new RegExp(`<groupId>${CDKTF.core.mavenGroup}</groupId>(\\s*)<artifactId>${CDKTF.core.mavenArtifact}</artifactId>(\\s*)<version>[^<]*<`, 'g'),
      `<groupId>${flavour.core.mavenGroup}</groupId>$1<artifactId>${flavour.core.mavenArtifact}</artifactId>$2<version>${version}<`)
    .replaceAll(`<artifactId>${CDKTF.mavenArtifact}<`, `<artifactId>${flavour.mavenArtifact}<`)
    .replaceAll(`packages/${CDKTF.name}/`, `packages/${flavour.name}/`),
  'package.json': (text, flavour, version) => {
    const manifest = JSON.parse(text);
    for (const dependencies of [manifest.dependencies, manifest.devDependencies].filter(Boolean)) {
      delete dependencies['@cdktf/provider-null'];
      for (const [from, to, range] of [[CDKTF.core.npm, flavour.core.npm, version], [CDKTF.npm, flavour.npm, dependencies[CDKTF.npm]]]) {
        if (from in dependencies) {
          delete dependencies[from];
          dependencies[to] = range;
        }
      }
    }
    return `${JSON.stringify(manifest, null, 2)}\n`;
  },
};

/** A file of an app that uses the library, by its name; other files stay as they are. */
export function rewriteApp(name: string, text: string, flavour: Flavour, coreVersion: string): string {
  if (flavour === CDKTF) {
    return text;
  }
  const base = name.slice(name.lastIndexOf('/') + 1);
  if (base in MANIFESTS) {
    return MANIFESTS[base](text, flavour, coreVersion);
  }
  switch (base.slice(base.lastIndexOf('.') + 1)) {
    case 'ts':
      return rewriteTypeScript(text, flavour);
    case 'py':
      return rewritePython(text, flavour);
    case 'go':
      return rewriteGo(text, flavour);
    case 'java':
      return rewriteJava(text, flavour);
    default:
      return text;
  }
}
