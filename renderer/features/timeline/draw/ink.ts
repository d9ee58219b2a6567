/** Colours and letters of the lanes: from the style sheet, so that schemes and forced colours are followed. */
const NAMES = [
  'ground',
  'lane',
  'line',
  'grid',
  'text',
  'text-soft',
  'wave',
  'wave-pause',
  'phrase',
  'phrase-edge',
  'selected',
  'selected-edge',
  'accent',
  'pitch',
  'pitch-own',
  'point',
  'energy',
  'energy-fill',
  'caption',
  'caption-edge',
  'title',
  'title-edge',
  'music',
  'clip',
  'loop',
  'playhead',
  'spectrum',
] as const;
type InkName = (typeof NAMES)[number];

export type Ink = Readonly<Record<InkName, string>> & { readonly font: string };

export function readInk(element: Element): Ink {
  const style = getComputedStyle(element);
  const colours = Object.fromEntries(
    NAMES.map((name) => [name, style.getPropertyValue(`--tl-${name}`).trim()]),
  );
  return { ...(colours as Record<InkName, string>), font: style.fontFamily };
}

export type Brush = OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D;

export const LABEL_PX = 11;

/** A text cut to a width, with dots where something is missing; empty where not even those fit. */
export function fittedText(brush: Brush, text: string, widthPx: number): string {
  if (widthPx < LABEL_PX) return '';
  if (brush.measureText(text).width <= widthPx) return text;
  const characters = Array.from(text);
  let [low, high] = [0, characters.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (brush.measureText(`${characters.slice(0, middle).join('')}…`).width <= widthPx) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? '' : `${characters.slice(0, low).join('')}…`;
}

export function roundedBox(
  brush: Brush,
  left: number,
  top: number,
  width: number,
  height: number,
  radius = 4,
): void {
  brush.beginPath();
  brush.roundRect(left, top, Math.max(1, width), height, Math.min(radius, Math.max(1, width) / 2));
}
