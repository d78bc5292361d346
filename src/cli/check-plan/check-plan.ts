import { Command, instant, oneOf, parse } from '../arguments';
import { FindingsError } from '../failure';
import { CommandIo } from '../io';
import { readSources } from '../source';
import { countOf, FORMATS, WRITERS } from './formats';
import { judge } from './judgement';
import { KnownValues } from './known-values';
import { PLAN, readPlan } from './plan';

const HELP = `Tell what plans do to API keys, and stop those that would take a key away from its clients.

usage: terraform show -json PLAN | cdktf-ory-api-keys check-plan [options]
       cdktf-ory-api-keys check-plan FILE... [options]

Reads the JSON of plans of Terraform 1.5 and later or of OpenTofu, made of CDKTF or of any other code; several
that are deployed together are checked together. A row a key: what the plan does to it and why, whether it is
valid, and whether a client would notice. No value of a key is printed, whatever the plan holds.
A plan may have ${PLAN.mebibytes} MiB, some 130,000 keys.

Exit code 3, with the way out, when a plan
  - destroys or replaces a valid key, unless a later generation in the other slot of its rotation stays
  - creates a workspace key, which the provider cannot do
  - finds that a valid key was deleted outside of Terraform
  - forgets a project's key that never expires, which no other place of these plans has
  - has one key at two addresses
  - shows a value of a key: in an output, resource, variable or check without a mark, or written out in the code
  - does something to a key that this version does not know

  --allow ADDRESS  let off every finding at this address; may be given several times. One that nothing stands
                   at is a finding itself
  --format FORMAT  table, markdown, json or github (annotations of a workflow run) (default: table)
  --now INSTANT    the time at which keys must be valid, RFC 3339 (default: the clock)
`;

/** The command `check-plan`. */
export const CHECK_PLAN: Command = {
  summary: 'stop a plan that would take an API key away from its clients',
  help: HELP,
  run: async (args, io) => {
    const { values, positionals } = parse(args, {
      allow: { type: 'string', multiple: true, default: [] },
      format: { type: 'string', default: 'table' },
      now: { type: 'string' },
    });
    const format = oneOf('--format', values.format, FORMATS);
    const now = values.now === undefined ? Math.floor(io.now() / 1000) : instant('--now', values.now);
    await check(positionals, { allow: new Set(values.allow), format, now }, io);
  },
};

interface Settings {
  readonly allow: ReadonlySet<string>;
  readonly format: typeof FORMATS[number];
  /** Seconds since 1970. */
  readonly now: number;
}

async function check(files: readonly string[], { allow, format, now }: Settings, io: CommandIo): Promise<void> {
  const plans = (await readSources(files, PLAN, io)).map(readPlan);
  // All the values are known before anything is told of any plan.
  const known = KnownValues.in(plans.map(({ json }) => json), io.env.ORY_WORKSPACE_API_KEY);
  const judgement = judge(plans, now, known, allow);
  io.stdout.write(WRITERS[format]({ ...judgement, now, several: plans.length > 1 }));
  const count = countOf(judgement);
  if (count > 0) {
    throw new FindingsError(`${count === 1 ? 'there is 1 finding' : `there are ${count} findings`}; each tells its way out, and --allow ADDRESS lets off what is meant`);
  }
}
