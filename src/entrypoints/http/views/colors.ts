/* Colours of the brand, moved just so far that text can be read: WCAG 2.2, 1.4.3 (4.5:1) and 1.4.11 (3:1). */

type Rgb = readonly [number, number, number];

const TEXT_RATIO = 4.5;
const SHAPE_RATIO = 3;
/** Links stand beside text in another colour: a little more than text needs. */
const LINK_RATIO = 5.5;
const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];

export interface Palette {
  /** The button's face. */
  readonly fill: string;
  readonly onFill: string;
  /** Links and marks on the page. */
  readonly ink: string;
}

/** The brand colour for a page with this background. */
export function paletteFor(brandColor: string, background: string): Palette {
  const brand = parse(brandColor);
  const page = parse(background);
  const fill = moveUntil(brand, page, SHAPE_RATIO);
  return {
    fill: format(fill),
    onFill: contrast(fill, WHITE) >= TEXT_RATIO ? format(WHITE) : format(BLACK),
    ink: format(moveUntil(brand, page, LINK_RATIO)),
  };
}

export function contrastOf(one: string, other: string): number {
  return contrast(parse(one), parse(other));
}

/** Mixes in black on a light page, white on a dark one, in small steps, until the ratio is reached. */
function moveUntil(color: Rgb, page: Rgb, ratio: number): Rgb {
  const towards = luminance(page) > 0.18 ? BLACK : WHITE;
  for (let share = 0; share < 1; share += 0.04) {
    const mixed = mix(color, towards, share);
    if (contrast(mixed, page) >= ratio) return mixed;
  }
  return towards;
}

function mix(color: Rgb, other: Rgb, share: number): Rgb {
  const part = (index: 0 | 1 | 2) => Math.round(color[index] * (1 - share) + other[index] * share);
  return [part(0), part(1), part(2)];
}

function contrast(one: Rgb, other: Rgb): number {
  const lights = [luminance(one), luminance(other)];
  return (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05);
}

/** WCAG's relative luminance. */
function luminance([red, green, blue]: Rgb): number {
  const linear = (channel: number) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function parse(color: string): Rgb {
  const [, red = '', green = '', blue = ''] = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(color) ?? [];
  if (red === '') throw new Error('BRAND_COLOR must have the form #rrggbb');
  return [parseInt(red, 16), parseInt(green, 16), parseInt(blue, 16)];
}

function format(color: Rgb): string {
  return `#${color.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
