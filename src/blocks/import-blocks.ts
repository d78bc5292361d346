import { TerraformProvider, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { isTemplate } from '../private/input/templates';
import { addressOf } from './address';
import { isRendered } from './is-rendered';
import { blockOf, StackBlock } from './stack-block';
import { TERRAFORM_FOR, TerraformRequirement } from './terraform-requirement';

/** One import: the resource that takes the key, and the id that finds it. */
export interface ImportRequest {
  readonly resource: TerraformResource;
  /** Read while the stack renders, when every provider is known. */
  readonly id: () => string;
  readonly provider?: TerraformProvider;
}

/** The `import` blocks of a stack. cdktf's own `importFrom` starts a Terraform process for each at synth; this does not. */
export class ImportBlocks extends StackBlock {
  public static add(request: ImportRequest): void {
    blockOf(request.resource, 'OryApiKeyImports', (stack, id) => new ImportBlocks(stack, id)).requests.push(request);
  }

  protected readonly kind = 'import blocks';
  private readonly requests: ImportRequest[] = [];

  private constructor(scope: Construct, id: string) {
    super(scope, id);
    TerraformRequirement.lazily(this, () =>
      this.due.some((request) => isTemplate(request.id())) ? TERRAFORM_FOR.importExpression : TERRAFORM_FOR.importBlock);
  }

  protected blocks(): any {
    const { due } = this;
    return due.length === 0 ? {} : {
      import: due.map((request) => ({
        to: addressOf(request.resource),
        id: request.id(),
        ...(request.provider ? { provider: request.provider.fqn } : {}),
      })),
    };
  }

  /** The ids of all imports, which may be tokens. */
  public ids(): readonly string[] {
    return this.due.map((request) => request.id());
  }

  private get due(): readonly ImportRequest[] {
    return this.requests.filter((request) => isRendered(request.resource));
  }
}
