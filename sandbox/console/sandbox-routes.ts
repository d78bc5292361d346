import { createRoute, listRoute, viewer } from './console-routes';
import type { Fault, FaultQueue } from './faults';
import { HttpError } from './http-error';
import type { AnswerStyle } from './keys';
import type { RequestLog } from './request-log';
import type { Route } from './router';
import type { Store } from './store';

/** Every path of the sandbox's own starts with it. */
export const SANDBOX_PREFIX = '/sandbox';

/** What these routes work on. */
export interface SandboxParts {
  readonly store: Store;
  readonly faults: FaultQueue;
  readonly log: RequestLog;
  readonly style: AnswerStyle;
}

/** Routes that no real Console has. They ask for no bearer (but whoami): the server listens on loopback alone. */
export function sandboxRoutes({ store, faults, log, style }: SandboxParts): Route[] {
  const view = viewer(store, style);
  return [
    {
      method: 'GET',
      path: SANDBOX_PREFIX,
      handle: () => ({ status: 200, body: { workspace_id: store.workspaceId, project_ids: store.projectIds, ...style } }),
    },
    {
      method: 'GET',
      path: `${SANDBOX_PREFIX}/whoami`,
      handle: ({ bearer }) => {
        const key = bearer === undefined ? undefined : store.live(bearer);
        if (!key) {
          throw new HttpError(401, 'no such key, or it was revoked, or its time is over', { 'www-authenticate': 'Bearer' });
        }
        return { status: 200, body: { kind: key.kind, id: key.id, name: key.name, owner: key.owner } };
      },
    },
    createRoute('project', `${SANDBOX_PREFIX}/projects/*/tokens`, store, view),
    createRoute('workspace', `${SANDBOX_PREFIX}/workspaces/*/tokens`, store, view),
    listRoute('project', `${SANDBOX_PREFIX}/projects/*/tokens`, store, view),
    listRoute('workspace', `${SANDBOX_PREFIX}/workspaces/*/tokens`, store, view),
    {
      method: 'POST',
      path: `${SANDBOX_PREFIX}/faults`,
      handle: ({ body }) => {
        faults.add(body as Fault);
        return { status: 204 };
      },
    },
    {
      method: 'DELETE',
      path: `${SANDBOX_PREFIX}/faults`,
      handle: () => {
        faults.clear();
        return { status: 204 };
      },
    },
    { method: 'GET', path: `${SANDBOX_PREFIX}/log`, handle: () => ({ status: 200, body: log.all() }) },
  ];
}
