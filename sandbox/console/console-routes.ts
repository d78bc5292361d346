import { HttpError } from './http-error';
import { AnswerStyle, KeyKind, parseKeyRequest, publicView, SandboxKey } from './keys';
import type { Answer, Call, Route } from './router';
import type { Store } from './store';

/** The part of the Ory Console API that the two key resources call. Each call needs a live workspace API key as bearer. */
export function consoleRoutes(store: Store, style: AnswerStyle): Route[] {
  const view = viewer(store, style);
  const guarded = (route: Route): Route => ({
    ...route,
    handle: (call) => {
      requireWorkspaceKey(store, call);
      return route.handle(call);
    },
  });
  return [
    createRoute('project', '/projects/*/tokens', store, view),
    listRoute('project', '/projects/*/tokens', store, view),
    {
      method: 'DELETE',
      path: '/projects/*/tokens/*',
      handle: ({ params: [project, id] }: Call): Answer => {
        store.delete('project', project, id);
        return { status: 204 };
      },
    },
    listRoute('workspace', '/workspaces/*/tokens', store, view),
    refusalRoute('POST', '/workspaces/*/tokens'),
    refusalRoute('DELETE', '/workspaces/*/tokens/*'),
  ].map(guarded);
}

/** What the Console has for its own pages alone: people make and delete workspace keys there, and no workspace key may. */
function refusalRoute(method: string, path: string): Route {
  return {
    method,
    path,
    handle: () => {
      throw new HttpError(403, 'a workspace API key may not make or delete workspace API keys; do it in the Ory Console');
    },
  };
}

/** Writes a key as the Console does, without its value. */
export type KeyView = (key: SandboxKey) => Record<string, unknown>;

/** The view of one Console. */
export function viewer(store: Store, style: AnswerStyle): KeyView {
  return (key) => publicView(key, store.creatorId, style);
}

/** The route that makes a key for one owner and answers its value, once. */
export function createRoute(kind: KeyKind, path: string, store: Store, view: KeyView): Route {
  return {
    method: 'POST',
    path,
    handle: ({ params: [owner], body }) => {
      const key = store.create(kind, owner, parseKeyRequest(body));
      return { status: 201, body: { ...view(key), value: key.value } };
    },
  };
}

/** The route that lists the keys of one owner. */
export function listRoute(kind: KeyKind, path: string, store: Store, view: KeyView): Route {
  return { method: 'GET', path, handle: ({ params: [owner] }) => ({ status: 200, body: store.list(kind, owner).map(view) }) };
}

function requireWorkspaceKey(store: Store, call: Call): void {
  if (call.bearer === undefined || store.live(call.bearer)?.kind !== 'workspace') {
    throw new HttpError(401, 'the request needs a valid workspace API key as bearer', { 'www-authenticate': 'Bearer' });
  }
}
