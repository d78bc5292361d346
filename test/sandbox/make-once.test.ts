import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeOnce } from '../../sandbox/toolchain/work-dir';

let parent: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'once-'));
});

afterEach(() => rmSync(parent, { recursive: true }));

test('a directory is filled once', async () => {
  // GIVEN
  const directory = join(parent, 'deep', 'made');
  const fill = jest.fn(async (unfinished: string) => writeFileSync(join(unfinished, 'file'), 'content'));

  // WHEN
  await makeOnce(directory, fill);
  await makeOnce(directory, fill);

  // THEN
  expect(fill).toHaveBeenCalledTimes(1);
  expect(readFileSync(join(directory, 'file'), 'utf8')).toBe('content');
});

test('of two who fill at once both find a whole directory, and nothing is left over', async () => {
  // GIVEN
  const directory = join(parent, 'made');
  const fill = async (unfinished: string) => {
    writeFileSync(join(unfinished, 'one'), '');
    await sleep(20);
    writeFileSync(join(unfinished, 'two'), '');
  };

  // WHEN
  const contents = await Promise.all([1, 2].map(() => makeOnce(directory, fill).then(() => readdirSync(directory))));

  // THEN
  expect(contents).toEqual([['one', 'two'], ['one', 'two']]);
  expect(readdirSync(parent)).toEqual(['made']);
});

test('fails with the error of the filling, and leaves nothing behind', async () => {
  // WHEN
  const made = makeOnce(join(parent, 'made'), () => Promise.reject(new Error('no space')));

  // THEN
  await expect(made).rejects.toThrow('no space');
  expect(readdirSync(parent)).toEqual([]);
});
