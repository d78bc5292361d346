/**
 * Two copies of the package in one tree, on one stack: `second` is what a package brings that has a copy of its own. Prints as JSON what each
 * part of the library that looks over the whole stack saw.
 */
import { Aspects, Testing, TerraformStack } from 'cdktf';
import * as first from 'cdktf-ory-api-keys';
import { library } from 'team-constructs';

const second: typeof first = library;
const PROJECT = '6f1c1f6e-8d0b-4b43-9a65-0b0f3a3f4f10';
const EXPIRY = '2099-12-31T23:59:59Z';

/** What a step throws, or nothing. */
function problemOf(step: () => unknown): string {
  try {
    step();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

function stackWithBoth(): TerraformStack {
  const stack = new TerraformStack(Testing.app(), 'identity');
  new first.ory.OryProvider(stack, 'ory', { projectId: PROJECT });
  new first.ProjectApiKey(stack, 'One', { name: 'one', expiresAt: EXPIRY });
  new second.ProjectApiKey(stack, 'Two', { name: 'two', expiresAt: EXPIRY });
  new second.RotatingProjectApiKey(stack, 'Three', { name: 'three', schedule: second.RotationSchedule.manual(0) });
  return stack;
}

/** The rendered stack, validated and with its aspects applied; `undefined` when that fails. */
function synth(stack: () => TerraformStack): any {
  try {
    return JSON.parse(Testing.synth(stack(), true));
  } catch {
    return undefined;
  }
}

const json = synth(() => {
  const stack = stackWithBoth();
  new first.ApiKeyInventory(stack, 'Inventory');
  return stack;
});

/** The errors that the policy of the first copy puts on the nodes of both. */
function breaches(): string[] {
  const policed = stackWithBoth();
  Aspects.of(policed).add(new first.ApiKeyPolicy({ namePattern: '^one$' }));
  const thrown = problemOf(() => Testing.synth(policed, true));
  const noted = policed.node.findAll().flatMap(({ node }) => node.metadata.filter(({ type }) => type.includes('error')).map(({ data }) => String(data)));
  return [thrown, ...noted];
}

const named = new TerraformStack(Testing.app(), 'identity');
new first.ory.OryProvider(named, 'ory', { projectId: PROJECT });
new first.ProjectApiKey(named, 'One', { name: 'one' }).addSensitiveOutput('key');
const taken = problemOf(() => new second.ProjectApiKey(named, 'Two', { name: 'two' }).addSensitiveOutput('key'));

const adopted = new TerraformStack(Testing.app(), 'identity');
new first.ory.OryProvider(adopted, 'ory', { projectId: PROJECT });
second.ProjectApiKey.importExisting(adopted, 'Legacy', { name: 'legacy', keyId: '0a2b4c6d-1e3f-4a5b-8c7d-9e0f1a2b3c4d' });
console.log(JSON.stringify({
  differ: first.ProjectApiKey !== second.ProjectApiKey,
  synth: problemOf(() => Testing.synth(stackWithBoth(), true)),
  inventory: (json?.output?.ory_api_keys?.value ?? []).map(({ path }: { path: string }) => path),
  checks: JSON.stringify([json?.check, json?.locals]),
  breaches: json === undefined ? [] : breaches(),
  taken,
  importId: synth(() => adopted)?.import?.[0]?.id,
}));
