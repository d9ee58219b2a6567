/** What titles can look like and when they are seen; without the schema library, so that the page can use it. */
import type { Title } from './titles.ts';

/** Parts of the frame that a title may stand in. */
const TITLE_PLACES = ['top', 'middle', 'bottom'] as const;
export type TitlePlace = (typeof TITLE_PLACES)[number];

/** `auto`: at the top, or at the bottom where it would cover the speaker's face at the top. */
export const TITLE_POSITIONS = ['auto', ...TITLE_PLACES] as const;
export type TitlePosition = (typeof TITLE_POSITIONS)[number];

/** `plain`: white with a soft shadow; `gold`: gold leaf; `ink`: brush ink on a light ground; `ribbon`: on a red ribbon. */
export const TITLE_STYLES = ['plain', 'gold', 'ink', 'ribbon'] as const;
export type TitleStyle = (typeof TITLE_STYLES)[number];

/** Height of a line, percent of the frame's shorter side. */
export const TITLE_SIZE_RANGE = { min: 3, max: 25 } as const;
export const TITLE_DEFAULT_SIZE_PERCENT = 9;
export const TITLE_MAX_CHARS = 200;
export const TITLES_MAX = 30;

/** A title comes and goes this softly, seconds; a short one in a third of its time. */
const FADE_SEC = 0.4;

/** How much of a title is seen at a time, 0..1. It rises and falls smoothly, and is 0 outside its time. */
export function titleOpacity({ startSec, endSec }: Pick<Title, 'startSec' | 'endSec'>, sec: number): number {
  if (sec < startSec || sec >= endSec) return 0;
  const fade = Math.min(FADE_SEC, (endSec - startSec) / 3);
  const t = Math.min(1, (sec - startSec) / fade, (endSec - sec) / fade);
  return t * t * (3 - 2 * t);
}

/** Titles in another time, e.g. that of the adjusted voice. What has no length left is dropped. */
export const mapTitles = (titles: readonly Title[], toOther: (sec: number) => number): Title[] =>
  titles
    .map((title) => ({ ...title, startSec: toOther(title.startSec), endSec: toOther(title.endSec) }))
    .filter(({ startSec, endSec }) => startSec < endSec);

interface FrameSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Where a title may stand, shares of the frame's sides. */
export interface TitleZone {
  readonly side: number;
  readonly top: number;
  readonly bottom: number;
}

/** Clear of what players and phones lay over a picture, and of captions where there are some. */
export function titleZone(place: TitlePlace, aboveCaptions: boolean): TitleZone {
  switch (place) {
    case 'top':
      return { side: 0.06, top: 0.07, bottom: 0.45 };
    case 'middle':
      return { side: 0.06, top: 0.28, bottom: 0.72 };
    case 'bottom':
      return { side: 0.06, top: 0.5, bottom: aboveCaptions ? 0.76 : 0.93 };
  }
}

/** Height of a letter's body in a frame, pixels, before it is made to fit. */
export const titleFontPx = (sizePercent: number, { widthPx, heightPx }: FrameSize): number =>
  Math.max(10, Math.round((Math.min(widthPx, heightPx) * sizePercent) / 100));
