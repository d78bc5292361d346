/**
 * Audits what ships: the package's own dependencies, of which it has none, and the peers that a user installs with it.
 *
 *     node scripts/run.mjs scripts/release/audit.ts
 *
 * Prints a line a check and `N passed, N failed`. A registry that does not answer audits is said so and counts as neither.
 */
import { CDKTF, CDKTN, Flavour } from '../flavour/flavours';
import { run, runMain } from '../tools';
import { Tally } from '../tally';
import { AuditResult, readAudit } from './advisories';
import { manifestOf, packagesIn, resolved, resolvedConsumer } from './consumer';

/** Advisories that do not reach a user of this library, each with the reason. */
const ACCEPTED: Readonly<Record<string, string>> = {};

/** The peers are not ours to mend, so only what is grave stops a release. */
const GRAVE = ['high', 'critical'];

const tally = new Tally();

async function audit(dir: string): Promise<AuditResult> {
  // npm ends with an error for a hole as well as for no answer; the report tells which.
  return readAudit((await run('npm', ['audit', '--json', '--omit=dev', '--loglevel=silent'], { cwd: dir, allowFailure: true })).stdout);
}

/** Whether the registry answers, and answers truly: an old release with a well-known hole must be found. */
async function registryAnswers(): Promise<boolean> {
  const result = await audit(await resolved('known-hole', { name: 'known-hole', version: '0.0.0', private: true, dependencies: { minimist: '0.0.8' } }));
  if ('unanswered' in result) {
    console.log(`NOT CHECKED: known holes in the peers: the registry does not answer audits (${result.unanswered})`);
    return false;
  }
  tally.check('the registry knows the holes of minimist 0.0.8', result.advisories.length > 0 ? [] : ['it knows none, so its answers mean nothing']);
  return true;
}

async function auditPeers(flavour: Flavour): Promise<void> {
  const dir = await resolvedConsumer(flavour);
  const result = await audit(dir);
  if ('unanswered' in result) {
    tally.check(`${flavour.npm}: known holes`, [`the registry answered before, and now not: ${result.unanswered}`]);
    return;
  }
  const open = result.advisories.filter(({ id }) => !(id in ACCEPTED));
  for (const { id, package: name, severity, title } of open) {
    console.log(`      ${severity}: ${name}: ${title} (${id})`);
  }
  const grave = open.filter(({ severity }) => GRAVE.includes(severity)).map(({ id, package: name }) => `${id} in ${name}`);
  tally.check(`${flavour.npm}: no grave hole in the ${packagesIn(dir)} packages that come with it`, grave);
}

async function main(): Promise<void> {
  const flavours = [CDKTF, CDKTN];
  for (const flavour of flavours) {
    const { dependencies = {}, optionalDependencies = {}, bundledDependencies = [], peerDependencies = {} } = manifestOf(flavour);
    tally.check(`${flavour.npm}: no dependency of its own`, [...Object.keys(dependencies), ...Object.keys(optionalDependencies), ...bundledDependencies]);
    const wanted = [flavour.core.npm, 'constructs'].sort().join(', ');
    const peers = Object.keys(peerDependencies).sort().join(', ');
    tally.check(`${flavour.npm}: the peers are ${wanted}`, peers === wanted ? [] : [peers]);
  }
  if (await registryAnswers()) {
    for (const flavour of flavours) {
      await auditPeers(flavour);
    }
  }
  tally.finish();
}

runMain(main);
