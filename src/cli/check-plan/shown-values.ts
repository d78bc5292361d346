import { fieldOf } from '../input';
import { Finding } from './finding';
import { KnownValues } from './known-values';
import { Place, placesOf } from './places';
import { Plan } from './plan';

/** Every place of a plan that shows the value of a key without a mark, each address once. */
export function shownValues(plan: Plan, known: KnownValues): Finding[] {
  const found = new Map<string, Place>();
  for (const place of placesOf(plan.json)) {
    const before = found.get(place.target);
    if ((before === undefined || (before.goes && !place.goes)) && shows(place, known)) {
      found.set(place.target, place);
    }
  }
  return [...found.values()].map(({ target, problem, fix, goes }) => ({
    rule: goes ? 'value-goes' : 'shown-value', level: goes ? 'note' : 'finding', file: known.mask(plan.file), target, address: known.mask(target), problem: known.mask(problem), fix,
  }));
}

/** Whether the value of a key stands in a place, as a part of a string or of a name too, where no mark covers it. */
function shows({ value, marks }: Place, known: KnownValues): boolean {
  // Neither JSON nor a marked value has an end to its depth, so no recursion.
  const open = [{ node: value, hidden: marks }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, hidden } = next;
    if (hidden === true) {
      continue;
    }
    if (typeof node === 'string' && known.holds(node)) {
      return true;
    }
    if (typeof node === 'object' && node !== null) {
      for (const [name, child] of Object.entries(node)) {
        if (known.holds(name)) {
          return true;
        }
        open.push({ node: child, hidden: markOf(hidden, name) });
      }
    }
  }
  return false;
}

function markOf(marks: unknown, name: string): unknown {
  return Array.isArray(marks) ? marks[Number(name)] : fieldOf(marks, name);
}
