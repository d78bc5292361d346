import { TerraformProvider, TerraformResource } from 'cdktf';
import { IConstruct } from 'constructs';
import { joinImportId } from '../input/import-id';
import { isTemplate } from '../input/templates';
import { stateOf } from '../input/shared-state';
import { appOf } from '../stack/now';
import { registerCheck } from '../stack/stack-validation';
import { addImport } from '../terraform/import-blocks';
import { isForgotten } from '../terraform/removed-blocks';
import { addWarning } from '../stack/annotation';
import { addExpiryCheck, ExpiryCheck } from './expiry-check';
import { ExpiryWarning, warnOfExpiry } from './expiry-warning';
import { addIdentityCheck } from './identity-check';
import { ApiKeyFacts, recordFacts } from './key-facts';

/** A key that exists and is imported. */
export interface KeyImport {
  readonly keyId: string;
  /** Project or workspace that the key belongs to, as far as synth knows; read while the stack renders. */
  readonly ownerId: () => string | undefined;
  readonly provider: () => TerraformProvider | undefined;
}

/** What a construct says of the key that it manages. */
export interface KeyRegistration {
  readonly resource: TerraformResource;
  readonly facts: ApiKeyFacts;
  /** What Terraform watches of its expiry, where it may have one. */
  readonly expiryCheck?: Omit<ExpiryCheck, 'resource'>;
  /** What synth looks at of its expiry; a rotation needs no warning. */
  readonly expiryWarning?: ExpiryWarning;
  /** The value that the caller gave. */
  readonly value?: string;
  readonly import?: KeyImport;
}

/** Registers the key of a construct: all that goes beside its resource. */
export function registerKey(construct: IConstruct, key: KeyRegistration): void {
  const { resource } = key;
  recordFacts(construct, () => [key.facts]);
  if (key.expiryWarning) {
    warnOfExpiry(construct, key.expiryWarning);
  }
  warnOfOpenValue(construct, key.value);
  if (key.expiryCheck) {
    addExpiryCheck({ resource, ...key.expiryCheck });
  }
  if (key.import) {
    const { keyId, ownerId, provider } = key.import;
    // With the owner whenever it is known: a bare id beside a project destroys the live key.
    addImport(resource, () => joinImportId(keyId, ownerId()), provider);
    addIdentityCheck(resource, keyId);
    if (key.facts.kind === 'project') { // nothing destroys a workspace key
      warnOfDoubleImport(resource, keyId);
    }
  }
}

/** Warns where a value that the caller gave comes from a variable that is not sensitive: plans show it wherever else the variable goes. */
export function warnOfOpenValue(construct: IConstruct, value: string | undefined): void {
  if (value !== undefined) {
    registerCheck(construct, (view) => {
      const open = view.variablesIn(view.expressionOf(value)).find((variable) => !variable.sensitive);
      if (open) {
        addWarning(construct, `value comes from the variable ${open.node.path}, which is not sensitive: plans show it wherever it goes; set sensitive: true on the variable`);
      }
      return [];
    });
  }
}

/** Warns where two constructs of the app import the same key: to remove one destroys the key of the other. */
function warnOfDoubleImport(resource: TerraformResource, keyId: string): void {
  if (isTemplate(keyId)) {
    return;
  }
  const imports = stateOf(appOf(resource), 'imports', () => new Map<string, TerraformResource>());
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
    return [];
  });
}
