import { printable, truncate, xml } from '../safe-text';
import { leftOf, Report, ReportedKey, SOON_DAYS, State, STATES, summaryOf, titleOf } from './report';
import { dayOf, TimeAxis, timeAxisOf } from './time-axis';
import { groupsOf, TimelineGroup } from './timeline-groups';

const MARGIN = 24;
const LABELS = 270;
const CHART = 560;
const NOTES = 150;
const GAP = 16;
const CHART_LEFT = MARGIN + LABELS + GAP;
const CHART_RIGHT = CHART_LEFT + CHART;
const WIDTH = CHART_RIGHT + GAP + NOTES + MARGIN;
const ROW = 34;
const BAR = 14;
const BETWEEN_GROUPS = 10;
/** Under title, summary, legend, the word "today" and the dates of the axis. */
const TOP = 156;
const LABEL_COLUMNS = 30;
const DETAIL_COLUMNS = 40;
/** Pixels on each side of today in which no date of the axis is written. */
const CLEAR = 34;
const SHORTEST_BAR = 3;

const COLOURS: { readonly [state in State]: string } = { expired: '#b3261e', soon: '#c46a00', later: '#1f6fb2', never: '#6b7280' };
const MEANINGS: { readonly [state in State]: string } = { expired: 'expired', soon: `within ${SOON_DAYS} days`, later: 'later', never: 'no expiry' };

const STYLE = 'text{font-family:system-ui,"Segoe UI","DejaVu Sans",Arial,sans-serif;font-size:13px;fill:#1f2328}'
  + '.title{font-size:20px;font-weight:600}.muted{fill:#59636e}.small{font-size:11px}.middle{text-anchor:middle}.strong{font-weight:600}'
  + STATES.map((state) => `.${state}{fill:${COLOURS[state]}}`).join('')
  + '.grid{stroke:#e3e6ea}.today{stroke:#1f2328;stroke-width:1.5;stroke-dasharray:4 3}';

/** A picture of the report: a row for each key, generations of one rotation together, a bar from now to the expiry. */
export function timelineSvg(report: Report): string {
  const axis = timeAxisOf(report);
  const groups = groupsOf(report.keys);
  const rows: string[] = [];
  let y = TOP;
  for (const group of groups) {
    rows.push(...groupBand(group, y));
    for (const key of group.keys) {
      rows.push(...keyRow(key, y, report.now, axis));
      y += ROW;
    }
    y += BETWEEN_GROUPS;
  }
  const height = y + MARGIN;
  const summary = xml(summaryOf(report));
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title desc">`,
    '<title id="title">API keys and their expiry</title>',
    `<desc id="desc">${summary}</desc>`,
    `<style>${STYLE}</style>`,
    clip('labels', MARGIN, LABELS, height),
    clip('notes', CHART_RIGHT + GAP, NOTES, height),
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    `<text class="title" x="${MARGIN}" y="40">API keys and their expiry</text>`,
    `<text class="muted" x="${MARGIN}" y="64">${summary}</text>`,
    ...legend(),
    ...grid(report.now, axis, y),
    ...rows,
    ...today(report.now, axis, y),
    '</svg>',
  ].join('\n')}\n`;
}

function clip(id: string, x: number, width: number, height: number): string {
  return `<clipPath id="${id}"><rect x="${x}" y="0" width="${width}" height="${height}"/></clipPath>`;
}

function legend(): string[] {
  return STATES.flatMap((state, index) => {
    const x = MARGIN + index * 140;
    return [
      `<rect x="${x}" y="82" width="14" height="14" rx="3" class="${state}"/>`,
      `<text x="${x + 20}" y="94">${MEANINGS[state]}</text>`,
    ];
  });
}

function grid(now: number, axis: TimeAxis, bottom: number): string[] {
  return axis.ticks.flatMap(({ at, label }) => {
    const x = place(at, axis);
    return [
      `<line class="grid" x1="${x}" y1="${TOP - 8}" x2="${x}" y2="${bottom}"/>`,
      ...(Math.abs(x - place(now, axis)) < CLEAR ? [] : [`<text class="muted small middle" x="${x}" y="${TOP - 14}">${xml(label)}</text>`]),
    ];
  });
}

function today(now: number, axis: TimeAxis, bottom: number): string[] {
  const x = place(now, axis);
  // Over the dates of the axis, so that it meets none of them; and within the picture, wherever now is.
  return [
    `<line class="today" x1="${x}" y1="${TOP - 28}" x2="${x}" y2="${bottom}"/>`,
    `<text class="strong small middle" x="${Math.min(Math.max(x, CHART_LEFT + 50), CHART_RIGHT - 50)}" y="${TOP - 33}">today, ${xml(dayOf(now))}</text>`,
  ];
}

/** Holds the generations of one rotation together. */
function groupBand({ keys, rotating }: TimelineGroup, y: number): string[] {
  if (!rotating) {
    return [];
  }
  const height = keys.length * ROW;
  return [
    `<rect x="${MARGIN - 10}" y="${y}" width="${WIDTH - 2 * MARGIN + 20}" height="${height}" rx="4" fill="#f3f6fa"/>`,
    `<rect x="${MARGIN - 10}" y="${y}" width="4" height="${height}" rx="2" fill="#8c96a3"/>`,
  ];
}

function keyRow(key: ReportedKey, y: number, now: number, axis: TimeAxis): string[] {
  const { entry, state } = key;
  const end = entry.expiresAt;
  const detail = [entry.kind, ...(entry.imported ? ['adopted'] : []), ...(entry.generation === undefined ? [] : [`generation ${entry.generation}`])];
  const full = xml(`${titleOf(entry)} (${entry.path}): ${detail.join(', ')}; ${notesOf(key).join(', ')}`);
  return [
    `<g><title>${full}</title>`,
    `<text class="strong" clip-path="url(#labels)" x="${MARGIN}" y="${y + 15}">${shortened(titleOf(entry), LABEL_COLUMNS)}</text>`,
    `<text class="muted small" clip-path="url(#labels)" x="${MARGIN}" y="${y + 28}">${shortened(detail.join(' · '), DETAIL_COLUMNS)}</text>`,
    ...bar(state, end, y, now, axis),
    ...note(key, y),
    '</g>',
  ];
}

/** What stands beside the bar: the date, and how far off it is. */
function note(key: ReportedKey, y: number): string[] {
  const texts = notesOf(key);
  return texts.map((text, index) => {
    const line = texts.length === 1 ? y + 21 : y + 15 + 13 * index;
    return `<text class="${index === 0 ? '' : 'small '}${key.state}" clip-path="url(#notes)" x="${CHART_RIGHT + GAP}" y="${line}">${xml(text)}</text>`;
  });
}

function notesOf(key: ReportedKey): string[] {
  const end = key.entry.expiresAt;
  return [...(end === undefined ? [] : [dayOf(end)]), leftOf(key)];
}

/** From now, or from the left edge for a dead key, to the expiry; an arrow where that lies beyond the picture. */
function bar(state: State, end: number | undefined, y: number, now: number, axis: TimeAxis): string[] {
  const left = state === 'expired' ? CHART_LEFT : place(now, axis);
  const right = place(end ?? axis.to, axis);
  const top = y + (ROW - BAR) / 2;
  const rect = (x: number, width: number, opacity = ''): string => `<rect x="${x}" y="${top}" width="${width}" height="${BAR}" rx="3" class="${state}"${opacity}/>`;
  const arrow = (tip: number, base: number): string =>
    `<path d="M${base} ${top - 3}L${tip} ${top + BAR / 2}L${base} ${top + BAR + 3}Z" class="${state}"/>`;
  if (end !== undefined && end < axis.from) {
    return [arrow(CHART_LEFT, CHART_LEFT + 12)];
  }
  if (end === undefined || end > axis.to) {
    return [rect(left, round(CHART_RIGHT - 10 - left), end === undefined ? ' fill-opacity="0.45"' : ''), arrow(CHART_RIGHT, CHART_RIGHT - 12)];
  }
  return [rect(left, Math.max(SHORTEST_BAR, round(right - left)))];
}

function place(at: number, { from, to }: TimeAxis): number {
  return round(CHART_LEFT + ((at - from) / (to - from)) * CHART);
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}

function shortened(text: string, columns: number): string {
  return xml(truncate(printable(text), columns));
}
