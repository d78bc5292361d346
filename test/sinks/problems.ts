/** What is wrong with rendered blocks: against the schema, and in how they treat a secret. Pure. */
import { BindingSchema, Block, JsiiType } from './schema';

export interface Rendered { readonly [argument: string]: unknown }

/** Arguments that Terraform itself takes in every resource. */
const META = ['//', 'depends_on', 'count', 'for_each', 'provider', 'lifecycle', 'connection', 'provisioner'];

/** Text that is one expression, as cdktf renders a token. */
const EXPRESSION = /^\$\{[\s\S]*\}$/;

/** Arguments that the schema does not know, that lack, or that are of another type. */
export function schemaProblems(schema: BindingSchema, block: Block, rendered: Rendered, where: string): string[] {
  const given = Object.entries(rendered).filter(([name]) => !META.includes(name));
  const known = given.flatMap(([name, value]) => {
    const argument = block.get(name);
    return argument === undefined ? [`${where}.${name}: no such argument`] : typeProblems(schema, argument.type, value, `${where}.${name}`);
  });
  const missing = [...block].filter(([name, argument]) => argument.required && rendered[name] === undefined).map(([name]) => `${where}.${name}: required, but missing`);
  return [...known, ...missing];
}

function typeProblems(schema: BindingSchema, type: JsiiType, value: unknown, where: string): string[] {
  if (typeof value === 'string' && EXPRESSION.test(value)) {
    return [];
  }
  if (type.union) {
    const each = type.union.types.map((one) => typeProblems(schema, one, value, where));
    return each.find((problems) => problems.length === 0) ?? each[0];
  }
  if (type.collection) {
    const { kind, elementtype } = type.collection;
    if (typeof value !== 'object' || value === null || Array.isArray(value) !== (kind === 'array')) {
      return [`${where}: a ${kind} is expected`];
    }
    return Object.entries(value).flatMap(([key, element]) => typeProblems(schema, elementtype, element, `${where}[${key}]`));
  }
  if (type.fqn !== undefined) {
    return type.fqn.startsWith('cdktf.') || typeof value !== 'object' || value === null
      ? [`${where}: ${type.fqn} is expected`] : schemaProblems(schema, schema.block(type.fqn), value as Rendered, where);
  }
  return type.primitive === 'any' || typeof value === type.primitive ? [] : [`${where}: a ${type.primitive} is expected`];
}

/** The arguments that a schema calls write-only, each with the argument that tells its version. */
export function writeOnlyArguments(block: Block): Map<string, string> {
  return new Map([...block.keys()].filter((name) => name.endsWith('_wo')).map((name) => [
    name, [`${name}_version`, `${name}_revision`].find((version) => block.has(version)) ?? `${name}_version`,
  ]));
}

/** Every text in a rendered value, with its path. */
export function texts(value: unknown, where: string): Array<readonly [string, string]> {
  if (typeof value === 'string') {
    return [[where, value]];
  }
  return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, child]) => texts(child, `${where}.${key}`)) : [];
}

/** A write-only argument must carry the key's value and nothing written out, and its version must follow the key, not the value. */
export function writeOnlyProblems(block: Block, rendered: Rendered, key: string, where: string): string[] {
  return [...writeOnlyArguments(block)].filter(([name]) => rendered[name] !== undefined).flatMap(([name, version]) => {
    const literals = texts(rendered[name], `${where}.${name}`).filter(([, text]) => !EXPRESSION.test(text) || !text.includes(`${key}.value`));
    const number = rendered[version];
    return [
      ...literals.map(([at]) => `${at}: not the value of the key by reference`),
      ...(block.has(version) && typeof number === 'string' && EXPRESSION.test(number) && number.includes(`${key}.id`) && !number.includes(`${key}.value`)
        ? [] : [`${where}.${version}: no version that follows the key`]),
      ...(rendered[name.slice(0, -'_wo'.length)] === undefined ? [] : [`${where}.${name}: the argument that is kept in the state is there, too`]),
    ];
  });
}

/** Paths below a rendered document where the key's value appears outside a write-only argument. */
export function leaks(document: unknown, key: string): string[] {
  return texts(document, '').filter(([at, text]) => text.includes(`${key}.value`) && !/_wo(\.|$)/.test(at)).map(([at]) => `${at.slice(1)} holds the value`);
}
