/** The little of SVG that the plots need. */

export const COLOURS = ['#1f5fa8', '#c8501e', '#2c8a4b', '#7b4fb0', '#b8860b', '#c02f5f', '#4d4d4d'] as const;

export const INK = '#222222';
export const GRID = '#dddddd';

type Attributes = Record<string, string | number>;

export function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeText(typeof value === 'number' ? rounded(value) : value)}"`).join('');
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

export function text(x: number, y: number, content: string, attributes: Attributes = {}): string {
  return element('text', { x, y, 'fill': INK, 'font-size': 13, ...attributes }, escapeText(content));
}

export function line(x1: number, y1: number, x2: number, y2: number, stroke: string, width = 1): string {
  return element('line', { x1, y1, x2, y2, stroke, 'stroke-width': width });
}

/** A whole picture on white, readable in a light and in a dark page. */
export function picture(width: number, height: number, title: string, parts: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" role="img">`,
    `<title>${escapeText(title)}</title>`,
    element('rect', { width, height, fill: '#ffffff' }),
    text(20, 28, title, { 'font-size': 17, 'font-weight': 'bold' }),
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escapeText(value: string): string {
  return value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
