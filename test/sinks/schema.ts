/**
 * A provider's schema, read from the jsii assembly of its prebuilt binding.
 *
 * cdktf's generator makes a property of each argument of the schema: its type, whether it is required, and, in the documentation,
 * the argument's own name. So the assembly tells what the provider's release takes, without the provider.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';

/** A type as jsii writes it. */
export interface JsiiType {
  readonly primitive?: string;
  readonly fqn?: string;
  readonly collection?: { readonly kind: 'array' | 'map'; readonly elementtype: JsiiType };
  readonly union?: { readonly types: readonly JsiiType[] };
}

interface Docs { readonly summary?: string; readonly remarks?: string }
interface Property { readonly name: string; readonly optional?: boolean; readonly type: JsiiType; readonly docs?: Docs }
interface Type {
  readonly kind: string;
  readonly docs?: Docs;
  readonly properties?: readonly Property[];
  readonly initializer?: { readonly parameters?: ReadonlyArray<{ readonly name: string; readonly type: JsiiType }> };
}

/** The parts of an assembly that are read. */
export interface Assembly {
  readonly name: string;
  readonly version: string;
  readonly types: Readonly<Record<string, Type>>;
}

/** An argument of a block, under the name that Terraform knows. */
export interface Argument {
  readonly required: boolean;
  readonly type: JsiiType;
}

export type Block = ReadonlyMap<string, Argument>;

/** The schema that a binding ships. */
export class BindingSchema {
  /** Reads the assembly of an installed package. */
  public static ofPackage(dir: string): BindingSchema {
    return new BindingSchema(JSON.parse(fs.readFileSync(path.join(dir, '.jsii'), 'utf8')) as Assembly);
  }

  public constructor(private readonly assembly: Assembly) {}

  /** Name and version of the binding. */
  public get label(): string {
    return `${this.assembly.name} ${this.assembly.version}`;
  }

  /** Arguments of a resource, such as `aws_secretsmanager_secret`; undefined when the provider has no such resource. */
  public resource(type: string): Block | undefined {
    const found = Object.values(this.assembly.types).find(({ kind, docs }) => (
      kind === 'class' && docs?.summary?.includes('/docs/resources/') === true && docs.summary.endsWith(` ${type}}.`)));
    const config = found?.initializer?.parameters?.find((parameter) => parameter.name === 'config')?.type.fqn;
    return config === undefined ? undefined : this.block(config);
  }

  /** Arguments of the provider's own block. */
  public provider(): Block {
    const name = Object.keys(this.assembly.types).find((fqn) => /\.provider\.\w+ProviderConfig$/.test(fqn));
    if (name === undefined) {
      throw new Error(`${this.label} has no provider block`);
    }
    // Each binding gives it an alias, which no schema names.
    return new Map([...this.block(name), ['alias', { required: false, type: { primitive: 'string' } }]]);
  }

  /** Arguments of a nested block or of a resource, by the name of its interface. */
  public block(fqn: string): Block {
    const properties = this.assembly.types[fqn]?.properties;
    if (properties === undefined) {
      throw new Error(`${this.label} has no ${fqn}`);
    }
    return new Map(properties.map((property) => [argumentName(property), { required: property.optional !== true, type: property.type }]));
  }
}

/** The argument's name stands in the link to the registry's page, `…#secret_string_wo Class#secret_string_wo`. */
function argumentName({ name, docs }: Property): string {
  const linked = /#(\w+) \w+#\1\}/.exec(`${docs?.summary ?? ''}\n${docs?.remarks ?? ''}`)?.[1];
  return linked ?? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
