/**
 * The text changes that turn the cdktf flavour into another one. Pure: text in, text out.
 *
 * Only names change: import specifiers, package names, module paths. Prose and the context key
 * `cdktf-ory-api-keys:now` (a contract of both flavours) stay as they are.
 */
import { CDKTF, Flavour } from './flavours';

/** A module specifier stands after `from`, `import`, or inside one of these calls. */
const SPECIFIER = /((?:\bfrom|\bimport)\s+|\b(?:require|import|require\.resolve|jest\.\w+)\(\s*)(['"])([^'"\n]+)\2/g;

/** TypeScript and JavaScript: import specifiers alone. */
export function rewriteTypeScript(text: string, flavour: Flavour): string {
  return text.replace(SPECIFIER, (_all, before: string, quote: string, name: string) => `${before}${quote}${rewriteSpecifier(name, flavour)}${quote}`);
}

function rewriteSpecifier(name: string, flavour: Flavour): string {
  for (const [from, to] of [[CDKTF.core.npm, flavour.core.npm], [CDKTF.npm, flavour.npm]] as const) {
    if (name === from || name.startsWith(`${from}/`)) {
      return to + name.slice(from.length);
    }
  }
  return name;
}

/** Python: module names and the distribution's name with its pinned core. */
export function rewritePython(text: string, flavour: Flavour): string {
  return text
    .replaceAll(CDKTF.pythonModule, flavour.pythonModule)
    .replace(/^(\s*(?:from|import)\s+)cdktf(?=[\s.]|$)/gm, `$1${flavour.core.python}`);
}

/** Go: module paths, and the package's name where it qualifies a name. */
export function rewriteGo(text: string, flavour: Flavour): string {
  return text
    .replaceAll(CDKTF.goModule, flavour.goModule)
    .replaceAll(CDKTF.core.go, flavour.core.go)
    .replace(new RegExp(`\\b${CDKTF.core.goPackage}\\.(?=[A-Z])`, 'g'), `${flavour.core.goPackage}.`);
}

/** Java: package names in code, and coordinates in a POM. */
export function rewriteJava(text: string, flavour: Flavour): string {
  return text
    .replaceAll(CDKTF.javaPackage, flavour.javaPackage)
    .replaceAll(`${CDKTF.core.java}.`, `${flavour.core.java}.`);
}

/** Code blocks of a Markdown text, and in them the lines that install or import. */
export function rewriteMarkdown(text: string, flavour: Flavour): string {
  return text.replace(/^```(\w*)\n([\s\S]*?)^```/gm, (all, language: string, code: string) => {
    const changed = rewriteCode(language, code, flavour);
    return changed === code ? all : `\`\`\`${language}\n${changed}\`\`\``;
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
