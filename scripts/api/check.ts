/** Checks what the library tells its readers: pages current, members documented, snippets compile, nothing breaks unannounced. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { listFiles, ROOT, runMain, WORK } from '../tools';
import { Tally } from '../tally';
import { undocumented } from './completeness';
import { breaks, compileAt, lastTag, withoutMember } from './diff';
import { pageProblems, writeDocs } from './docs';
import { translateSnippets } from './snippets';

const FOLDER = path.join(WORK, 'api');

async function main(): Promise<void> {
  const tally = new Tally();
  const check = (title: string, problem: string | undefined) => tally.check(title, problem === undefined ? [] : [problem]);

  const pages = path.join(FOLDER, 'pages');
  await writeDocs(ROOT, pages);
  tally.check('API.md and docs/api are current, and no page is too long', pageProblems(pages));
  tally.check('no page repeats what every construct has', listFiles(pages).filter((page) => /\b(toString|isConstruct)\b/.test(fs.readFileSync(path.join(pages, page), 'utf8'))));
  tally.check('every public member is documented', undocumented(ROOT));
  check('the snippets of README, pages and docstrings compile', await translateSnippets(ROOT, path.join(FOLDER, 'snippets')).then(() => undefined, (error: Error) => error.message));

  const tag = await lastTag();
  if (tag === undefined) {
    console.log('      no version tag is in reach, so there is no earlier API to compare with');
  } else {
    const before = path.join(FOLDER, 'before');
    await compileAt(tag, before);
    check(`nothing breaks since ${tag} that .compatignore does not announce`, await breaks(before, ROOT));
  }
  const broken = path.join(FOLDER, 'broken');
  withoutMember(broken, 'cdktf-ory-api-keys.ProjectApiKey', 'storeIn');
  check('a removed method would be found', (await breaks(ROOT, broken))?.includes('storeIn') ? undefined : 'jsii-diff did not report it');
  tally.finish();
}

runMain(main);
