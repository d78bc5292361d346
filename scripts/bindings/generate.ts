/** Bindings of a provider, as `cdktf get` writes them for TypeScript. Needs neither network nor Terraform. */
process.env.CHECKPOINT_DISABLE = '1';

import { ConstructsMakerProviderTarget, TerraformProviderConstraint } from '@cdktf/commons';
// The package's index pulls in command-line parts that do not load here; the generator itself does.
import { TerraformProviderGenerator } from '@cdktf/provider-generator/lib/get/generator/provider-generator';
import { CodeMaker } from 'codemaker';

/** Writes the bindings for a schema below `providers/` of a folder; the constraint is as in `cdktf.json`. */
export async function generateBindings(schema: object, constraint: string, folder: string): Promise<void> {
  const code = new CodeMaker();
  const generator = new TerraformProviderGenerator(code as never, schema as never);
  generator.generate(new ConstructsMakerProviderTarget(new TerraformProviderConstraint(constraint), 'typescript' as never));
  await code.save(folder);
}
