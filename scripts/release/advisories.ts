/** What `npm audit --json` says, read. */

/** A known hole in a package. */
export interface Advisory {
  readonly id: string;
  readonly package: string;
  readonly severity: string;
  readonly title: string;
}

/** Either the holes that were found, or why nothing could be asked. */
export type AuditResult = { readonly advisories: readonly Advisory[] } | { readonly unanswered: string };

interface Via { readonly source?: number; readonly name?: string; readonly title?: string; readonly url?: string; readonly severity?: string }
interface Report {
  readonly message?: string;
  readonly error?: { readonly summary?: string; readonly code?: string };
  readonly vulnerabilities?: Readonly<Record<string, { readonly via: ReadonlyArray<Via | string> }>>;
}

/** Reads the report; a report without a list of vulnerabilities is no answer, however npm ended. */
export function readAudit(text: string): AuditResult {
  let report: Report;
  try {
    report = JSON.parse(text) as Report;
  } catch {
    return { unanswered: 'npm audit printed no JSON' };
  }
  if (report.vulnerabilities === undefined) {
    // Without the address: it may name a private registry.
    const reason = report.message ?? report.error?.summary ?? report.error?.code ?? 'npm audit gave no reason';
    return { unanswered: reason.replace(/\s*-?\s*(?:GET|POST)?\s*https?:\/\/\S+/g, '') };
  }
  const found = new Map<string, Advisory>();
  for (const { via } of Object.values(report.vulnerabilities)) {
    // A text names another entry of the report, which has the advisory itself.
    for (const one of via.filter((candidate): candidate is Via => typeof candidate !== 'string')) {
      const id = /GHSA-[\w-]+/.exec(one.url ?? '')?.[0] ?? String(one.source);
      found.set(`${id} ${one.name}`, { id, package: one.name ?? '', severity: one.severity ?? 'unknown', title: one.title ?? '' });
    }
  }
  return { advisories: [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1)) };
}
