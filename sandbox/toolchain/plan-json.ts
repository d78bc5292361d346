/** A resource that a plan touches. */
export interface PlannedChange {
  readonly address: string;
  /** As in Terraform's JSON: ["create"], ["delete", "create"], ["no-op"] (an import that changes nothing), … */
  readonly actions: readonly string[];
  /** The import id, where the plan imports the resource. */
  readonly importing?: string;
}

/** A check block, precondition or postcondition, as the plan judges it. */
export interface CheckOutcome {
  readonly address: string;
  readonly status: 'pass' | 'fail' | 'unknown' | 'error';
  /** The error messages of what failed. */
  readonly problems: readonly string[];
}

/** The part of `terraform show -json <plan>` that tests ask about. */
export interface PlanSummary {
  /** What is touched: everything but resources with nothing to do. Empty when the plan is clean. */
  readonly changes: readonly PlannedChange[];
  /** Names of the outputs that change. */
  readonly changedOutputs: readonly string[];
  readonly checks: readonly CheckOutcome[];
}

interface PlanJson {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly change: { readonly actions: readonly string[]; readonly importing?: { readonly id?: string } };
  }[];
  readonly output_changes?: Record<string, { readonly actions: readonly string[] }>;
  readonly checks?: readonly {
    readonly address: { readonly to_display: string };
    readonly status: CheckOutcome['status'];
    readonly instances?: readonly { readonly problems?: readonly { readonly message: string }[] }[];
  }[];
}

/** Reads a plan in JSON. */
export function summarizePlan(json: string): PlanSummary {
  const plan = JSON.parse(json) as PlanJson;
  return {
    changes: (plan.resource_changes ?? [])
      .filter(({ change }) => !isNoOp(change.actions) || change.importing !== undefined)
      .map(({ address, change: { actions, importing } }) => ({ address, actions, ...(importing ? { importing: importing.id ?? '' } : {}) })),
    changedOutputs: Object.entries(plan.output_changes ?? {}).filter(([, { actions }]) => !isNoOp(actions)).map(([name]) => name),
    checks: (plan.checks ?? []).map(({ address, status, instances = [] }) => ({
      address: address.to_display,
      status,
      problems: instances.flatMap(({ problems = [] }) => problems.map(({ message }) => message)),
    })),
  };
}

/** The first lines of the warnings in what Terraform printed. */
export function warningsIn(text: string): string[] {
  return [...text.matchAll(/^[│\s]*Warning: (.*)$/gm)].map(([, title]) => title.trim());
}

function isNoOp(actions: readonly string[]): boolean {
  return actions.length === 1 && actions[0] === 'no-op';
}
