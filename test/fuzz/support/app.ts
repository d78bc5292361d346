import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, TerraformStack, Testing } from 'cdktf';
import { ory } from '../../../src';
import { NOW } from '../../support/stacks';

/** What Terraform would read of one stack, and the whole of what synth wrote. */
export interface Synthesized {
  readonly json: any;
  readonly text: string;
  readonly manifest: string;
  /** The resource that the construct of a path renders, and the address of it. */
  resource(path: string): { readonly address: string; readonly attributes: any } | undefined;
}

const folder = mkdtempSync(join(tmpdir(), 'ory-api-keys-fuzz-'));
let apps = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An app with one stack, in a folder of its own. */
export class FuzzApp {
  public readonly outdir: string;
  public readonly app: App;
  public readonly stack: TerraformStack;

  public constructor(context: { [key: string]: unknown } = {}) {
    apps += 1;
    this.outdir = join(folder, String(apps), 'out');
    mkdirSync(join(folder, String(apps)));
    this.app = new App({ outdir: this.outdir, context: { 'cdktf-ory-api-keys:now': NOW, ...context } });
    this.stack = new TerraformStack(this.app, 'stack');
    new ory.OryProvider(this.stack, 'Ory');
  }

  /** Synthesizes with all validations, and reads what was written; throws where it is no JSON. */
  public synth(): Synthesized {
    this.app.synth();
    const text = readFileSync(join(this.outdir, 'stacks', 'stack', 'cdk.tf.json'), 'utf8');
    const manifest = readFileSync(join(this.outdir, 'manifest.json'), 'utf8');
    JSON.parse(manifest);
    const json = JSON.parse(text);
    const found = new Map<string, { readonly address: string; readonly attributes: any }>();
    for (const [type, resources] of Object.entries<any>(json.resource ?? {})) {
      for (const [id, attributes] of Object.entries<any>(resources)) {
        found.set(attributes['//'].metadata.path, { address: `${type}.${id}`, attributes });
      }
    }
    return { json, text, manifest, resource: (path) => found.get(path) };
  }

  /** What Terraform would read of the stack, with all validations but written to no file, which is faster; the notes of cdktf are left out. */
  public render(): any {
    return JSON.parse(Testing.synth(this.stack, true));
  }

  /** Removes what was written. */
  public remove(): void {
    rmSync(join(this.outdir, '..'), { recursive: true, force: true });
  }
}
