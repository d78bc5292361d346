/** Groups of bars over a linear axis, with an optional limit across. */
import { COLOURS, element, GRID, INK, line, picture, text } from './svg';

export interface BarChart {
  readonly title: string;
  readonly yLabel: string;
  /** One bar of each group, in order. */
  readonly bars: readonly string[];
  readonly groups: readonly { readonly name: string; readonly values: readonly number[] }[];
  /** A line that the bars should stay below. */
  readonly limit?: number;
  readonly digits?: number;
}

const WIDTH = 820;
const HEIGHT = 420;
const PLOT = { left: 70, right: 640, top: 56, bottom: 360 };

export function barChart({ title, yLabel, bars, groups, limit, digits = 2 }: BarChart): string {
  const top = Math.max(...groups.flatMap(({ values }) => values), limit ?? 0) * 1.15;
  const y = (value: number) => PLOT.bottom - (PLOT.bottom - PLOT.top) * (value / top);
  const room = (PLOT.right - PLOT.left) / groups.length;
  const width = Math.min(60, room * 0.8 / bars.length);
  return picture(WIDTH, HEIGHT, title, [
    text(22, PLOT.top - 10, yLabel),
    ...ticksUpTo(top).flatMap((tick) => [
      line(PLOT.left, y(tick), PLOT.right, y(tick), GRID),
      text(PLOT.left - 8, y(tick) + 4, String(tick), { 'text-anchor': 'end' }),
    ]),
    ...groups.flatMap(({ name, values }, group) => {
      const middle = PLOT.left + room * (group + 0.5);
      return [
        ...values.flatMap((value, index) => {
          const x = middle + (index - values.length / 2) * width;
          return [
            element('rect', { x: x + 1, y: y(value), width: width - 2, height: PLOT.bottom - y(value), fill: COLOURS[index] }),
            text(x + width / 2, y(value) + 16, value.toFixed(digits), { 'text-anchor': 'middle', 'font-size': 12, 'fill': '#ffffff' }),
          ];
        }),
        text(middle, PLOT.bottom + 20, name, { 'text-anchor': 'middle' }),
      ];
    }),
    line(PLOT.left, PLOT.bottom, PLOT.right, PLOT.bottom, INK),
    ...(limit === undefined ? [] : [
      element('line', { 'x1': PLOT.left, 'y1': y(limit), 'x2': PLOT.right, 'y2': y(limit), 'stroke': '#b00020', 'stroke-width': 1.5, 'stroke-dasharray': '6 4' }),
      text(PLOT.right + 8, y(limit) + 4, `target ${limit}`, { fill: '#b00020' }),
    ]),
    ...bars.flatMap((name, index) => [
      element('rect', { x: PLOT.right + 20, y: HEIGHT - 40 - 26 * (bars.length - index), width: 14, height: 14, fill: COLOURS[index] }),
      text(PLOT.right + 42, HEIGHT - 28 - 26 * (bars.length - index), name),
    ]),
  ]);
}

function ticksUpTo(top: number): number[] {
  const rough = top / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough)!;
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, index) => Number((index * step).toPrecision(6)));
}
