/** Checks what the library tells its readers: pages current, members documented, snippets compile, nothing breaks unannounced. */
import * as path from 'node:path';
import { undocumented } from './completeness';
import { breaks, compileAt, lastTag, withoutMember } from './diff';
import { ROOT, stalePages, writeDocs } from './docs';
import { brokenSnippets } from './snippets';
import { Tally } from '../tally';

const WORK = path.join(ROOT, '.work', 'api');

const tally = new Tally();

function check(title: string, problem: string | undefined): void {
  tally.check(title, problem === undefined ? [] : [problem]);
}

writeDocs(ROOT, path.join(WORK, 'pages'));
const stale = stalePages(path.join(WORK, 'pages'));
check('API.md and API.ory.md are current', stale.length === 0 ? undefined : `${stale.join(' and ')} differ; run \`npm run docgen\` and commit the result`);

const bare = undocumented(ROOT);
check('every public member is documented', bare.length === 0 ? undefined : bare.join('\n'));

check('the snippets of README and docstrings compile', brokenSnippets(path.join(WORK, 'snippets')));

const tag = lastTag();
if (tag === undefined) {
  console.log('       no version tag is in reach, so there is no earlier API to compare with');
} else {
  compileAt(tag, path.join(WORK, 'before'));
  check(`nothing breaks since ${tag} that .compatignore does not announce`, breaks(path.join(WORK, 'before'), ROOT));
}
withoutMember(path.join(WORK, 'broken'), 'cdktf-ory-api-keys.ProjectApiKey', 'storeIn');
check('a removed method would be found', breaks(ROOT, path.join(WORK, 'broken'))?.includes('storeIn') ? undefined : 'jsii-diff did not report it');

tally.finish();
