/** Lines over two logarithmic axes: what grows linearly is a straight line at 45 degrees. */
import { COLOURS, element, GRID, INK, line, picture, text } from './svg';

export interface Line {
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

export interface LineChart {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly lines: readonly Line[];
}

const WIDTH = 820;
const HEIGHT = 460;
const PLOT = { left: 80, right: 590, top: 50, bottom: 400 };

interface Axis {
  readonly ticks: readonly number[];
  place(value: number): number;
}

export function lineChart({ title, xLabel, yLabel, lines }: LineChart): string {
  const all = lines.flatMap(({ points }) => points);
  const x = logAxis(all.map((point) => point.x), PLOT.left, PLOT.right);
  const y = logAxis(all.map((point) => point.y), PLOT.bottom, PLOT.top);
  return picture(WIDTH, HEIGHT, title, [
    ...x.ticks.flatMap((tick) => [
      line(x.place(tick), PLOT.top, x.place(tick), PLOT.bottom, GRID),
      text(x.place(tick), PLOT.bottom + 20, tick.toLocaleString('en'), { 'text-anchor': 'middle' }),
    ]),
    ...y.ticks.flatMap((tick) => [
      line(PLOT.left, y.place(tick), PLOT.right, y.place(tick), GRID),
      text(PLOT.left - 8, y.place(tick) + 4, tick.toLocaleString('en'), { 'text-anchor': 'end' }),
    ]),
    line(PLOT.left, PLOT.bottom, PLOT.right, PLOT.bottom, INK),
    line(PLOT.left, PLOT.top, PLOT.left, PLOT.bottom, INK),
    text((PLOT.left + PLOT.right) / 2, PLOT.bottom + 44, xLabel, { 'text-anchor': 'middle' }),
    text(22, PLOT.top - 6, yLabel),
    ...lines.flatMap((one, index) => drawn(one, index, x, y)),
    ...legend(lines),
  ]);
}

function drawn({ points }: Line, index: number, x: Axis, y: Axis): string[] {
  const colour = COLOURS[index % COLOURS.length];
  const path = points.map((point, step) => `${step === 0 ? 'M' : 'L'}${x.place(point.x).toFixed(1)} ${y.place(point.y).toFixed(1)}`).join(' ');
  return [
    element('path', { d: path, fill: 'none', stroke: colour, 'stroke-width': 2 }),
    ...points.map((point) => element('circle', { cx: x.place(point.x), cy: y.place(point.y), r: 4, fill: colour })),
  ];
}

function legend(lines: readonly Line[]): string[] {
  return lines.flatMap(({ name }, index) => {
    const y = PLOT.top + 14 + index * 26;
    return [
      line(PLOT.right + 20, y, PLOT.right + 46, y, COLOURS[index % COLOURS.length], 3),
      text(PLOT.right + 54, y + 4, name),
    ];
  });
}

/** From the power of ten, or the 2 or 5 times it, below the least value to the one above the greatest. */
function logAxis(values: readonly number[], from: number, to: number): Axis {
  const steps = Array.from({ length: 14 }, (_, power) => [1, 2, 5].map((factor) => factor * 10 ** (power - 4))).flat();
  const low = steps.filter((step) => step <= Math.min(...values)).pop() ?? steps[0];
  const high = steps.find((step) => step >= Math.max(...values)) ?? steps[steps.length - 1];
  const place = (value: number) => from + (to - from) * (Math.log(value / low) / Math.log(high / low || 10));
  const inside = steps.filter((step) => step >= low && step <= high);
  const decades = inside.filter((step) => Number.isInteger(Math.log10(step)));
  return { ticks: decades.length >= 3 ? decades : inside, place };
}
