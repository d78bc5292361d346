import fc from 'fast-check';
import { HOSTILE_NAMES, names } from './hostile-names';
import { FakeConsole, PROJECT, runIn, uuid, WORKSPACE } from './support';

let fake: FakeConsole;

beforeEach(async () => {
  fake = await FakeConsole.start();
});

afterEach(async () => {
  await fake.close();
});

const KEYS = [
  { id: uuid(2, 'bbbbbbbb'), name: 'deploy', expires_at: '2030-12-31T23:59:59Z', last_characters: 'x9Zq' },
  { id: uuid(1, 'aaaaaaaa'), name: '\u001b[31mred\n', expires_at: null },
  { id: uuid(3, 'cccccccc'), name: ' ', expires_at: 'tomorrow' },
];

const [DEPLOY, RED, BLANK] = KEYS.map(({ id }) => id.replace(/-/g, ''));

const TABLE = `3 API keys of project ${PROJECT}

Name             Key id                                Ends in  Expires               Construct id
───────────────  ────────────────────────────────────  ───────  ────────────────────  ───────────────────────────────────────────
\\u{1b}[31mred\\n  ${uuid(1, 'aaaaaaaa')}  –        never                 key-31mred-${RED}
" "              ${uuid(3, 'cccccccc')}  –        unreadable            key-${BLANK}
deploy           ${uuid(2, 'bbbbbbbb')}  x9Zq     2030-12-31T23:59:59Z  deploy-${DEPLOY}
`;

test('the code goes to stdout and the table to stderr', async () => {
  // GIVEN
  fake.answerJson(KEYS);

  // WHEN
  const ran = await runIn({ env: fake.env }, 'adopt', 'project');

  // THEN
  expect(ran).toMatchObject({ code: 0, stderr: TABLE });
  expect(ran.stdout.match(/importExisting\(scope, '[^']+'/g)).toEqual([
    `importExisting(scope, 'key-31mred-${RED}'`, `importExisting(scope, 'key-${BLANK}'`, `importExisting(scope, 'deploy-${DEPLOY}'`,
  ]);
});

test('a dry run shows the table alone, on stdout, and writes no file', async () => {
  // GIVEN
  fake.answerJson(KEYS);

  // WHEN
  const ran = await runIn({ env: fake.env }, 'adopt', 'project', '--dry-run', '--out', 'a.ts');

  // THEN
  expect(ran).toMatchObject({ code: 0, stdout: TABLE, stderr: '', files: new Map() });
});

test('how values end has no column where the Console knows of none', async () => {
  fake.answerJson(KEYS.slice(1));
  expect((await runIn({ env: fake.env }, 'adopt', 'project', '--dry-run')).stdout).toMatch(/^Name +Key id +Expires +Construct id$/m);
});

test('a key keeps its construct id when one comes whose id begins alike', async () => {
  // GIVEN
  const twins = [1, 2].map((number) => ({ id: uuid(number, 'aaaaaaaa'), name: 'ci' }));

  // WHEN
  const ids = [];
  for (const keys of [twins.slice(0, 1), twins]) {
    fake.answerJson(keys);
    ids.push((await runIn({ env: fake.env }, 'adopt', 'project')).stdout.match(/ci-\w+/g));
  }

  // THEN
  expect(ids[1]).toEqual([ids[0]![0], expect.any(String)]);
});

test('one key is told of as one', async () => {
  fake.answerJson(KEYS.slice(0, 1));
  expect(await runIn({ env: fake.env }, 'adopt', 'workspace', '--dry-run')).toMatchObject({ stdout: expect.stringMatching(`^1 API key of workspace ${WORKSPACE}\n`) });
});

test('without keys there is no code, and it is no failure', async () => {
  expect(await runIn({ env: fake.env }, 'adopt', 'workspace', '--out', 'a.ts')).toMatchObject({
    code: 0, stdout: '', stderr: `workspace ${WORKSPACE} has no API keys: there is nothing to adopt\n`, files: new Map(),
  });
});

test('the code goes to a file in the language asked for', async () => {
  // GIVEN
  fake.answerJson(KEYS);

  // WHEN
  const ran = await runIn({ env: fake.env }, 'adopt', 'project', '--language', 'python', '--out', 'a.py');

  // THEN
  expect(ran).toMatchObject({ code: 0, stdout: '' });
  expect(ran.files.get('a.py')).toContain('def adopt_keys(scope: Construct) -> None:');
});

test('fails rather than overwrite a file, unless it is told to', async () => {
  // GIVEN
  fake.answerJson(KEYS);

  // WHEN
  const kept = await runIn({ env: fake.env, files: ['a.ts'] }, 'adopt', 'project', '--out', 'a.ts');
  const forced = await runIn({ env: fake.env, files: ['a.ts'] }, 'adopt', 'project', '--out', 'a.ts', '--force');

  // THEN
  expect(kept).toMatchObject({ code: 1, stderr: expect.stringContaining('"a.ts" exists and was not changed; choose another --out, or overwrite it with --force') });
  expect(kept.files.get('a.ts')).toBe('old');
  expect(forced.files.get('a.ts')).toContain('adoptKeys');
});

test('fails when the file cannot be written', async () => {
  fake.answerJson(KEYS);
  expect(await runIn({ env: fake.env }, 'adopt', 'project', '--out', '/nowhere/a.ts')).toMatchObject({ code: 1, stderr: expect.stringContaining('"/nowhere/a.ts" cannot be written (ENOENT)') });
});

test('progress is shown on a terminal', async () => {
  expect(await runIn({ env: fake.env, tty: true }, 'adopt', 'project')).toMatchObject({
    stderr: expect.stringMatching(new RegExp(`^\r\u001b\\[Kreading the keys of project ${PROJECT} from http://127[^]*\r\u001b\\[Kread 1 KiB[^]*\r\u001b\\[Kproject`)),
  });
});

test('the same keys give the same code and table in whatever order the Console lists them, and no secret shows', async () => {
  await fc.assert(fc.asyncProperty(
    fc.array(names, { minLength: 2, maxLength: 8 }).map((list) => list.map((name, index) => ({ id: uuid(index), name }))).chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
    async ([list, shuffled]) => {
      const outputs = [];
      for (const answer of [list, shuffled]) {
        fake.answerJson(answer);
        const { code, stdout, stderr } = await runIn({ env: fake.env }, 'adopt', 'project');
        outputs.push({ code, stdout, stderr });
      }
      expect(outputs[0]).toEqual(outputs[1]);
      expect(outputs[0].code).toBe(0);
      expect(outputs[0].stderr).toMatch(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*(?:\n[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*)*$/u);
    },
  ), { numRuns: 60 });
});

test('a bearer that is a key\'s name, or part of it, shows nowhere', async () => {
  // GIVEN
  const bearer = 'BearerOfAnotherForm123';
  fake.answerJson([...HOSTILE_NAMES, bearer, `x ${bearer} ${'y'.repeat(60)}`, `${'z'.repeat(50)}${bearer}`].map((name, index) => ({ id: uuid(index), name })));

  // WHEN
  const ran = await runIn({ env: { ...fake.env, ORY_WORKSPACE_API_KEY: bearer } }, 'adopt', 'project');

  // THEN
  expect(ran.code).toBe(0);
  expect(`${ran.stdout}${ran.stderr}`).not.toMatch(/bearer-?of|3cret/i);
});
