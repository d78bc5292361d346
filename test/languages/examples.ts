/**
 * What the examples are told, and what each must synthesize, whatever its language.
 */
import { Flavour } from '../../scripts/flavour/flavours';
import { difference } from './compare';

/** The examples' environment variables, with made-up ids, and a time: the rotating key would change from day to day. */
export const SETTINGS: Readonly<Record<string, string>> = {
  ORY_PROJECT_ID: '6f1c1f6e-8d0b-4b43-9a65-0b0f3a3f4f10',
  ORY_WORKSPACE_ID: '9c71fa49-db08-477d-8532-cc056e111922',
  LEGACY_KEY_ID: '0a2b4c6d-1e3f-4a5b-8c7d-9e0f1a2b3c4d',
  WORKSPACE_KEY_ID: '3ecae1ef-dcd1-4d49-b00b-677090a524a2',
  DEPLOY_KEY_EXPIRES_AT: '2031-12-31T23:59:59.999Z',
  ROTATION_STARTS_AT: '2030-01-01T00:00:00Z',
};
export const CONTEXT = { 'cdktf-ory-api-keys:now': '2030-03-15T00:00:00Z' };

interface Block { readonly [attribute: string]: unknown }
interface Synthesized {
  readonly provider?: { readonly [type: string]: readonly Block[] };
  readonly resource?: { readonly [type: string]: { readonly [name: string]: Block } };
  readonly output?: { readonly [name: string]: Block };
  readonly import?: readonly Block[];
  readonly check?: Block;
}

/** The ground that every example covers. */
const GROUND: Readonly<Record<string, (json: Synthesized, flavour: Flavour) => boolean>> = {
  'configures the provider without a secret': (json) => json.provider?.ory.length === 1 && json.provider.ory[0].workspace_api_key === undefined,
  'makes a key whose expiry is normalised': (json) => keys(json).some((key) => key.name === 'ci-deploy' && key.expires_at === '2031-12-31T23:59:59Z'),
  'has sensitive outputs': (json) => Object.values(json.output ?? {}).filter((output) => output.sensitive === true).length >= 4,
  'replaces a key by its keepers': (json) => keys(json).some((key) => JSON.stringify(key.lifecycle).includes('terraform_data.')),
  'imports a project and a workspace key': (json) => json.import?.length === 2 && json.resource?.ory_workspace_api_key !== undefined,
  'stores a value in a sink of its own': (json, flavour) => triggers(json, flavour).some((entries) => 'version' in entries),
  'has a consumer that follows the key': (json, flavour) => triggers(json, flavour).some((entries) => 'key' in entries),
  'rotates a key': (json) => keys(json).some((key) => key.name === 'backend (2)') && keys(json).some((key) => key.name === 'backend (1)'),
  'makes a set': (json) => keys(json).some((key) => key.for_each !== undefined),
  'lists what there is': (json) => Object.values(json.output ?? {}).some((output) => Array.isArray(output.value)),
  'checks expiries': (json) => Object.keys(json.check ?? {}).length > 0,
};

function keys(json: Synthesized): Block[] {
  return Object.values(json.resource?.ory_project_api_key ?? {});
}

/** What the consumers follow: the null provider's package works with cdktf alone. */
function triggers(json: Synthesized, flavour: Flavour): Block[] {
  const consumers = flavour.name === 'cdktf'
    ? Object.values(json.resource?.null_resource ?? {}).map((resource) => resource.triggers)
    : Object.values(json.resource?.terraform_data ?? {}).map((resource) => resource.triggers_replace);
  return consumers.filter((entries) => entries !== undefined) as Block[];
}

/** Each check by its name, with what is wrong; every language must synthesize the same text as the first. */
export function exampleProblems(text: string, flavour: Flavour, reference: string | undefined): Array<[string, string | undefined]> {
  const json = JSON.parse(text) as Synthesized;
  const problems = Object.entries(GROUND).map(([name, holds]): [string, string | undefined] => [name, holds(json, flavour) ? undefined : 'it does not']);
  if (reference !== undefined) {
    problems.push(['synthesizes what the first language does', difference(reference, text)]);
  }
  return problems;
}
