import { fieldOf, isObject, JsonObject } from '../input';
import { KINDS } from './plan';

/** A part of a plan that people see, unless it is marked as sensitive. */
export interface Place {
  /** Its address, as Terraform writes it. */
  readonly target: string;
  readonly value: unknown;
  /** In the shape of the value, `true` wherever Terraform hides it; absent where it hides nothing. */
  readonly marks?: unknown;
  /** What is wrong when the value of a key stands here, and the way out. */
  readonly problem: string;
  readonly fix: string;
  /** Set for what is here before the plan and no longer after it. */
  readonly goes?: boolean;
}

/** What another stack shows, which nobody can mark from here. */
const REMOTE_STATE = 'terraform_remote_state';

const IN_OUTPUT = { problem: 'the output shows the value of a key', fix: 'mark it as sensitive, as addSensitiveOutput does, or take it away' };
const IN_CHECK = { problem: 'a message of the check shows the value of a key', fix: 'take the value out of the message' };
const IN_VARIABLE = { problem: 'the variable holds the value of a key and is not sensitive', fix: 'declare it with sensitive = true' };
const IN_CODE = {
  problem: 'the value of a key is written out in the configuration',
  fix: 'take it out, replace the key, and pass the new value by reference or as a sensitive variable',
};
const COPIED = 'give it as triggers_replace in place of input, whose copy in output has no mark'; // measured, whatever marks the input has
const GOES = { goes: true, fix: 'the deploy takes it away; who can read older plans and states has seen the value, so replace the key' };

/** Every place of a plan in which the value of a key would show. */
export function* placesOf(json: JsonObject): Generator<Place> {
  yield* outputs(json);
  for (const list of ['resource_changes', 'resource_drift']) {
    for (const entry of listOf(fieldOf(json, list))) {
      yield* resource(entry);
    }
  }
  for (const entry of listOf(fieldOf(json, 'deferred_changes'))) {
    yield* resource(fieldOf(entry, 'resource_change'));
  }
  yield* dataSources(fieldOf(fieldOf(json, 'prior_state'), 'values'));
  yield* variables(json);
  for (const check of listOf(fieldOf(json, 'checks'))) {
    yield { target: stringOr('check', fieldOf(fieldOf(check, 'address'), 'to_display')), value: fieldOf(check, 'instances'), ...IN_CHECK };
  }
  yield* configuration(fieldOf(json, 'configuration'));
}

function* outputs(json: JsonObject): Generator<Place> {
  for (const [name, output] of entriesOf(fieldOf(fieldOf(json, 'planned_values'), 'outputs'))) {
    yield { target: `output.${name}`, value: fieldOf(output, 'value'), marks: fieldOf(output, 'sensitive'), ...IN_OUTPUT };
  }
  for (const [name, change] of entriesOf(fieldOf(json, 'output_changes'))) {
    yield { target: `output.${name}`, value: fieldOf(change, 'after'), marks: fieldOf(change, 'after_sensitive'), ...IN_OUTPUT };
    yield { target: `output.${name}`, value: fieldOf(change, 'before'), marks: fieldOf(change, 'before_sensitive'), ...IN_OUTPUT, ...GOES };
  }
}

function* resource(entry: unknown): Generator<Place> {
  const change = fieldOf(entry, 'change');
  yield* attributes(entry, fieldOf(change, 'after'), fieldOf(change, 'after_sensitive'));
  for (const place of attributes(entry, fieldOf(change, 'before'), fieldOf(change, 'before_sensitive'))) {
    yield { ...place, ...GOES };
  }
  yield { target: addressOf(entry), value: fieldOf(change, 'generated_config'), ...IN_CODE };
}

/** All attributes but a key's own value, which every release of the provider marks. */
function* attributes(entry: unknown, state: unknown, marks: unknown): Generator<Place> {
  const type = fieldOf(entry, 'type');
  for (const [name, value] of type === REMOTE_STATE ? [] : entriesOf(state)) {
    if (name !== 'value' || !KINDS.has(type)) {
      yield {
        target: addressOf(entry), value, marks: marks === true || fieldOf(marks, name),
        problem: `the resource shows the value of a key in its attribute ${name}`, fix: type === 'terraform_data' && name === 'output' ? COPIED : 'wrap it in sensitive(…) where it is given, or do not give it',
      };
    }
  }
}

/** Data sources that were read while planning stand in the state alone. */
function* dataSources(values: unknown): Generator<Place> {
  const open = [fieldOf(values, 'root_module')];
  while (open.length > 0) {
    const module = open.pop();
    for (const entry of listOf(fieldOf(module, 'resources'))) {
      if (fieldOf(entry, 'mode') === 'data') {
        yield* attributes(entry, fieldOf(entry, 'values'), fieldOf(entry, 'sensitive_values'));
      }
    }
    for (const child of listOf(fieldOf(module, 'child_modules'))) {
      open.push(child);
    }
  }
}

function* variables(json: JsonObject): Generator<Place> {
  const declared = fieldOf(fieldOf(fieldOf(json, 'configuration'), 'root_module'), 'variables');
  for (const [name, variable] of entriesOf(fieldOf(json, 'variables'))) {
    yield { target: `var.${name}`, value: fieldOf(variable, 'value'), marks: fieldOf(fieldOf(declared, name), 'sensitive'), ...IN_VARIABLE };
  }
}

/** The code of all modules; what is written out there is seen whatever is marked. */
function* configuration(root: unknown): Generator<Place> {
  for (const [name, config] of entriesOf(fieldOf(root, 'provider_config'))) {
    yield { target: `provider.${name}`, value: literalsIn(config), ...IN_CODE };
  }
  const open = [{ prefix: '', module: fieldOf(root, 'root_module') }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { prefix, module } = next;
    for (const entry of listOf(fieldOf(module, 'resources'))) {
      yield { target: `${prefix}${addressOf(entry)}`, value: literalsIn(entry), ...IN_CODE };
    }
    for (const [section, label] of [['outputs', 'output'], ['variables', 'var']]) {
      for (const [name, value] of entriesOf(fieldOf(module, section))) {
        yield { target: `${prefix}${label}.${name}`, value: [fieldOf(value, 'default'), fieldOf(value, 'description'), literalsIn(value)], ...IN_CODE };
      }
    }
    for (const [name, call] of entriesOf(fieldOf(module, 'module_calls'))) {
      yield { target: `${prefix}module.${name}`, value: literalsIn(fieldOf(call, 'expressions')), ...IN_CODE };
      open.push({ prefix: `${prefix}module.${name}.`, module: fieldOf(call, 'module') });
    }
  }
}

/** What is written as a value. Names and references are none, although one such as `ory_apikey_production_backend` looks like the value of a key. */
function literalsIn(code: unknown): unknown[] {
  const literals: unknown[] = [];
  const open = [code];
  while (open.length > 0) {
    for (const [name, child] of Object.entries(open.pop() ?? {})) {
      if (name === 'constant_value') {
        literals.push(child);
      } else if (typeof child === 'object') {
        open.push(child);
      }
    }
  }
  return literals;
}

function addressOf(entry: unknown): string {
  return stringOr('a resource without an address', fieldOf(entry, 'address'));
}

function stringOr(fallback: string, value: unknown): string {
  return typeof value === 'string' ? value : fallback;
}

function entriesOf(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value) : [];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
