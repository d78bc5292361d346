import { TerraformOutput, TerraformProvider, TerraformResource, TerraformStack, TerraformVariable, Token } from 'cdktf';
import { IConstruct } from 'constructs';
import { ImportBlocks } from './blocks/import-blocks';
import { resolvedIn } from './resolving';
import { TerraformData } from './terraform-data';
import { holdsSecret, maskValues } from './private/input/secrets';
import { isTemplate } from './private/input/templates';
import { TokenFree } from './token-free';

/**
 * Tells of each literal `ory_wak_...` or `ory_pat_...` in a provider's configuration, in an argument of a key (where a token hid it from
 * the checks of its prop), in a variable, in an output, in an override of the stack or in the id of a construct: it would be
 * written to the synthesized files. Only these elements are looked at, and only their tokens resolved.
 */
export class SecretGuard {
  public constructor(private readonly stack: TerraformStack) {}

  /** What is wrong, a line each. */
  public describeSecrets(constructs: readonly IConstruct[]): string[] {
    const errors: string[] = [];
    for (const construct of constructs) {
      const where = this.placeOfSecret(construct);
      if (where) {
        errors.push(
          `${maskValues(construct.node.path)}: ${where} holds the value of an API key (not shown here), and it would be written to the synthesized files; `
          + 'expected a reference: pass it as a sensitive TerraformVariable, or leave it to the provider\'s environment variables',
        );
      }
    }
    return errors;
  }

  private placeOfSecret(construct: IConstruct): string | undefined {
    if (holdsSecret(construct.node.id)) {
      return 'its id';
    }
    if (construct === this.stack) {
      return this.holds(this.stack['rawOverrides']) ? 'an override' : undefined;
    }
    if (TerraformProvider.isTerraformProvider(construct)) {
      return this.holds(construct.toTerraform().provider) ? 'the provider\'s configuration' : undefined;
    }
    if (construct instanceof TerraformVariable) {
      return this.holds(construct.default) ? 'the variable\'s default' : this.holds([construct.description, construct['rawOverrides']]) ? 'the variable' : undefined;
    }
    if (TerraformOutput.isTerraformOutput(construct)) {
      return this.holds(construct.toTerraform().output) ? 'the output' : undefined;
    }
    if (construct instanceof ImportBlocks) {
      return this.holds(construct.ids()) ? 'an import' : undefined;
    }
    if (TerraformResource.isTerraformResource(construct) && (construct.terraformResourceType.startsWith('ory_') || construct instanceof TerraformData)) {
      return this.holds([construct['synthesizeAttributes'](), construct['rawOverrides'], construct.lifecycle]) ? 'the resource' : undefined;
    }
    return undefined;
  }

  /** Whether a literal within the value is the value of a key; tokens are resolved one by one, since they may hide literals. */
  private holds(value: unknown): boolean {
    if (value instanceof TokenFree) {
      return false; // the keys of a set: their texts are checked when it is made, and no token hides another
    }
    // A token behind a `$` looks like the escape of a template, but cdktf resolves it.
    if (typeof value === 'string' && !isTemplate(value) && !value.includes('{TfToken[')) {
      return holdsSecret(value);
    }
    if (Token.isUnresolved(value)) {
      return holdsSecret(JSON.stringify(resolvedIn(this.stack, value)) ?? '');
    }
    if (typeof value === 'string') {
      return holdsSecret(value);
    }
    if (value !== null && typeof value === 'object') {
      return Object.entries(value).some(([key, entry]) => this.holds(key) || this.holds(entry));
    }
    return false;
  }
}
