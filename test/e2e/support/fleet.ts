import type { TerraformStack } from 'cdktf';
import { ProjectApiKey, ProjectApiKeySet, RotatingProjectApiKey, RotationAdoption, RotationSchedule } from '../../../src';
import type { Sandbox } from '../../../sandbox';
import type { Build } from './e2e';
import { DAY, instantAt } from './instants';
import { STARTING_AT } from './rotating';
import { addressAt, at } from './sequence';

/** A key that should live; its id and its expiry are learnt when it is deployed for the first time. */
interface Key {
  readonly name: string;
  id?: string;
  expiresAt?: string;
}

/** Where a key was: a path, or a member of a set, wherever that is now. */
type Place = string | { readonly set: KeySet; readonly environment: string };

/** What has a place in the stack. */
interface Placed {
  path: string;
  readonly places: Place[];
}

interface Single extends Placed {
  readonly key: Key;
  readonly adopted?: boolean;
  incident?: number;
}

interface Member {
  readonly key: Key;
  environment: string;
  readonly renamedFrom: string[];
  readonly movedFrom: readonly Place[];
}

interface KeySet extends Placed {
  readonly members: Member[];
}

interface Rotation extends Placed {
  readonly name: string;
  generation: number;
  /** How many of its generations came by a change of the schedule; the first ones came by a number. */
  changes: number;
  /** Places of the key that was adopted. */
  readonly adopted?: readonly Place[];
  /** What is deployed in the two slots, and by which generation; none before the first deploy. */
  slots: readonly (Key | undefined)[];
  deployed?: number;
}

/** A change that is possible now, to one of several. */
interface Change<T = any> {
  readonly title: string;
  readonly to: readonly T[];
  readonly make: (target: T) => void;
}

/** A model of an app with keys of every kind, and of which of them live. */
export class Fleet {
  private singles: Single[] = [
    { path: 'Plain', places: [], key: { name: 'plain' } },
    { path: 'Kept', places: [], key: { name: 'kept' }, incident: 1 },
  ];
  private sets: KeySet[] = ['eu', 'us'].map((name) => ({
    path: `Set-${name}`, places: [], members: [1, 2].map((number) => ({ environment: `${name}${number}`, key: { name: `${name} ${number}` }, renamedFrom: [], movedFrom: [] })),
  }));
  private rotations: Rotation[] = [{ path: 'Rotating', places: [], name: 'rotating', generation: 1, changes: 0, slots: [] }];

  /** Keys that live and that the app does not know. */
  private free: Key[] = [];
  /** What the next deploy forgets, and the places that it has deployed keys of. */
  private forgotten: { readonly keys: readonly (Key | undefined)[]; readonly render: (stack: TerraformStack) => void }[] = [];
  /** Single keys that are in the state. */
  private settled = new Set<Single>();
  /** Incidents that the state has. */
  private readonly incidents = new Map<Single, number>();
  private readonly told: string[] = [];
  private made = 0;

  public constructor(private readonly sandbox: Sandbox) {}

  /** Does one of the changes that are possible, to one of the keys that it is possible for. */
  public change(number: number, which: number): void {
    const possible = this.changes().filter(({ to }) => to.length > 0);
    const { title, to, make } = possible[number % possible.length];
    const target = to[which % to.length];
    const before = nameOf(target);
    make(target);
    this.told.push(`${title} ${before} → ${nameOf(target)}`);
  }

  /** The app as it is now. */
  public build(): Build {
    this.told.push('deploy');
    return (stack) => {
      this.singles.forEach((single) => renderSingle(stack, single));
      this.sets.forEach((set) => renderSet(stack, set));
      this.rotations.forEach((rotation) => renderRotation(stack, rotation));
      this.forgotten.forEach(({ render }) => render(stack));
    };
  }

  /** Takes the app as deployed. Answers the keys that should live then, those that were made with the ids that they got. */
  public deployed(): string[] {
    this.singles = this.singles.map((single) => this.afterIncident(single));
    this.rotations.forEach((rotation) => this.rotate(rotation));
    this.free.push(...this.forgotten.flatMap(({ keys }) => keys.filter((key) => key !== undefined)));
    this.forgotten = [];
    this.settled = new Set(this.singles);
    const keys = [
      ...this.singles.map(({ key }) => key), ...this.sets.flatMap(({ members }) => members.map(({ key }) => key)),
      ...this.rotations.flatMap(({ slots }) => slots.filter((key) => key !== undefined)), ...this.free,
    ];
    const taken = new Set(keys.map(({ id }) => id));
    keys.filter(({ id }) => id === undefined).forEach((key) => {
      const made = this.sandbox.projectKeys().find(({ name, id }) => name === key.name && !taken.has(id));
      Object.assign(key, { id: made?.id, expiresAt: made?.expiresAt });
      taken.add(key.id);
    });
    return keys.map(({ name, id }) => `${name}: ${id ?? 'was not made'}`).sort();
  }

  /** The keys that do live. */
  public alive(): string[] {
    return this.sandbox.projectKeys().map(({ name, id }) => `${name}: ${id}`).sort();
  }

  /** What was done so far. */
  public story(): string {
    return this.told.join('\n');
  }

  private changes(): Change[] {
    const placed: Placed[] = [...this.singles, ...this.sets, ...this.rotations];
    const pathsOf = ({ places, path }: Placed) => places.filter((place) => typeof place === 'string' && place !== path) as string[];
    const members = this.sets.flatMap((set) => set.members.map((member) => ({ set, member })));
    const leaving = members.filter(({ set }) => set.members.length > 1);
    // A key that is to be adopted has to be, before it goes on to where nothing imports it.
    const singles = this.singles.filter((single) => !single.adopted || this.settled.has(single));
    const still = this.rotations.filter(({ generation, deployed }) => generation === deployed);
    return [
      this.to('rename', placed, (one) => move(one, this.next('Key'))),
      this.to('move', placed, (one) => move(one, `Team/${this.next('Key')}`)),
      this.to('take back', placed.filter((one) => pathsOf(one).length > 0), (one) => move(one, pathsOf(one)[0])),
      this.to('rename the environment', members, ({ member }) => {
        member.renamedFrom.push(member.environment);
        member.environment = this.next('env');
      }),
      this.to('take the environment back', members.filter(({ member }) => member.renamedFrom.length > 0), ({ member }) => {
        member.renamedFrom.push(member.environment);
        [member.environment] = member.renamedFrom;
      }),
      this.to('into a set', this.sets.length > 0 ? singles : [], (single) => {
        this.drop(single);
        this.sets[0].members.push({ key: single.key, environment: this.next('env'), renamedFrom: [], movedFrom: [...single.places, single.path] });
      }),
      this.to('out of the set', leaving, ({ set, member }) => {
        set.members.splice(set.members.indexOf(member), 1);
        this.singles.push({ key: member.key, path: this.next('Key'), places: placesOf(set, member) });
      }),
      this.to('a single key into a rotation', singles, (single) => {
        this.drop(single);
        this.adoptIntoRotation(single.key, [...single.places, single.path]);
      }),
      this.to('a member into a rotation', leaving, ({ set, member }) => {
        set.members.splice(set.members.indexOf(member), 1);
        this.adoptIntoRotation(member.key, placesOf(set, member));
      }),
      this.to('back from the rotation', still, (rotation) => {
        this.drop(rotation);
        rotation.slots.forEach((key, slot) => key && this.singles.push({ key, path: this.next('Key'), places: placesOfSlot(rotation, slot) }));
      }),
      this.to('rotate', still.filter(({ changes }) => changes === 0), (rotation) => void (rotation.generation += 1)),
      this.to('change the schedule', still, (rotation) => {
        rotation.generation += 1;
        rotation.changes += 1;
      }),
      this.to('take a generation back', still.filter(({ generation, changes, name, slots, adopted }) => generation > 0 && changes === 0
        && (slots[(generation - 1) % 2]?.name === `${name} (${generation - 1})` || (generation === 1 && adopted))), (rotation) => void (rotation.generation -= 1)),
      this.to('change the keepers', this.singles.filter(({ incident }) => incident !== undefined), (single) => void (single.incident! += 1)),
      this.to('forget the key', this.singles, (single) => {
        this.drop(single);
        this.forgotten.push({ keys: [single.key], render: (stack) => renderSingle(stack, single).forget() });
      }),
      this.to('forget the set', this.sets, (set) => {
        this.drop(set);
        this.forgotten.push({ keys: set.members.map(({ key }) => key), render: (stack) => renderSet(stack, set).forget() });
      }),
      this.to('forget the rotation', still, (rotation) => {
        this.drop(rotation);
        this.forgotten.push({ keys: rotation.slots, render: (stack) => renderRotation(stack, rotation).forget() });
      }),
      this.to('adopt', this.free, (key) => {
        this.free.splice(this.free.indexOf(key), 1);
        this.singles.push({ key, path: this.next('Key'), places: [], adopted: true });
      }),
    ];
  }

  private to<T>(title: string, to: readonly T[], make: (target: T) => void): Change<T> {
    return { title, to, make };
  }

  private next(prefix: string): string {
    this.made += 1;
    return `${prefix}${this.made}`;
  }

  private drop(one: Placed): void {
    this.singles = this.singles.filter((other) => other !== one);
    this.sets = this.sets.filter((other) => other !== one);
    this.rotations = this.rotations.filter((other) => other !== one);
  }

  private adoptIntoRotation(key: Key, adopted: readonly Place[]): void {
    const path = this.next('Rotation');
    this.rotations.push({ path, places: [], name: path, generation: 0, changes: 0, adopted, slots: [key, undefined] });
  }

  /** A changed keeper replaces the key. */
  private afterIncident(single: Single): Single {
    const { incident } = single;
    const replaced = this.incidents.has(single) && this.incidents.get(single) !== incident;
    const after = replaced ? { ...single, key: { name: single.key.name } } : single;
    if (incident !== undefined) {
      this.incidents.set(after, incident);
    }
    return after;
  }

  /** What a deploy leaves in the slots: the current key by its name, the other as it is; in the first generation no other. */
  private rotate(rotation: Rotation): void {
    const { name, generation, adopted } = rotation;
    const [current, other] = [generation % 2, (generation + 1) % 2];
    const slots = [...rotation.slots];
    if (slots[current]?.name !== `${name} (${generation})` && !(adopted && generation === 0)) {
      slots[current] = { name: `${name} (${generation})` };
    }
    if (generation > 0) {
      slots[other] ??= { name: `${name} (${generation - 1})` };
    } else if (slots[other]) {
      this.free.push(slots[other]);
      slots[other] = undefined;
    }
    rotation.slots = slots;
    rotation.deployed = generation;
  }
}

function nameOf(target: Placed | Key | { readonly member: Member }): string {
  return 'member' in target ? target.member.environment : 'path' in target ? target.path : target.name;
}

function move(one: Placed, path: string): void {
  one.places.push(one.path);
  one.path = path;
}

/** Where a member was, before it joined and since. */
function placesOf(set: KeySet, { movedFrom, renamedFrom, environment }: Member): Place[] {
  return [...movedFrom, ...[...renamedFrom, environment].map((name) => ({ set, environment: name }))];
}

function placesOfSlot({ places, path, adopted }: Rotation, slot: number): Place[] {
  return [...(adopted !== undefined && slot === 0 ? adopted : []), ...[...places, path].map((place) => `${place as string}/Slot${'AB'[slot]}`)];
}

function written(place: Place): string {
  return typeof place === 'string' ? place : addressAt(place.set.path, place.environment);
}

function renderSingle(stack: TerraformStack, { path, places, key, adopted, incident }: Single): ProjectApiKey {
  const [scope, id] = at(stack, path);
  const movedFrom = places.map(written);
  return adopted
    ? ProjectApiKey.importExisting(scope, id, { name: 'whatever', keyId: key.id!, movedFrom })
    : new ProjectApiKey(scope, id, {
      name: key.name, expiresAt: key.expiresAt, movedFrom, keepers: incident === undefined ? undefined : { incident: `${incident}` },
    });
}

function renderSet(stack: TerraformStack, { path, places, members }: KeySet): ProjectApiKeySet {
  return new ProjectApiKeySet(...at(stack, path), {
    movedFrom: places.map(written),
    keys: Object.fromEntries(members.map(({ environment, key, renamedFrom, movedFrom }) => (
      [environment, { name: key.name, expiresAt: key.expiresAt, renamedFrom, movedFrom: movedFrom.map(written) }]
    ))),
  });
}

/** A number, and then a calendar that was changed now and again: each change begins a generation. */
function scheduleOf({ generation, changes }: Rotation): RotationSchedule {
  const start = Date.parse(STARTING_AT) - 365 * DAY;
  return [...Array(changes).keys()].reduce(
    (schedule, index) => schedule.changingTo(3000 + index, { at: instantAt(start + index * DAY) }), RotationSchedule.manual(generation - changes),
  );
}

function renderRotation(stack: TerraformStack, rotation: Rotation): RotatingProjectApiKey {
  const { path, places, name, adopted } = rotation;
  return new RotatingProjectApiKey(...at(stack, path), {
    name,
    schedule: scheduleOf(rotation),
    movedFrom: places.map(written),
    adopt: adopted === undefined ? undefined : RotationAdoption.moveFromPlaces(adopted.map(written)),
  });
}
