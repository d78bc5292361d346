/** Where the time of a synth goes, by a profile of Node's own: whose code it is, and which of our functions take most. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { inNewFolder, timedProcess } from '../measure';
import { table } from '../section';

interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const SHOWN = 6;
const OWNERS = ['this library', 'cdktf', 'constructs', 'JSON printing', 'garbage collector', 'Node.js and the app'] as const;

export async function ownShare(script: string, lib: string, kinds: readonly string[], keys: number): Promise<string> {
  const shares: (readonly [string, Shares])[] = [];
  for (const kind of kinds) {
    console.log(`profile, ${keys} keys: ${kind}`);
    shares.push([kind, sharesOf(await profile(script, lib, kind, keys), lib)]);
  }
  const percent = (part: number, of: Shares) => `${(100 * part / of.total).toFixed(0)} %`;
  return [
    `A profile of one synth with ${keys.toLocaleString('en')} keys, without the loading of modules: whose functions the processor was in, what they`,
    'call in others not counted.', '',
    table(['', ...OWNERS], shares.map(([kind, of]) => [kind, ...OWNERS.map((owner) => percent(of.byOwner.get(owner) ?? 0, of))])), '',
    ...shares.map(([kind, of]) => `Of the library's own functions in \`${kind}\` most is spent in ${
      of.functions.slice(0, SHOWN).map(([name, part]) => `\`${name}\` (${(100 * part / of.total).toFixed(1)} %)`).join(', ')}.`),
  ].join('\n');
}

async function profile(script: string, lib: string, kind: string, keys: number): Promise<Profile> {
  return inNewFolder(async (dir) => {
    await timedProcess(process.execPath, ['--cpu-prof', `--cpu-prof-dir=${dir}`, '--cpu-prof-interval=500', script, lib, kind, String(keys)]);
    return JSON.parse(fs.readFileSync(path.join(dir, fs.readdirSync(dir)[0]), 'utf8')) as Profile;
  });
}

interface Shares {
  readonly total: number;
  readonly byOwner: ReadonlyMap<string, number>;
  /** Our functions with their own time, most first. */
  readonly functions: readonly (readonly [string, number])[];
}

function sharesOf({ nodes, samples, timeDeltas }: Profile, lib: string): Shares {
  const spent = new Map<number, number>();
  samples.forEach((id, index) => spent.set(id, (spent.get(id) ?? 0) + timeDeltas[index]));
  const byOwner = new Map<string, number>();
  const functions = new Map<string, number>();
  let total = 0;
  const synth = duringSynth(nodes);
  for (const { id, callFrame } of nodes.filter((node) => synth.has(node.id))) {
    const time = spent.get(id) ?? 0;
    total += time;
    const owner = ownerOf(callFrame, lib);
    byOwner.set(owner, (byOwner.get(owner) ?? 0) + time);
    if (owner === 'this library' && callFrame.functionName) {
      functions.set(callFrame.functionName, (functions.get(callFrame.functionName) ?? 0) + time);
    }
  }
  return { total, byOwner, functions: [...functions].sort((one, other) => other[1] - one[1]) };
}

/** What the child's own `main` called, but for loading modules; and the garbage collector, which nobody calls. */
function duringSynth(nodes: Profile['nodes']): ReadonlySet<number> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const found = new Set(nodes.filter(({ callFrame }) => callFrame.functionName === '(garbage collector)').map(({ id }) => id));
  const visit = (id: number, inside: boolean): void => {
    const { callFrame, children = [] } = byId.get(id)!;
    const loads = callFrame.functionName === 'require';
    const within = !loads && (inside || (callFrame.functionName === 'main' && callFrame.url.endsWith('synth.js')));
    if (within) {
      found.add(id);
    }
    children.forEach((child) => visit(child, within));
  };
  visit(nodes[0].id, false);
  return found;
}

function ownerOf({ functionName, url }: { readonly functionName: string; readonly url: string }, lib: string): typeof OWNERS[number] {
  const file = url.replace(/^file:\/\//, '');
  if (functionName === '(garbage collector)') {
    return 'garbage collector';
  }
  if (file.startsWith(lib + path.sep)) {
    return 'this library';
  }
  if (/node_modules\/(json-stable-stringify|object-keys|call-bind)/.test(file)) {
    return 'JSON printing';
  }
  if (file.includes('/node_modules/cdktf/lib/') || functionName.startsWith('RegExp: ')) {
    return 'cdktf';
  }
  return file.includes('/node_modules/constructs/') ? 'constructs' : 'Node.js and the app';
}
