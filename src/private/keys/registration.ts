import { TerraformResource } from 'cdktf';
import { IConstruct } from 'constructs';
import { joinImportId } from '../input/ids';
import { WORKSPACE_KEY } from '../input/resource-types';
import { escapeTemplate, isTemplate } from '../input/templates';
import { stateOf } from '../input/shared-state';
import { ownerOf } from '../stack/providers';
import { registerCheck } from '../stack/stack-validation';
import { addressOf } from '../terraform/address';
import { addImport } from '../terraform/blocks';
import { equals } from '../terraform/expressions';
import { addBlocks, isForgotten } from '../terraform/stack-blocks';
import { addWarning } from '../stack/annotation';
import { addExpiryCheck, ExpiryCheck } from './expiry-check';
import { ExpiryWarning, warnOfExpiry } from './expiry-warning';
import { ApiKeyFacts, recordFacts } from './key-facts';

/** What a construct says of the key that it manages, or of the keys. */
interface KeyRegistration {
  readonly resource: TerraformResource;
  /** What policies and inventories read; called once the stack is made. */
  readonly facts: () => readonly ApiKeyFacts[];
  /** What Terraform watches of its expiry, where it may have one. */
  readonly expiryCheck?: Omit<ExpiryCheck, 'resource'>;
  /** What synth looks at of its expiry; a rotation needs no warning. */
  readonly expiryWarning?: ExpiryWarning;
  /** The value that the caller gave. */
  readonly value?: string;
  /** UUID of the key that exists and is imported, or a token. */
  readonly importedKeyId?: string;
}

/** Registers the key of a construct: all that goes beside its resource. */
export function registerKey(construct: IConstruct, key: KeyRegistration): void {
  const { resource, facts, expiryCheck, expiryWarning, value, importedKeyId } = key;
  recordFacts(construct, facts);
  if (expiryWarning) {
    warnOfExpiry(construct, expiryWarning);
  }
  if (expiryCheck) {
    addExpiryCheck({ ...expiryCheck, resource });
  }
  warnOfOpenValue(construct, value);
  if (importedKeyId !== undefined) {
    // With the owner whenever it is known: a bare id beside a project destroys the live key.
    addImport(resource, () => joinImportId(importedKeyId, ownerOf(resource)));
    addIdentityCheck(resource, importedKeyId);
    warnOfDoubleImport(resource, importedKeyId);
  }
}

/** Terraform's functions that read a file. */
const FILE = /\b(?:file|filebase64|templatefile)\s*\(/;

/** Warns where a value that the caller gave lies open: in a file, or in a variable that is not sensitive, which plans show wherever it goes. */
export function warnOfOpenValue(construct: IConstruct, value: string | undefined): void {
  if (value !== undefined) {
    registerCheck(construct, (view) => {
      const expression = view.expressionOf(value);
      const open = view.variablesIn(expression).find((variable) => !variable.sensitive);
      if (FILE.test(expression)) {
        addWarning(construct, 'value is read from a file, where it lies in plain text beside the code; give it as a sensitive TerraformVariable');
      }
      if (open) {
        addWarning(construct, `value comes from the variable ${open.node.path}, which is not sensitive: plans show it wherever it goes; set sensitive: true on the variable`);
      }
    });
  }
}

/** Warns where two constructs of the app import the same key: to remove one destroys the key of the other. */
function warnOfDoubleImport(resource: TerraformResource, keyId: string): void {
  if (isTemplate(keyId) || resource.terraformResourceType === WORKSPACE_KEY) { // nothing destroys a workspace key
    return;
  }
  const imports = stateOf(resource.node.root, 'imports', () => new Map<string, TerraformResource>());
  const first = imports.get(keyId);
  if (!first) {
    imports.set(keyId, resource);
    return;
  }
  registerCheck(resource, () => {
    // A key may go from one stack to another: forgotten here, imported there.
    if (!isForgotten(first) && !isForgotten(resource)) {
      addWarning(resource.node.scope!, `API key ${keyId} is imported by ${first.node.scope!.node.path}, too: removing one of the two would destroy the key of the other; import it once`);
    }
  });
}

/**
 * Has Terraform warn where the state holds another key than the one that is to be imported. An import does nothing once the state has
 * a key at the address: not after `keyId` was changed, nor after the key was deleted in the Console and an apply made a new one.
 *
 * @param keyId UUID of the key, or what Terraform will evaluate
 */
function addIdentityCheck(resource: TerraformResource, keyId: string): void {
  addBlocks(resource, 'check', () => {
    const path = escapeTemplate(resource.node.scope!.node.path);
    const expected = isTemplate(keyId) ? 'the one' : keyId;
    // Resources of two types may share a logical id, checks may not.
    return { [`${resource.terraformResourceType}_${resource.friendlyUniqueId}_identity`]: { assert: [{
      condition: equals(`${addressOf(resource)}.id`, keyId),
      error_message: `The API key ${path} is \${${addressOf(resource)}.id} in the state, not ${expected} as its keyId says, since an import does nothing where the `
        + 'state has a key: a given value belongs to the other. Call forget on it and apply, or put the keyId right.',
    }] } };
  });
}
