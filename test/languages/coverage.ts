/**
 * Checks that the cases leave out nothing of the public interface: every prop of every struct, every member of every class, every
 * member of every enum, as the jsii assembly lists them.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { Case } from './compare';

interface TypeReference { readonly fqn?: string; readonly collection?: { readonly elementtype: TypeReference } }
interface Callable {
  readonly name?: string;
  readonly parameters?: ReadonlyArray<{ readonly type: TypeReference }>;
  readonly returns?: { readonly type: TypeReference };
}
interface Type {
  readonly kind: 'class' | 'interface' | 'enum';
  readonly datatype?: boolean;
  readonly name: string;
  readonly namespace?: string;
  readonly initializer?: Callable;
  readonly interfaces?: readonly string[];
  readonly properties?: ReadonlyArray<{ readonly name: string; readonly type: TypeReference }>;
  readonly methods?: readonly Callable[];
  readonly members?: ReadonlyArray<{ readonly name: string }>;
}

/** What the core calls, or hands to users' code: no case names it. */
const NOT_NAMED = /^(ApiKeySecret\.|ISecretSink\.bind|IApiKey\.|ApiKeyPolicy\.visit)/;

/** What a struct extends, and what that extends. */
function basesOf(fqn: string, types: Record<string, Type>): readonly string[] {
  return (types[fqn]?.interfaces ?? []).flatMap((base) => [base, ...basesOf(base, types)]);
}

class Walk {
  public readonly used = new Set<string>();
  private readonly types = new Map<string, Type>();
  private bound = new Map<string, string | undefined>();

  public constructor(private readonly name: string, types: Record<string, Type>) {
    for (const [fqn, type] of Object.entries(types)) {
      const bases = type.datatype ? basesOf(fqn, types) : [];
      this.types.set(fqn.slice(name.length + 1), { ...type, properties: [...bases, fqn].flatMap((each) => types[each]?.properties ?? []) });
    }
    // Nobody gives a struct that others extend: its props are theirs.
    const bases = Object.values(types).flatMap(({ datatype, interfaces = [] }) => (datatype ? interfaces : []));
    bases.forEach((base) => this.types.delete(base.slice(name.length + 1)));
  }

  public visit(spec: Case): void {
    this.bound = new Map();
    for (const step of spec.steps as Array<Record<string, any>>) {
      const given = [...(step.args ?? [])];
      let type: string | undefined;
      if (step.new) {
        type = step.new;
        const parameters = this.types.get(step.new)?.initializer?.parameters ?? [];
        this.args(parameters, step.props ? [...(step.id ? [undefined, undefined] : []), step.props] : given);
      } else if (step.static || step.call) {
        const [owner, method] = split(step.static ?? step.call);
        type = this.call(step.static ? owner : this.bound.get(owner), method, given);
      } else {
        type = this.get(step.get);
      }
      if (step.as) {
        this.bound.set(step.as, type);
      }
    }
  }

  /** Everything public that no case reached. */
  public missing(): string[] {
    const wanted = [...this.types].filter(([name]) => !name.startsWith('ory.') || name.endsWith('OryProviderConfig')).flatMap(([name, type]) => [
      ...(type.properties ?? []).map((property) => `${name}.${property.name}`),
      ...(type.methods ?? []).map((method) => `${name}.${method.name}`),
      ...(type.members ?? []).map((member) => `${name}.${member.name}`),
    ]);
    return wanted.filter((name) => !this.used.has(name) && !NOT_NAMED.test(name));
  }

  private call(owner: string | undefined, name: string, args: unknown[]): string | undefined {
    const method = owner === undefined ? undefined : this.types.get(owner)?.methods?.find((candidate) => candidate.name === name);
    if (owner && method) {
      this.used.add(`${owner}.${name}`);
    }
    this.args(method?.parameters ?? [], args);
    return this.own(method?.returns?.type.fqn);
  }

  private get(text: string): string | undefined {
    const [name, property] = split(text);
    const owner = this.bound.get(name);
    const found = owner === undefined ? undefined : this.types.get(owner)?.properties?.find((candidate) => candidate.name === property);
    if (owner && found) {
      this.used.add(`${owner}.${property}`);
    }
    return this.own(found?.type.fqn);
  }

  private args(parameters: ReadonlyArray<{ readonly type: TypeReference }>, args: readonly unknown[]): void {
    args.forEach((arg, index) => this.value(arg, parameters[index]?.type));
  }

  private value(value: any, type: TypeReference | undefined): void {
    if (value === null || typeof value !== 'object') {
      return;
    }
    if (value.$get) {
      this.get(value.$get);
    } else if (value.$enum) {
      this.used.add(value.$enum);
    } else if (value.$map) {
      Object.values(value.$map).forEach((entry) => this.value(entry, type?.collection?.elementtype));
    } else if (!value.$ref && !value.$sink && !value.$date) {
      const struct = this.own(type?.fqn);
      const properties = struct === undefined ? [] : this.types.get(struct)?.properties ?? [];
      for (const [name, entry] of Object.entries(value.fields ?? value)) {
        this.used.add(`${struct}.${name}`);
        this.value(entry, properties.find((property) => property.name === name)?.type);
      }
    }
  }

  private own(fqn: string | undefined): string | undefined {
    return fqn?.startsWith(`${this.name}.`) ? fqn.slice(this.name.length + 1) : undefined;
  }
}

function split(text: string): [string, string] {
  const at = text.lastIndexOf('.');
  return [text.slice(0, at), text.slice(at + 1)];
}

/** Which public names no case of the vectors reaches; nothing when all are reached. */
export function uncovered(cases: readonly Case[], tree: string): string | undefined {
  const assembly = JSON.parse(fs.readFileSync(path.join(tree, '.jsii'), 'utf8')) as { name: string; types: Record<string, Type> };
  const walk = new Walk(assembly.name, assembly.types);
  cases.forEach((spec) => walk.visit(spec));
  const missing = walk.missing();
  return missing.length === 0 ? undefined : `no case reaches ${missing.join(', ')}`;
}
