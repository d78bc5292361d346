import { TerraformProvider, TerraformStack } from 'cdktf';

/** A binding of a provider as a user generates it: of no class of this library's. */
export class TheirProvider extends TerraformProvider {
  public constructor(stack: TerraformStack, id: string, private readonly config: { alias?: string; [argument: string]: string | undefined } = {}, name = 'ory') {
    super(stack, id, { terraformResourceType: name, terraformGeneratorMetadata: { providerName: name, providerVersion: '0.0.3' }, terraformProviderSource: `${name}/${name}` });
  }

  public get alias(): string | undefined {
    return this.config.alias;
  }

  protected synthesizeAttributes(): { [name: string]: any } {
    return this.config;
  }
}
