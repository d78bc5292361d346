import { TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import fc from 'fast-check';
import {
  ApiKeyInventory, ApiKeyPolicy, ApiKeyTracking, IApiKey, ory, ProjectApiKey, ProjectApiKeySet, Rfc3339, RotatingProjectApiKey, RotationAdoption,
  RotationSchedule, WorkspaceApiKey,
} from '../../../src';
import { KEY, PROJECT, WORKSPACE } from '../../support/stacks';
import { Synthesized } from './app';
import { isEvaluated } from './oracle';
import { hostileTexts, nearlyAddresses, nearlyIds, nearlyInstants, nearlyNames } from './texts';

/** A place that takes a text. */
export interface Target {
  readonly name: string;
  readonly texts: fc.Arbitrary<string>;
  /** Makes something of the text, under an id that no other has. */
  make(stack: TerraformStack, id: string, text: string): unknown;
  /** The text as synth wrote it. */
  read(synthesized: Synthesized, id: string, made: any): unknown;
  /** How it has to be written; a text that is evaluated has to be as it is, too. */
  expected?(text: string): string;
  /** Texts that are refused at synth alone, by cdktf or as a value. */
  readonly without?: RegExp;
  /** One text is taken once in a stack. */
  readonly unique?: boolean;
}

const attribute = (child: string, ...path: string[]): Target['read'] => ({ resource }, id) =>
  path.reduce((value, step) => value?.[step], resource(`stack/${id}/${child}`)?.attributes);
const imported: Target['read'] = ({ json, resource }, id) => json.import.find(({ to }: any) => to === resource(`stack/${id}/Resource`)?.address)?.id;
const output = (field: string): Target['read'] => ({ json }, id) => json.output[`o_${id}`]?.[field];
const onlyKey: Target['read'] = (synthesized, id) => Object.keys(attribute('Keepers', 'triggers_replace')(synthesized, id, undefined) as object)[0];
/** Terraform compares ids as strings, and the API gives them in lower case. */
const id = (text: string) => (isEvaluated(text) ? text : text.toLowerCase());
const instant = (text: string) => (isEvaluated(text) ? text : Rfc3339.normalize(text));
/** Written so that the provider gives it back as it was sent. */
const deployed = (text: string) => (isEvaluated(text) ? `\${"${text}" == null ? null : timeadd("${text}", "0s")}` : instant(text));
/** What Terraform evaluates loses its mark at the border of a stack. */
const secret = (text: string) => `\${sensitive("${text}")}`;
/** The name, where there is an output of it; `__proto__` is found in every object. */
const named = (outputs: object, name: string) => (Object.hasOwn(outputs, name) ? name : undefined);
/** The address that cdktf gives a resource of a construct at a path. */
function addressOfPath(path: string, type = 'ory_project_api_key'): string {
  let scope: Construct = new TerraformStack(Testing.app(), 'stack');
  for (const id of [...path.split('/'), 'Resource']) {
    scope = new Construct(scope, id);
  }
  return `${type}.${TerraformStack.of(scope).getLogicalId(scope.node)}`;
}
/** Where a resource of the construct, or an instance of it, came from. */
const movedTo = (child: string, instance = ''): Target['read'] => ({ json, resource }, id) =>
  json.moved.find(({ to }: any) => to === `${resource(`stack/${id}/${child}`)?.address}${instance}`)?.from;
/** An address is taken as it is, a path for the address that cdktf gave there. */
const addressAt = (type?: string) => (place: string) => (/^(ory_\w+_api_key|terraform_data)\./.test(place) ? place : addressOfPath(place, type));
/** When the schedule changed, as the construct tells: so many periods before the next rotation. */
const begun: Target['read'] = (_, __, { nextRotationAt, generation }) => Rfc3339.normalize(new Date(Date.parse(nextRotationAt) - generation * PERIOD * 86_400_000).toISOString());
/** A key that is let off, and the list that shows why. */
function exempted(stack: TerraformStack, id: string, reason: string): ProjectApiKey {
  const key = new ProjectApiKey(stack, id, { name: 'n' });
  ApiKeyPolicy.exempt(key, reason);
  if (!stack.node.tryFindChild('Inventory')) {
    new ApiKeyInventory(stack, 'Inventory');
  }
  return key;
}

/** Days, the most that there may be: no generation ends after the year 9999. */
const PERIOD = 36_500;
const schedule = RotationSchedule.manual(0);
const reference = { tracking: ApiKeyTracking.REFERENCE, keyId: KEY, workspaceId: WORKSPACE };

/** A value that is to be a token beside the text, so that the text gets far. */
const withValue = (key: IApiKey, id: string) => key.addSensitiveOutput(`o_${id}`);

export const TARGETS: readonly Target[] = [
  { name: 'ProjectApiKey: name', texts: hostileTexts, make: (s, id, name) => new ProjectApiKey(s, id, { name }), read: attribute('Resource', 'name') },
  { name: 'ProjectApiKey: projectId', texts: nearlyIds, make: (s, id, projectId) => new ProjectApiKey(s, id, { name: 'n', projectId }), read: attribute('Resource', 'project_id'), expected: id },
  { name: 'ProjectApiKey: expiresAt', texts: nearlyInstants, make: (s, id, expiresAt) => new ProjectApiKey(s, id, { name: 'n', expiresAt }), read: attribute('Resource', 'expires_at'), expected: deployed },
  { name: 'ProjectApiKey: a value of keepers', texts: hostileTexts, make: (s, id, k) => new ProjectApiKey(s, id, { name: 'n', keepers: { k } }), read: attribute('Keepers', 'triggers_replace', 'k') },
  { name: 'ProjectApiKey: a key of keepers', texts: hostileTexts, make: (s, id, k) => new ProjectApiKey(s, id, { name: 'n', keepers: JSON.parse(`{${JSON.stringify(k)}:"v"}`) }), read: onlyKey },
  { name: 'importExisting: name', texts: hostileTexts, make: (s, id, name) => ProjectApiKey.importExisting(s, id, { name, keyId: KEY }), read: attribute('Resource', 'name') },
  { name: 'importExisting: keyId', texts: nearlyIds, make: (s, id, keyId) => ProjectApiKey.importExisting(s, id, { name: 'n', keyId }), read: imported, expected: id },
  { name: 'importExisting: projectId', texts: nearlyIds, make: (s, id, projectId) => ProjectApiKey.importExisting(s, id, { name: 'n', keyId: KEY, projectId }), read: imported, expected: (text) => `${id(text)}/${KEY}` },
  { name: 'importExisting: expiresAt', texts: nearlyInstants, make: (s, id, expiresAt) => ProjectApiKey.importExisting(s, id, { name: 'n', keyId: KEY, expiresAt }), read: attribute('Resource', 'expires_at'), expected: deployed },
  { name: 'importExisting: value', texts: hostileTexts, make: (s, id, value) => withValue(ProjectApiKey.importExisting(s, id, { name: 'n', keyId: KEY, value }), id), read: output('value'), expected: secret },
  ...(['keyId', 'name', 'projectId', 'expiresAt', 'value'] as const).map((attr): Target => ({
    name: `fromApiKeyAttributes: ${attr}`,
    texts: attr === 'name' || attr === 'value' ? hostileTexts : attr === 'expiresAt' ? nearlyInstants : nearlyIds,
    make: (s, id, text) => ProjectApiKey.fromApiKeyAttributes(s, id, { keyId: KEY, name: 'n', [attr]: text }),
    read: (_, __, key) => key[attr],
    expected: { keyId: id, projectId: id, expiresAt: instant, value: secret, name: undefined }[attr],
  })),
  { name: 'WorkspaceApiKey: name', texts: hostileTexts, make: (s, id, name) => new WorkspaceApiKey(s, id, { name, keyId: KEY, workspaceId: WORKSPACE }), read: attribute('Resource', 'name') },
  { name: 'WorkspaceApiKey: name, of a key to be imported by hand', texts: hostileTexts, make: (s, id, name) => new WorkspaceApiKey(s, id, { name }), read: attribute('Resource', 'name') },
  { name: 'WorkspaceApiKey: workspaceId', texts: nearlyIds, make: (s, id, workspaceId) => new WorkspaceApiKey(s, id, { name: 'n', workspaceId }), read: attribute('Resource', 'workspace_id'), expected: id },
  { name: 'WorkspaceApiKey: keyId', texts: nearlyIds, make: (s, id, keyId) => new WorkspaceApiKey(s, id, { name: 'n', workspaceId: WORKSPACE, keyId }), read: imported, expected: (text) => `${WORKSPACE}/${id(text)}` },
  { name: 'WorkspaceApiKey: value', texts: hostileTexts, make: (s, id, value) => withValue(new WorkspaceApiKey(s, id, { name: 'n', workspaceId: WORKSPACE, keyId: KEY, value }), id), read: output('value'), expected: secret },
  { name: 'WorkspaceApiKey: tracking', texts: hostileTexts, make: (s, id, tracking) => new WorkspaceApiKey(s, id, { name: 'n', tracking: tracking as ApiKeyTracking }), read: () => undefined },
  ...([['name', 'name'], ['keyId', 'key_id'], ['workspaceId', 'workspace_id'], ['expiresAt', 'expires_at']] as const).map(([prop, field]): Target => ({
    name: `WorkspaceApiKey REFERENCE: ${prop}`,
    texts: prop === 'name' ? hostileTexts : prop === 'expiresAt' ? nearlyInstants : nearlyIds,
    make: (s, id, text) => new WorkspaceApiKey(s, id, { name: 'n', ...reference, [prop]: text }),
    read: attribute('Resource', 'input', field),
    expected: { keyId: id, workspaceId: id, expiresAt: instant, name: undefined }[prop],
  })),
  { name: 'RotatingProjectApiKey: name', texts: hostileTexts, make: (s, id, name) => new RotatingProjectApiKey(s, id, { name, schedule }), read: attribute('SlotA/Resource', 'name'), expected: (text) => `${text} (0)` },
  { name: 'RotatingProjectApiKey: projectId', texts: nearlyIds, make: (s, id, projectId) => new RotatingProjectApiKey(s, id, { name: 'n', projectId, schedule }), read: attribute('SlotA/Resource', 'project_id'), expected: id },
  { name: 'RotationAdoption.importKey: keyId', texts: nearlyIds, make: (s, id, keyId) => new RotatingProjectApiKey(s, id, { name: 'n', schedule, adopt: RotationAdoption.importKey(keyId) }), read: (all, id) => imported(all, `${id}/SlotA`, undefined), expected: id },
  { name: 'RotationAdoption.importKey: value', texts: hostileTexts, make: (s, id, value) => withValue(new RotatingProjectApiKey(s, id, { name: 'n', schedule, adopt: RotationAdoption.importKey(KEY, value) }), id), read: output('value'), expected: secret },
  {
    name: 'RotationAdoption.moveFrom: address',
    texts: nearlyAddresses(),
    make: (s, id, address) => new RotatingProjectApiKey(s, id, { name: 'n', schedule, adopt: RotationAdoption.moveFrom(address) }),
    read: movedTo('SlotA/Resource'),
    expected: addressAt(),
    unique: true,
  },
  {
    name: 'RotationAdoption.moveFromPlaces: a place',
    texts: nearlyAddresses(),
    make: (s, id, place) => new RotatingProjectApiKey(s, id, { name: 'n', schedule, adopt: RotationAdoption.moveFromPlaces([place]) }),
    read: movedTo('SlotA/Resource'),
    expected: addressAt(),
    unique: true,
  },
  { name: 'ProjectApiKey: movedFrom', texts: nearlyAddresses(), make: (s, id, place) => new ProjectApiKey(s, id, { name: 'n', movedFrom: [place] }), read: movedTo('Resource'), expected: addressAt(), unique: true },
  {
    name: 'RotatingProjectApiKey: movedFrom',
    texts: nearlyAddresses(),
    without: /ory_(?:wak|pat|apikey)_/, // with the slot behind it an address may look like a value, which synth refuses
    make: (s, id, place) => new RotatingProjectApiKey(s, id, { name: 'n', schedule, movedFrom: [place] }),
    read: movedTo('SlotA/Resource'),
    expected: (path) => addressOfPath(`${path}/SlotA`),
    unique: true,
  },
  { name: 'ProjectApiKeySet: movedFrom', texts: nearlyAddresses(), make: (s, id, place) => new ProjectApiKeySet(s, id, { keys: { a: { name: 'n' } }, movedFrom: [place] }), read: movedTo('Resource'), expected: addressAt(), unique: true },
  { name: 'ProjectApiKeySet: movedFrom of an entry', texts: nearlyAddresses(), make: (s, id, place) => new ProjectApiKeySet(s, id, { keys: { a: { name: 'n', movedFrom: [place] } } }), read: movedTo('Resource', '["a"]'), expected: addressAt(), unique: true },
  { name: 'ProjectApiKeySet: renamedFrom, an environment', texts: nearlyNames, make: (s, id, name) => new ProjectApiKeySet(s, id, { keys: { 'the one': { name: 'n', renamedFrom: [name] } } }), read: (all, id) => /\["(.*)"\]$/.exec(movedTo('Resource', '["the one"]')(all, id, undefined) as string)?.[1] },
  ...(['ory_workspace_api_key', 'terraform_data'] as const).map((type): Target => ({
    name: `WorkspaceApiKey: movedFrom, of a ${type}`,
    texts: nearlyAddresses(type),
    make: (s, id, place) => new WorkspaceApiKey(s, id, { name: 'n', ...(type === 'terraform_data' ? reference : {}), movedFrom: [place] }),
    read: movedTo('Resource'),
    expected: addressAt(type),
    unique: true,
  })),
  { name: 'RotationSchedule.changingTo: at', texts: nearlyInstants, make: (s, id, at) => new RotatingProjectApiKey(s, id, { name: 'n', schedule: schedule.changingTo(PERIOD, { at }) }), read: begun, expected: instant },
  { name: 'ApiKeyPolicy.exempt: reason', texts: hostileTexts, make: exempted, read: ({ json }, id) => json.output.ory_api_keys.value.find(({ path }: any) => path === `stack/${id}`)?.exemption, expected: (text) => text.replace(/[$%](?=\{)/g, '$&$&') },
  { name: 'ProjectApiKeySet: an environment', texts: nearlyNames, make: (s, id, text) => new ProjectApiKeySet(s, id, { keys: JSON.parse(`{${JSON.stringify(text)}:{"name":"n"}}`) }).get(text), read: (all, id) => Object.keys(attribute('Resource', 'for_each')(all, id, undefined) as object)[0] },
  { name: 'ProjectApiKeySet: name', texts: hostileTexts, make: (s, id, name) => new ProjectApiKeySet(s, id, { keys: { a: { name } } }), read: attribute('Resource', 'for_each', 'a', 'name') },
  { name: 'ProjectApiKeySet: expiresAt', texts: nearlyInstants, make: (s, id, expiresAt) => new ProjectApiKeySet(s, id, { keys: { a: { name: 'n', expiresAt } } }), read: attribute('Resource', 'for_each', 'a', 'expires_at'), expected: deployed },
  { name: 'ProjectApiKeySet: projectId', texts: nearlyIds, make: (s, id, projectId) => new ProjectApiKeySet(s, id, { projectId, keys: { a: { name: 'n' } } }), read: attribute('Resource', 'project_id'), expected: id },
  { name: 'ApiKeyInventory: outputName', texts: nearlyNames, make: (s, id, outputName) => new ApiKeyInventory(s, id, { outputName }), read: ({ json }, _, made) => named(json.output, made.output.friendlyUniqueId), unique: true },
  { name: 'addSensitiveOutput: name', texts: nearlyNames, make: (s, id, name) => new ProjectApiKey(s, id, { name: 'n' }).addSensitiveOutput(name), read: ({ json }, _, made) => named(json.output, made.friendlyUniqueId), unique: true },
  { name: 'addSensitiveOutput: description', texts: hostileTexts, make: (s, id, description) => new ProjectApiKey(s, id, { name: 'n' }).addSensitiveOutput(`o_${id}`, { description }), read: output('description') },
  {
    name: 'addSensitiveOutput: description, of a set',
    texts: hostileTexts,
    make: (s, id, description) => new ProjectApiKeySet(s, id, { keys: { a: { name: 'n' } } }).addSensitiveOutput(`o_${id}`, { description }),
    read: output('description'),
  },
  { name: 'the raw binding: name', texts: hostileTexts, without: /TfToken|Map Token|e\+298|ory_(?:wak|pat|apikey)_/, make: (s, id, name) => new ory.ProjectApiKey(s, id, { name, projectId: PROJECT }), read: ({ resource }, id) => resource(`stack/${id}`)?.attributes.name },
];
