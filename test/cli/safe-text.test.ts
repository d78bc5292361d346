import fc from 'fast-check';
import { Progress } from '../../src/cli/adopt/progress';
import { maskSecrets, printable, truncate, widthOf } from '../../src/cli/safe-text';
import { textTable } from '../../src/cli/text-table';

test('what a terminal would obey is written out', () => {
  expect(printable('a\n\r\t\u0000\u001b[31m\u202e\u2028\ufeff\ud800é😀')).toBe('a\\n\\r\\t\\u{0}\\u{1b}[31m\\u{202e}\\u{2028}\\u{feff}\\u{d800}é😀');
});

test('printable strings hold no control, format, private or line separating character', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !/[\p{C}\p{Zl}\p{Zp}]/u.test(printable(text))));
});

test('values of keys are masked, and the given secret, unless it is so short that it may stand anywhere', () => {
  expect(maskSecrets('x ory_pat_abc-_defghijklmnopq ory_wak__9abcdefghijklmnop bearer-of-mine', 'bearer-of-mine')).toBe('x ory_pat_*** ory_wak_*** ***');
  expect(maskSecrets('project', 'pro')).toBe('project');
});

test('widths count wide and combining characters', () => {
  expect(['abc', '日本', 'e\u0301', '😀'].map(widthOf)).toEqual([3, 4, 1, 2]);
});

test('strings are cut to a width, with an ellipsis', () => {
  expect([truncate('abcdef', 6), truncate('abcdef', 5), truncate('日本語', 4)]).toEqual(['abcdef', 'abcd…', '日…']);
});

test('columns of a table line up', () => {
  expect(textTable(['Name', 'Id'], [['日本', '1'], ['a', '22']])).toBe('Name  Id\n────  ──\n日本  1\na     22\n');
});

describe('progress', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  function record(isTTY: boolean): { readonly written: string[]; readonly progress: Progress } {
    const written: string[] = [];
    return { written, progress: new Progress({ write: (text) => written.push(text), isTTY }) };
  }

  test('says nothing for a second, and then each new thing once', () => {
    // GIVEN
    const { written, progress } = record(false);

    // WHEN
    progress.show('one');
    jest.advanceTimersByTime(999);
    expect(written).toEqual([]);
    progress.show('two\n');
    jest.advanceTimersByTime(5000);
    progress.show('three');
    progress.end();
    jest.advanceTimersByTime(5000);

    // THEN
    expect(written).toEqual(['two\\n ...\n']);
  });

  test('writes one line over and over on a terminal, and wipes it', () => {
    // GIVEN
    const { written, progress } = record(true);

    // WHEN
    progress.show('one');
    progress.show('two');
    progress.end();

    // THEN
    expect(written).toEqual(['\r\u001b[Kone', '\r\u001b[Ktwo', '\r\u001b[K']);
  });

  test('wipes nothing where nothing was said', () => {
    const { written, progress } = record(true);
    progress.end();
    expect(written).toEqual([]);
  });
});
