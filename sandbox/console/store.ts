import { randomUUID } from 'node:crypto';
import { HttpError } from './http-error';
import { isExpired, KeyKind, KeyRequest, newKey, ProjectPrefix, SandboxKey } from './keys';
import { readState, SandboxState, writeState } from './state-file';

/** What a new state is made of; a state that is read from a file keeps its own. */
export interface StoreOptions {
  /** Where the state is kept. Without it the state lives as long as the process. */
  readonly stateFile?: string;
  readonly workspaceId?: string;
  /** At least one. */
  readonly projectIds?: readonly string[];
  /** Of the project keys that are made from now on. @default "ory_pat_" */
  readonly projectPrefix?: ProjectPrefix;
}

/** The workspace, its projects and all keys. Every change is on disk before the call returns. */
export class Store {
  private readonly state: SandboxState;
  private readonly keys: Map<string, SandboxKey>;

  public constructor(private readonly options: StoreOptions = {}) {
    const known = options.stateFile === undefined ? undefined : readState(options.stateFile);
    this.state = known ?? newState(options);
    this.keys = new Map(this.state.keys.map((key) => [key.id, key]));
    if (!known) {
      this.save();
    }
  }

  public get workspaceId(): string {
    return this.state.workspaceId;
  }

  public get projectIds(): readonly string[] {
    return this.state.projectIds;
  }

  /** The account that is named as the creator of every key. */
  public get creatorId(): string {
    return this.state.creatorId;
  }

  /** Makes a key. Throws 404 for an unknown owner, 400 for a malformed expiry. */
  public create(kind: KeyKind, owner: string, request: KeyRequest): SandboxKey {
    this.requireOwner(kind, owner);
    const key = newKey(kind, owner, request, this.options.projectPrefix);
    this.keys.set(key.id, key);
    this.save();
    return key;
  }

  /** Every key of a project or workspace, oldest first. Throws 404 for an unknown owner. */
  public list(kind: KeyKind, owner: string): SandboxKey[] {
    this.requireOwner(kind, owner);
    return [...this.keys.values()].filter((key) => key.kind === kind && key.owner === owner);
  }

  /** Revokes a key. Throws 404 for an unknown owner or key. */
  public delete(kind: KeyKind, owner: string, id: string): void {
    this.requireOwner(kind, owner);
    const key = this.keys.get(id);
    if (key?.kind !== kind || key.owner !== owner) {
      throw new HttpError(404, `the ${kind} has no key of that id`);
    }
    this.keys.delete(id);
    this.save();
  }

  /** The key of that value, unless it was revoked or its time is over. */
  public live(value: string): SandboxKey | undefined {
    for (const key of this.keys.values()) {
      if (key.value === value) {
        return isExpired(key) ? undefined : key;
      }
    }
    return undefined;
  }

  private requireOwner(kind: KeyKind, owner: string): void {
    const known = kind === 'project' ? this.state.projectIds.includes(owner) : this.state.workspaceId === owner;
    if (!known) {
      throw new HttpError(404, `there is no such ${kind}`);
    }
  }

  private save(): void {
    if (this.options.stateFile !== undefined) {
      writeState(this.options.stateFile, { ...this.state, keys: [...this.keys.values()] });
    }
  }
}

function newState(options: StoreOptions): SandboxState {
  return {
    workspaceId: options.workspaceId ?? randomUUID(),
    projectIds: options.projectIds ?? [randomUUID(), randomUUID()],
    creatorId: randomUUID(),
    keys: [],
  };
}
