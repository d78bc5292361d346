/** Runs every test of the project and counts them: unit, languages, end-to-end. `--only <name>` runs the stages of that name. */
import * as fs from 'node:fs';
import { parseArgs } from 'node:util';
import { runMain } from './tools';
import { closingLine, Counts } from './tally';
import { Outcome, runStage, Stage } from './verify/stage';
import { LANES } from './verify/stages';

/** Lines of a failed stage's log that are shown; the file has the rest. */
const SHOWN_LINES = 80;

async function runLane(stages: readonly Stage[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const stage of stages) {
    console.log(`${clock()}  begins   ${stage.name}`);
    const outcome = await runStage(stage);
    outcomes.push(outcome);
    console.log(`${clock()}  ends     ${stage.name}: ${summary(outcome)}`);
    if (outcome.failed > 0) {
      const lines = fs.readFileSync(outcome.log, 'utf8').trimEnd().split('\n');
      console.log(lines.slice(-SHOWN_LINES).map((line) => `  | ${line}`).join('\n'));
    }
    for (const [line] of fs.readFileSync(outcome.log, 'utf8').matchAll(/^NOT CHECKED.*$/gm)) {
      console.log(`  ${line}`);
    }
    if (outcome.missing) {
      console.log(`  NOT CHECKED: ${outcome.missing} is missing, which "${stage.name}" needs; install it and run again`);
    }
  }
  return outcomes;
}

function summary(outcome: Outcome): string {
  return `${closingLine(outcome)} in ${outcome.seconds.toFixed(0)} s`;
}

/** The stages that were asked for; fails on a name that none has. */
function chosenLanes(only: readonly string[] | undefined): Stage[][] {
  const names = LANES.flat().map(({ name }) => name);
  const unknown = only?.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new Error(`there is no stage ${JSON.stringify(unknown)}; --only takes one of ${names.join(', ')}`);
  }
  return LANES.map((lane) => lane.filter(({ name }) => !only || only.includes(name)));
}

function clock(): string {
  return new Date().toISOString().slice(11, 19);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } });
  const outcomes = (await Promise.all(chosenLanes(values.only).map(runLane))).flat();

  const width = Math.max(...outcomes.map(({ stage }) => stage.name.length));
  console.log('');
  for (const outcome of outcomes) {
    console.log(`${outcome.stage.name.padEnd(width)}  ${summary(outcome)}`);
  }
  const languages = outcomes.find(({ stage }) => stage.name === 'languages');
  if (languages) {
    console.log(`\n${(fs.readFileSync(languages.log, 'utf8').match(/^\|.*\|$/gm) ?? []).join('\n')}`);
  }
  const total = (count: keyof Counts) => outcomes.reduce((sum, outcome) => sum + outcome[count], 0);
  const skipped = total('skipped');
  // In CI nothing may be left out.
  const failed = total('failed') + (process.env.CI && skipped > 0 ? skipped : 0);
  console.log(`\n${closingLine({ passed: total('passed'), failed, skipped })}`);
  process.exitCode = failed > 0 || total('passed') === 0 ? 1 : 0;
}

runMain(main);
