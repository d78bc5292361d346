import { randomBytes, randomUUID } from 'node:crypto';
import { HttpError } from './http-error';
import { parseInstant, TimeStyle, writeInstant } from './instant';

/** What a key belongs to. */
export type KeyKind = 'project' | 'workspace';

/** What the values of project keys begin with; the second is that of older projects. */
export const PROJECT_PREFIXES = ['ory_pat_', 'ory_apikey_'] as const;

export type ProjectPrefix = typeof PROJECT_PREFIXES[number];

const WORKSPACE_PREFIX = 'ory_wak_';

/** Characters of a value that lists show, so that people can tell keys apart. */
const LAST_CHARACTERS = 4;

/** A key as the sandbox holds it, value included. */
export interface SandboxKey {
  readonly kind: KeyKind;
  readonly id: string;
  readonly name: string;
  /** Id of the project or workspace. */
  readonly owner: string;
  readonly value: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** As it was sent. Absent: the key never expires. */
  readonly expiresAt?: string;
}

/** What is asked of a new key. */
export interface KeyRequest {
  /** Any string, empty too, as on the real server. */
  readonly name: string;
  /** RFC 3339; a time in the past makes a dead key. */
  readonly expiresAt?: string;
}

/** How the Console writes keys in its answers. */
export interface AnswerStyle {
  readonly times: TimeStyle;
  /** A key without expiry is sent with `expires_at: null` instead of no such field, as newer servers do. */
  readonly nullExpiry: boolean;
}

/** Makes a key with a random value and id. Throws 400 when the expiry is no instant. */
export function newKey(kind: KeyKind, owner: string, request: KeyRequest, projectPrefix: ProjectPrefix = 'ory_pat_'): SandboxKey {
  if (request.expiresAt !== undefined && parseInstant(request.expiresAt) === undefined) {
    throw new HttpError(400, 'expires_at is no RFC 3339 instant; write it like 2030-12-31T23:59:59Z');
  }
  const now = new Date().toISOString();
  return {
    kind,
    id: randomUUID(),
    name: request.name,
    owner,
    value: (kind === 'project' ? projectPrefix : WORKSPACE_PREFIX) + randomBytes(24).toString('base64url'),
    createdAt: now,
    updatedAt: now,
    ...(request.expiresAt === undefined ? {} : { expiresAt: request.expiresAt }),
  };
}

/** Whether the key's time is over, by the system clock. */
export function isExpired(key: SandboxKey): boolean {
  return key.expiresAt !== undefined && Date.parse(key.expiresAt) <= Date.now();
}

/** Reads the body of a create request. Throws 400 where a field has the wrong type. */
export function parseKeyRequest(body: unknown): KeyRequest {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new HttpError(400, 'the body must be a JSON object with a name');
  }
  const { name, expires_at: expiresAt } = body as Record<string, unknown>;
  if (typeof name !== 'string') {
    throw new HttpError(400, 'name must be a string');
  }
  if (expiresAt !== undefined && expiresAt !== null && typeof expiresAt !== 'string') {
    throw new HttpError(400, 'expires_at must be a string');
  }
  return { name, ...(typeof expiresAt === 'string' ? { expiresAt } : {}) };
}

/** The key as the Console answers it, without its value. `creator` is the id of the account that made it. */
export function publicView(key: SandboxKey, creator: string, style: AnswerStyle): Record<string, unknown> {
  const view: Record<string, unknown> = {
    id: key.id,
    name: key.name,
    owner_id: creator,
    [`${key.kind}_id`]: key.owner,
    created_at: key.createdAt,
    updated_at: key.updatedAt,
    last_characters: key.value.slice(-LAST_CHARACTERS),
  };
  if (key.expiresAt !== undefined) {
    view.expires_at = writeInstant(key.expiresAt, style.times);
  } else if (style.nullExpiry) {
    view.expires_at = null;
  }
  return view;
}
