import * as fs from 'node:fs';
import * as path from 'node:path';

interface Documented {
  readonly name?: string;
  readonly docs?: { readonly summary?: string; readonly default?: string };
  readonly optional?: boolean;
  readonly overrides?: string;
}
interface Callable extends Documented { readonly parameters?: readonly Documented[] }
interface Type extends Documented {
  readonly kind: string;
  readonly datatype?: boolean;
  readonly properties?: readonly Documented[];
  readonly methods?: readonly Callable[];
  readonly members?: readonly Documented[];
  readonly initializer?: Callable;
}

/** Public members without a docstring, optional props without a default, as `Type.member: what is missing`. */
export function undocumented(library: string): string[] {
  const assembly = JSON.parse(fs.readFileSync(path.join(library, '.jsii'), 'utf8')) as { readonly types: Readonly<Record<string, Type>> };
  // The bindings are documented as far as the generator does it.
  const own = Object.entries(assembly.types).filter(([fqn]) => !fqn.includes('.ory.'));
  return own.flatMap(([fqn, type]) => {
    const missing = (member: Documented | undefined, name: string) => (member && !member.docs?.summary && !member.overrides ? [`${fqn}${name}: no docstring`] : []);
    return [
      ...missing(type, ''),
      ...[...(type.properties ?? []), ...(type.methods ?? []), ...(type.members ?? [])].flatMap((member) => missing(member, `.${member.name}`)),
      ...[...(type.methods ?? []), ...(type.initializer ? [type.initializer] : [])].flatMap((method) =>
        (method.overrides ? [] : method.parameters ?? []).flatMap((parameter) => missing(parameter, `.${method.name ?? 'constructor'}(${parameter.name})`))),
      ...(type.datatype ? type.properties ?? [] : []).flatMap((property) =>
        (property.optional && property.docs?.default === undefined ? [`${fqn}.${property.name}: no @default`] : [])),
    ];
  });
}
