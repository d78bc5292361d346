/**
 * Writes release notes from the conventional commits since the tag before.
 *
 *     node scripts/run.mjs scripts/release/notes.ts [--tag v1.2.0] [--out <file>]
 *
 * With `--tag` the notes of that tag, else of what is not released yet. Without an earlier tag: of the whole history.
 */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { parseArgs } from 'node:util';
import { ROOT } from '../tools';
import { Commit, parseCommit, renderNotes } from './conventional';

const FIELD = '\x1f';
const RECORD = '\x1e';

function git(...args: string[]): { readonly ok: boolean; readonly stdout: string } {
  const { status, stdout, error } = spawnSync('git', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (error) {
    throw error;
  }
  return { ok: status === 0, stdout };
}

/** The tag before a commit, if there is one. */
function tagBefore(commit: string): string | undefined {
  const { ok, stdout } = git('describe', '--tags', '--abbrev=0', '--match', 'v*', commit);
  return ok ? stdout.trim() : undefined;
}

/** The commits of a range, newest first; merges say nothing of their own. */
function commits(from: string | undefined, to: string): Commit[] {
  const { ok, stdout } = git('log', '--no-merges', `--format=%H${FIELD}%s${FIELD}%b${RECORD}`, from === undefined ? to : `${from}..${to}`);
  if (!ok) {
    throw new Error(`git knows no ${to}`);
  }
  return stdout.split(RECORD).map((record) => record.trim()).filter(Boolean).map((record) => {
    const [hash, subject, body = ''] = record.split(FIELD);
    return { hash, subject, body };
  });
}

function main(): void {
  const { values } = parseArgs({ options: { tag: { type: 'string' }, out: { type: 'string' } } });
  const to = values.tag ?? 'HEAD';
  const from = tagBefore(values.tag === undefined ? to : `${to}^`);
  const title = values.tag === undefined ? 'Unreleased' : `${values.tag.replace(/^v/, '')} (${git('log', '-1', '--format=%cs', to).stdout.trim()})`;
  const notes = renderNotes(title, commits(from, to).map(parseCommit));
  if (values.out === undefined) {
    process.stdout.write(notes);
  } else {
    fs.writeFileSync(values.out, notes);
  }
}

main();
