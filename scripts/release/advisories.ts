/** What `npm audit --json` says, read: the packages with a grave vulnerability, or why nothing could be asked. */
export type AuditResult = { readonly grave: readonly string[] } | { readonly unanswered: string };

/** The peers are not ours to mend, so only what is grave stops a release. */
const GRAVE = ['high', 'critical'];

interface Report {
  readonly message?: string;
  readonly error?: { readonly summary?: string; readonly code?: string };
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string }>>;
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
  const grave = Object.entries(report.vulnerabilities).filter(([, { severity }]) => GRAVE.includes(severity));
  return { grave: grave.map(([name, { severity }]) => `${severity}: ${name}`).sort() };
}
