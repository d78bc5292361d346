import fc from 'fast-check';
import { InventoryEntry, readInventory } from '../../src/cli/inventory/entries';
import { reportOf } from '../../src/cli/inventory/report';
import { dayOf, timeAxisOf } from '../../src/cli/inventory/time-axis';
import { timelineSvg } from '../../src/cli/inventory/timeline-svg';
import { names } from './hostile-names';
import { NOW, uuid } from './support';

const AT = Date.parse(NOW) / 1000;
const DAY = 86400;

function entry(fields: Partial<InventoryEntry> & { readonly days?: number } = {}): InventoryEntry {
  const { days, ...others } = fields;
  return { path: 'prod/ci', kind: 'project', name: 'ci', id: uuid(1), imported: false, expiresAt: days === undefined ? undefined : AT + days * DAY, ...others };
}

function draw(...entries: InventoryEntry[]): string {
  return timelineSvg(reportOf(entries, AT));
}

/** Every element with its attributes; fails on what is not well-formed XML of the kind that we write. */
function elements(svg: string): { readonly name: string; readonly attributes: { readonly [name: string]: string } }[] {
  const open: string[] = [];
  const found: { name: string; attributes: { [name: string]: string } }[] = [];
  const rest = svg.replace(/<(\/?)([a-zA-Z]+)((?: [a-zA-Z\d-]+="[^"<>&]*(?:&#\d+;[^"<>&]*)*")*)(\/?)>/g, (_, closing: string, name: string, attributes: string, empty: string) => {
    if (closing) {
      expect(open.pop()).toBe(name);
    } else {
      found.push({ name, attributes: Object.fromEntries([...attributes.matchAll(/ ([a-zA-Z\d-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value])) });
      if (!empty) {
        open.push(name);
      }
    }
    return '';
  });
  expect(open).toEqual([]);
  expect(rest).not.toMatch(/[<>]|&(?!#\d+;)/);
  return found;
}

function bars(svg: string): { readonly state: string; readonly from: number; readonly to: number }[] {
  return elements(svg).filter(({ name, attributes }) => name === 'rect' && attributes.class && attributes.y !== '82').map(({ attributes: { class: state, x, width } }) =>
    ({ state, from: Number(x), to: Number(x) + Number(width) }));
}

test('each key has a row with name, kind, date and time left, the soonest first', () => {
  // WHEN
  const svg = draw(entry({ name: 'later', days: 90 }), entry({ name: 'dead', days: -2, kind: 'workspace', imported: true }), entry({ name: 'soon', days: 3 }), entry({ name: 'eternal' }));

  // THEN
  expect([...svg.matchAll(/<g><title>(.*)<\/title>/g)].map(([, title]) => title)).toEqual([
    'dead (prod/ci): workspace, adopted; 30 Dec 2029, expired 2 days ago',
    'soon (prod/ci): project; 4 Jan 2030, in 3 days',
    'later (prod/ci): project; 1 Apr 2030, in 90 days',
    'eternal (prod/ci): project; never expires',
  ]);
});

test('bars go from now to the expiry, or from the left edge to it for a dead key, and are coloured by state', () => {
  // WHEN
  const svg = draw(entry({ days: -2 }), entry({ days: 30 }), entry({ days: 90 }), entry());

  // THEN
  const drawn = bars(svg);
  const today = Number(/class="today" x1="([\d.]+)"/.exec(svg)![1]);
  expect(drawn.map(({ state }) => state)).toEqual(['expired', 'soon', 'later', 'never']);
  expect(drawn[0].to).toBeLessThan(today);
  drawn.slice(1).forEach(({ from }) => expect(from).toBe(today));
  expect(drawn[1].to).toBeLessThan(drawn[2].to);
  expect(drawn[2].to).toBeLessThan(drawn[3].to);
});

test('generations of one rotation stand together, the oldest first, on a band', () => {
  // WHEN
  const svg = draw(
    entry({ name: 'a (5)', path: 'prod/a/Odd', generation: 5, days: 40 }),
    entry({ name: 'other', days: 20 }),
    entry({ name: 'a (4)', path: 'prod/a/Even', generation: 4, days: 10 }),
    entry({ name: 'a (4)', path: 'prod/b/Even', generation: 4, days: 50 }),
    entry({ name: 'a (3)', path: 'prod/b/Odd', generation: 3, days: 60 }),
    entry({ name: 'top (1)', path: 'top', generation: 1, days: 70 }),
  );

  // THEN
  expect([...svg.matchAll(/class="strong" clip-path="url\(#labels\)"[^>]*>([^<]*)</g)].map(([, label]) => label)).toEqual(['a (4)', 'a (5)', 'other', 'a (3)', 'a (4)', 'top (1)']);
  expect(svg.match(/fill="#f3f6fa"/g)).toHaveLength(3);
  expect(svg).toContain('>project · generation 4</text>');
});

test('rows do not overlap, and the picture holds them all', () => {
  // WHEN
  const svg = draw(...Array.from({ length: 300 }, (_, index) => entry({ name: `k${index}`, days: index })));

  // THEN
  const all = elements(svg);
  const rows = all.filter(({ attributes }) => attributes['clip-path'] === 'url(#labels)' && attributes.class === 'strong').map(({ attributes }) => Number(attributes.y));
  expect(rows).toHaveLength(300);
  rows.slice(1).forEach((y, index) => expect(y - rows[index]).toBeGreaterThanOrEqual(30));
  expect(Number(all[0].attributes.height)).toBeGreaterThan(rows[299] + 15);
});

test('long names are cut with an ellipsis, and whole in the title of the row', () => {
  const svg = draw(entry({ name: 'n'.repeat(80) }));
  expect(svg).toContain(`>${'n'.repeat(29)}…</text>`);
  expect(svg).toContain(`<title>${'n'.repeat(80)} (prod/ci)`);
});

test('what lies far off is cut with an arrow, and presses nothing together', () => {
  // WHEN
  const svg = draw(entry({ days: -4000 }), entry({ days: 10 }), entry({ days: 60 }), entry({ days: 50 }), entry({ days: 9000 }));

  // THEN
  const [soon, , later, far] = bars(svg);
  expect(svg.match(/<path /g)).toHaveLength(2);
  expect(soon.to - soon.from).toBeGreaterThan(20);
  expect(later.to - later.from).toBeGreaterThan(200);
  expect(far.to).toBe(860);
});

test('it can be read by those who cannot see it, and has no scripts and no links', () => {
  const svg = draw(entry({ days: 5 }));
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" [^>]*role="img" aria-labelledby="title desc">\n<title id="title">[^<]+<\/title>\n<desc id="desc">1 key at 2030-01-01T00:00:00Z: 1 within 30 days<\/desc>/);
  expect(svg).not.toMatch(/<script|href|javascript|<foreignObject|<!/i);
});

test('a picture without keys is one, too', () => {
  expect(elements(draw()).filter(({ name }) => name === 'g')).toEqual([]);
});

test('whatever the names, the picture is well-formed and its texts are printable', () => {
  const days = fc.option(fc.integer({ min: -5000, max: 50_000 }), { nil: null });
  fc.assert(fc.property(fc.array(fc.tuple(names, names, days), { maxLength: 5 }), (list) => {
    const entries = readInventory(list.map(([name, path, left]) => ({
      path, kind: 'project', name, environment: path, expires_at: left === null ? null : new Date((AT + left * DAY) * 1000).toISOString(),
    })), 'x');
    const svg = draw(...entries);
    elements(svg);
    expect(svg).toMatch(/^(?:[^\p{C}\p{Zl}\p{Zp}]*\n)*$/u);
    expect(svg).not.toContain('3cret');
  }), { numRuns: 100 });
});

describe('the axis', () => {
  test.each([
    [14, ['2 Jan', '4 Jan', '6 Jan', '8 Jan', '10 Jan', '12 Jan', '14 Jan']],
    [90, ['10 Jan', '24 Jan', '7 Feb', '21 Feb', '7 Mar', '21 Mar']],
    [365, ['Jan 2030', 'Mar 2030', 'May 2030', 'Jul 2030', 'Sep 2030', 'Nov 2030', 'Jan 2031']],
    [3000, ['2030', '2032', '2034', '2036', '2038']],
  ])('of %d days has readable dates', (days, labels) => {
    expect(timeAxisOf(reportOf([entry({ days })], AT)).ticks.map(({ label }) => label)).toEqual(labels);
  });

  test('has some dates, not too many, in order, for any expiry that RFC 3339 can write', () => {
    const instants = fc.integer({ min: -62167219200, max: 253402300799 });
    fc.assert(fc.property(instants, instants, (now, expiresAt) => {
      const { from, to, ticks } = timeAxisOf(reportOf([{ ...entry(), expiresAt }], now));
      expect(ticks.length).toBeGreaterThanOrEqual(1);
      expect(ticks.length).toBeLessThanOrEqual(10);
      ticks.forEach(({ at }, index) => expect(at >= from && at <= to && (index === 0 || at > ticks[index - 1].at)).toBe(true));
    }), { numRuns: 500 });
  });

  test('writes days for people', () => {
    expect(dayOf(Date.parse('2026-12-07T23:59:59Z') / 1000)).toBe('7 Dec 2026');
  });
});
