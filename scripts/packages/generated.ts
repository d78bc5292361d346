/** What jsii-pacmak leaves out of the code it generates. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { listFiles } from '../tools';

/** Rewrites the files of a folder that end so. Fails when none changes: pacmak then writes something else than is known here. */
export function rewriteGenerated(folder: string, ending: string, rewrite: (text: string) => string): void {
  const files = listFiles(folder).filter((name) => name.endsWith(ending)).map((name) => path.join(folder, name));
  const changed = files.filter((file) => {
    const text = fs.readFileSync(file, 'utf8');
    fs.writeFileSync(file, rewrite(text));
    return rewrite(text) !== text;
  });
  if (changed.length === 0) {
    throw new Error(`no ${ending} of ${folder} has what ${rewrite.name} looks for`);
  }
}

/** A parameter that takes a map or list of structs, or of dicts in their place. */
const COLLECTION = /^ {8}(\w+): (?:typing\.Optional\[)?typing\.(Mapping\[builtins\.str, |Sequence\[)typing\.Union\["?([\w.]+)"?, typing\.Dict\[builtins\.str, typing\.Any\]\]/gm;

/** A struct's class up to the body of its constructor. */
const STRUCT = /@jsii\.data_type\((?:(?!\n@jsii)[\s\S])*?\n {4}\) -> None:\n {8}'''[\s\S]*?'''\n/g;

/**
 * A Python module in which a `dict` inside a map or list becomes the struct it stands for, which refuses names that it does not know. pacmak does so
 * for a prop of its own alone; elsewhere the runtime drops what it does not know, `expires_at` first of all.
 */
export function withStructsFromDicts(module: string): string {
  return module.replace(STRUCT, (head) => head + [...head.matchAll(COLLECTION)].map(([, name, kind, struct]) => {
    const made = `${struct}(**entry) if isinstance(entry, dict) else entry`;
    return kind.startsWith('Mapping')
      ? `        if isinstance(${name}, dict):\n            ${name} = {key: ${made} for key, entry in ${name}.items()}\n`
      : `        if isinstance(${name}, (list, tuple)):\n            ${name} = [${made} for entry in ${name}]\n`;
  }).join(''));
}

/** The functions by whose types a Python module checks arguments when it runs. */
const TYPES = /^def _typecheckingstub__[\s\S]*?^ {4}pass$/gm;

/**
 * A Python module that checks lists and dicts to the bottom, and takes no other collection, since jsii hands over no other. pacmak asks for
 * a sequence, which a string and a tuple are, and for a mapping, into which nobody looks: what is wrong then shows as a page of jsii's own.
 */
export function withCheckedCollections(module: string): string {
  return module.replace(TYPES, (types) => types.replaceAll('typing.Sequence[', 'typing.List[').replaceAll('typing.Mapping[', 'typing.Dict['));
}

/** Go's checks of parameters, in which a sink without fields is refused: two of them may have one address, by which jsii tells objects. */
export function withoutEmptySinks(file: string): string {
  const refusal = `
	if kind := reflect.TypeOf(sink); kind.Kind() == reflect.Pointer && kind.Elem().Size() == 0 {
		return fmt.Errorf("parameter sink points to %s, which has no fields, so jsii may take another sink for it; expected a struct with a field", kind.Elem())
	}
`;
  const nil = /\n\tif sink == nil \{[^}]*\}\n/;
  return nil.test(file) ? file.replace(nil, (found) => found + refusal).replace('\t"fmt"\n', '\t"fmt"\n\t"reflect"\n') : file;
}
