/* WCAG 2.2: how well two colours of the brand can be told apart, in mails and on pages. */

const WHITE = '#ffffff';
const BLACK = '#000000';
/** SC 1.4.3: what text needs. */
export const TEXT_RATIO = 4.5;

/** White or black, whichever can be read on the colour: one of the two always is. */
export function inkOn(color: string): string {
  return contrast(color, WHITE) >= TEXT_RATIO ? WHITE : BLACK;
}

/** Contrast ratio of two colours `#rrggbb`, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Relative luminance, 0 (black) to 1 (white). */
export function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channels(color).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Red, green and blue, 0 to 255. */
export function channels(color: string): readonly number[] {
  if (!/^#[\da-f]{6}$/i.test(color)) throw new Error('BRAND_COLOR must have the form #rrggbb');
  return [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
}
