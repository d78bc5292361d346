import { ory, ProjectApiKey } from '../../src';
import { addressOf } from '../../src/private/terraform/address';
import { Diagnostic, errorFor } from './support/diagnostics';
import { E2e, useSandbox } from './support/e2e';
import { CHECK_FAILED } from './support/matchers';
import { Plan } from './support/stack-run';

/** Instants that Terraform takes as they are. */
const CLEAN = ['2030-12-31T23:59:59Z'];

/** Other spellings of an instant: the provider answers whole seconds, in UTC where the offset is zero. */
const RESPELLED = ['2030-12-31T23:59:59.000Z', '2030-12-31T23:59:59.5Z', '2030-12-31T23:59:59+00:00'];

/** An offset, which servers keep or not. */
const OFFSET = '2030-12-31T23:59:59+02:00';

/** RFC 3339, but not to Go's parser: lower case, and a leap second where one can be. */
const NOT_FOR_GO = ['2030-12-31t23:59:59Z', '2030-12-31T23:59:59z', '2030-12-31T23:59:60Z'];

/** No instants at all. */
const INVALID = [
  '2030-12-31 23:59:59Z', '2030-12-31', '2030-12-31T23:59:59', '2030-02-30T00:00:00Z', '2030-12-30T12:30:60Z', '2030-12-31T24:00:00Z', 'next year',
];

const INCONSISTENT = 'Provider produced inconsistent result after apply';

/** What became of one key in an apply of many. */
interface Outcome {
  readonly error?: Diagnostic;
  readonly created: boolean;
  /** What the next plan does to it. */
  readonly next?: string;
}

/** Applies one key for each spelling, plans anew, and tells what became of each. */
async function outcomes(
  e2e: E2e, spellings: readonly string[], Key: typeof ory.ProjectApiKey | typeof ProjectApiKey,
): Promise<{ readonly first: Plan; readonly of: Map<string, Outcome> }> {
  const addresses: string[] = [];
  const stack = await (Key === ProjectApiKey ? e2e.stack : e2e.rawStack).call(e2e, (scope) => spellings.forEach((expiresAt, i) => {
    const key = new Key(scope, `Key${i}`, { name: `${Key.name} ${expiresAt}`, expiresAt });
    addresses.push(addressOf(key instanceof ProjectApiKey ? key.resource : key));
  }));
  const first = await stack.plan();
  const report = await stack.apply();
  const names = new Set(e2e.sandbox.projectKeys().map(({ name }) => name));
  const next = await stack.plan();
  return {
    first,
    of: new Map(spellings.map((spelling, i) => [spelling, {
      error: errorFor(report, addresses[i]),
      created: names.has(`${Key.name} ${spelling}`),
      next: next.actionsFor(addresses[i]),
    }])),
  };
}

describe('expires_at with the raw binding', () => {
  const e2e = useSandbox();
  let plan: Plan;
  let raw: Map<string, Outcome>;

  beforeAll(async () => {
    ({ first: plan, of: raw } = await outcomes(e2e, [...CLEAN, ...RESPELLED, OFFSET, ...NOT_FOR_GO, ...INVALID], ory.ProjectApiKey));
  });

  test('no plan says that a spelling is wrong', () => {
    expect(plan.ok).toBe(true);
    expect(plan.warnings).toEqual([]);
    expect(plan.changes).toHaveLength(raw.size);
  });

  test.each([...CLEAN, OFFSET])('%s is applied, and the next plan is clean', (spelling) => {
    expect(raw.get(spelling)).toEqual({ error: undefined, created: true, next: undefined });
  });

  test.each(RESPELLED)('fails on %s after the key was created, and the next plan replaces that key', (spelling) => {
    expect(raw.get(spelling)).toEqual({ error: expect.objectContaining({ summary: INCONSISTENT }), created: true, next: 'delete+create' });
  });

  test.each([...NOT_FOR_GO, ...INVALID])('fails on %s only at apply', (spelling) => {
    expect(raw.get(spelling)).toEqual({ error: expect.objectContaining({ summary: 'Invalid expires_at Format' }), created: false, next: 'create' });
  });
});

describe('expires_at with the raw binding and a server that answers in UTC', () => {
  const e2e = useSandbox({ times: 'utc' });

  test('fails on an offset after the key was created, and the next plan replaces that key', async () => {
    const { of } = await outcomes(e2e, [OFFSET], ory.ProjectApiKey);

    expect(of.get(OFFSET)).toEqual({ error: expect.objectContaining({ summary: INCONSISTENT }), created: true, next: 'delete+create' });
  });
});

describe.each(['as-sent', 'utc'] as const)('expiresAt of ProjectApiKey, the server answering %s', (times) => {
  const e2e = useSandbox({ times });
  let ours: Map<string, Outcome>;

  beforeAll(async () => {
    ({ of: ours } = await outcomes(e2e, [...CLEAN, ...RESPELLED, OFFSET, ...NOT_FOR_GO], ProjectApiKey));
  });

  test.each([...CLEAN, ...RESPELLED, OFFSET, ...NOT_FOR_GO])('%s is applied, and the next plan is clean', (spelling) => {
    expect(ours.get(spelling)).toEqual({ error: undefined, created: true, next: undefined });
  });

  test('every spelling reaches the API as the same instant, never later than asked', () => {
    const sent = e2e.sandbox.projectKeys().map(({ name, expiresAt }) => [name.split(' ').pop()!, expiresAt] as const);

    expect(sent).toHaveLength(ours.size);
    for (const [asked, expiresAt] of sent) {
      const instant = Date.parse(asked.toUpperCase().replace(':60Z', ':59Z'));
      expect(Date.parse(expiresAt!)).toBe(instant - (instant % 1000));
    }
  });
});

describe('expiresAt of ProjectApiKey that is no instant', () => {
  const e2e = useSandbox();

  test.each(INVALID)('fails at synth on %s, before Terraform runs', async (expiresAt) => {
    const synth = e2e.stack((stack) => new ProjectApiKey(stack, 'Key', { name: 'ci', expiresAt }));

    await expect(synth).rejects.toMatchObject({ name: 'ApiKeyValidationError', message: expect.stringContaining(JSON.stringify(expiresAt)) });
    expect(e2e.sandbox.projectKeys()).toEqual([]);
  });
});

describe('an expiry in the past', () => {
  const e2e = useSandbox();
  const expiresAt = '2020-01-01T00:00:00Z';

  test('makes a dead key without a word with the raw binding', async () => {
    // given
    const stack = await e2e.rawStack((scope) => new ory.ProjectApiKey(scope, 'Key', { name: 'dead', expiresAt }));

    // when
    const report = await stack.deploy();

    // then
    const [key] = e2e.sandbox.projectKeys();
    expect(report.warnings).toEqual([]);
    expect(stack.synthWarnings()).toEqual([]);
    expect(await e2e.sandbox.works(key.value)).toBe(false);
  });

  test('is warned of by ProjectApiKey at synth, at plan and at apply, and stops nothing', async () => {
    // given
    const stack = await e2e.stack((scope) => new ProjectApiKey(scope, 'Key', { name: 'old', expiresAt }));

    // when
    const created = await stack.deploy();
    const next = await stack.plan();

    // then
    expect(stack.synthWarnings()).toEqual([expect.stringContaining(`expired at ${expiresAt}`)]);
    expect(created.warnings).toEqual([CHECK_FAILED]);
    expect(next.warnings).toEqual([CHECK_FAILED]);
    expect(next.clean).toBe(true);
  });
});
