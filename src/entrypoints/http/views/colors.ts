/* Colours of the brand, moved just so far that text can be read: WCAG 2.2, 1.4.3 (4.5:1) and 1.4.11 (3:1). */

import { channels, contrast, inkOn, luminance } from '../../../config/contrast';

const SHAPE_RATIO = 3;
/** Links stand beside text in another colour: a little more than text needs. */
const LINK_RATIO = 5.5;
const WHITE = '#ffffff';
const BLACK = '#000000';

export interface Palette {
  /** The button's face. */
  readonly fill: string;
  readonly onFill: string;
  /** Links and marks on the page. */
  readonly ink: string;
}

/** The brand colour for a page with this background. */
export function paletteFor(brandColor: string, background: string): Palette {
  const fill = moveUntil(brandColor, background, SHAPE_RATIO);
  return { fill, onFill: inkOn(fill), ink: moveUntil(brandColor, background, LINK_RATIO) };
}

/** Mixes in black on a light page, white on a dark one, in small steps, until the ratio is reached. */
function moveUntil(color: string, page: string, ratio: number): string {
  const towards = luminance(page) > 0.18 ? BLACK : WHITE;
  for (let share = 0; share < 1; share += 0.04) {
    const mixed = mix(color, towards, share);
    if (contrast(mixed, page) >= ratio) return mixed;
  }
  return towards;
}

function mix(color: string, other: string, share: number): string {
  const others = channels(other);
  const mixed = channels(color).map((channel, index) =>
    Math.round(channel * (1 - share) + (others[index] ?? 0) * share),
  );
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
