import type { Fault } from './console/faults';
import type { TimeStyle } from './console/instant';
import type { ProjectPrefix, SandboxKey } from './console/keys';
import type { LoggedRequest, RequestPattern } from './console/request-log';
import { ConsoleServer } from './console/server';
import { Store } from './console/store';

/** How a sandbox is set up. */
export interface SandboxOptions {
  /** Keeps keys and ids from one run to the next. @default - they live as long as the sandbox */
  readonly stateFile?: string;
  /** @default - a free port */
  readonly port?: number;
  /** How `expires_at` is answered. @default "as-sent" */
  readonly times?: TimeStyle;
  /** Answers `expires_at: null` for a key that never expires, as newer servers do. @default false */
  readonly nullExpiry?: boolean;
  /** What the values of new project keys begin with; "ory_apikey_" is that of older projects. @default "ory_pat_" */
  readonly projectPrefix?: ProjectPrefix;
  /** For a new state. @default - a random UUID */
  readonly workspaceId?: string;
  /** Two, for a new state. @default - random UUIDs */
  readonly projectIds?: readonly [string, string];
}

/** A key to be made behind Terraform's back, as if by hand in the Ory Console. */
export interface SeedOptions {
  readonly name: string;
  /** RFC 3339; may lie in the past. @default - never expires */
  readonly expiresAt?: string;
}

export interface ProjectSeedOptions extends SeedOptions {
  /** @default - the sandbox's first project */
  readonly projectId?: string;
}

export interface SandboxEnvOptions {
  /** Adds ORY_PROJECT_ID, the first project. @default false */
  readonly projectId?: boolean;
  /** Adds ORY_WORKSPACE_ID. @default false */
  readonly workspaceId?: boolean;
}

const OWN_KEY_NAME = 'sandbox';

/** A running Console API with one workspace and two projects, and a view behind its scenes. */
export class Sandbox {
  public static async start(options: SandboxOptions = {}): Promise<Sandbox> {
    const store = new Store(options);
    const server = new ConsoleServer(store, { times: options.times ?? 'as-sent', nullExpiry: options.nullExpiry ?? false });
    const url = await server.listen(options.port ?? 0);
    return new Sandbox(url, store, server);
  }

  /** The bearer for Terraform. It is a workspace key like any other, named "sandbox", and so in every list of them. */
  public readonly workspaceKey: string;

  private constructor(public readonly url: string, private readonly store: Store, private readonly server: ConsoleServer) {
    const own = this.workspaceKeys().find(({ name }) => name === OWN_KEY_NAME);
    this.workspaceKey = (own ?? this.seedWorkspaceKey({ name: OWN_KEY_NAME })).value;
  }

  public get workspaceId(): string {
    return this.store.workspaceId;
  }

  public get projectId(): string {
    return this.store.projectIds[0];
  }

  public get otherProjectId(): string {
    return this.store.projectIds[1];
  }

  public seedProjectKey({ projectId = this.projectId, ...request }: ProjectSeedOptions): SandboxKey {
    return this.store.create('project', projectId, request);
  }

  public seedWorkspaceKey(request: SeedOptions): SandboxKey {
    return this.store.create('workspace', this.workspaceId, request);
  }

  /** Revokes a project key behind Terraform's back. */
  public deleteProjectKey(id: string, projectId: string = this.projectId): void {
    this.store.delete('project', projectId, id);
  }

  /** Revokes a workspace key, which no call of the Console API does. */
  public deleteWorkspaceKey(id: string): void {
    this.store.delete('workspace', this.workspaceId, id);
  }

  /** The keys of a project with their values, oldest first. */
  public projectKeys(projectId: string = this.projectId): SandboxKey[] {
    return this.store.list('project', projectId);
  }

  /** The keys of the workspace with their values, the sandbox's own included. */
  public workspaceKeys(): SandboxKey[] {
    return this.store.list('workspace', this.workspaceId);
  }

  /** Whether a call with this key as bearer is served, asked over HTTP. */
  public async works(value: string): Promise<boolean> {
    const answer = await fetch(`${this.url}/sandbox/whoami`, { headers: { authorization: `Bearer ${value}` } });
    await answer.arrayBuffer();
    return answer.ok;
  }

  public fault(fault: Fault): void {
    this.server.faults.add(fault);
  }

  public clearFaults(): void {
    this.server.faults.clear();
  }

  /** The requests to the Console API so far, oldest first; the sandbox's own routes are not in it. */
  public log(): LoggedRequest[] {
    return this.server.log.all();
  }

  /** Resolves when the next such request has come in, before it is worked on; with a delay fault, the moment to kill its sender. */
  public nextRequest(pattern: RequestPattern = {}): Promise<LoggedRequest> {
    return this.server.log.next(pattern);
  }

  /** The variables that point the provider here. */
  public env(options: SandboxEnvOptions = {}): Record<string, string> {
    return {
      ORY_CONSOLE_API_URL: this.url,
      ORY_WORKSPACE_API_KEY: this.workspaceKey,
      ...(options.projectId ? { ORY_PROJECT_ID: this.projectId } : {}),
      ...(options.workspaceId ? { ORY_WORKSPACE_ID: this.workspaceId } : {}),
    };
  }

  /** Cuts all connections and stops. The state file stays. */
  public close(): Promise<void> {
    return this.server.close();
  }
}
