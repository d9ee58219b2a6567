/** The words of a command line about the picture: background, where the person stands, titles. */
import path from 'node:path';
import { readBackground } from '../../../shared/backgroundText.ts';
import type { Background } from '../../../shared/contract/render.ts';
import { usageError } from '../../../shared/errors.ts';
import { PLACED_AS_IS, PLACEMENT_RANGES, type Placement } from '../../../shared/framing/placement.ts';
import { SCENE_IDS } from '../../../shared/scenes/sceneIds.ts';
import {
  TITLE_DEFAULT_SIZE_PERCENT,
  TITLE_MAX_CHARS,
  TITLE_POSITIONS,
  TITLE_SIZE_RANGE,
  TITLE_STYLES,
  TITLES_MAX,
} from '../../../shared/titles/titleShapes.ts';
import type { Title } from '../../../shared/titles/titles.ts';
import { choiceOption, numberOption, optionalText, optionTexts } from './options.ts';
import type { OptionSpecs, OptionValues } from './options.ts';

export const PICTURE_OPTIONS = {
  background: {
    type: 'string',
    value: 'B',
    help: `none, blur, color:#rrggbb, gradient:#rrggbb-#rrggbb[@degrees], scene:NAME (${SCENE_IDS.join(', ')}), or a picture file (none: the photo as it is)`,
  },
  placement: {
    type: 'string',
    value: 'S,X,Y',
    help: 'where the person stands: size 0.5 to 2, then shares of the frame to the right and down, -0.5 to 0.5 (1,0,0)',
  },
  title: {
    type: 'string',
    multiple: true,
    value: 'T',
    help: 'large words over the picture, "text" or "from-to:text" in seconds; may be given several times (first 4 s)',
  },
  'title-style': { type: 'string', value: 'S', help: `${TITLE_STYLES.join(', ')} (plain)` },
  'title-position': {
    type: 'string',
    value: 'P',
    help: `${TITLE_POSITIONS.join(', ')}: at the top, or where the face leaves room (auto)`,
  },
  'title-size': {
    type: 'string',
    value: 'N',
    help: `height of a line, percent of the shorter side, ${TITLE_SIZE_RANGE.min} to ${TITLE_SIZE_RANGE.max} (${TITLE_DEFAULT_SIZE_PERCENT})`,
  },
} as const satisfies OptionSpecs;

/** How long a title without times is shown, from the start. */
const TITLE_DEFAULT_SEC = 4;

/** @param text what stands behind `--background` */
export function parseBackground(text: string): Background {
  const background = readBackground(text);
  if (background.kind === 'picture') return { kind: 'picture', path: path.resolve(background.path) };
  if (background.kind !== 'refused') return background;
  throw usageError('bad-value', `--background ${text} is not ${background.what}.`, background.remedy);
}

/** Where the person stands, by `--placement`. */
export function placementFrom(values: OptionValues): Placement {
  const text = optionalText(values, 'placement');
  if (text === undefined) return PLACED_AS_IS;
  const [scale, offsetX = 0, offsetY = 0, ...more] = text.split(',').map(Number);
  const isWithin = (value: number, { min, max }: { readonly min: number; readonly max: number }): boolean =>
    value >= min && value <= max;
  const { scale: scales, offset } = PLACEMENT_RANGES;
  if (more.length === 0 && isWithin(scale, scales) && isWithin(offsetX, offset) && isWithin(offsetY, offset))
    return { scale, offsetX, offsetY };
  throw usageError(
    'bad-value',
    `--placement ${text} is not possible.`,
    'Write size,right,down: for example 1.2,0,-0.05; size from 0.5 to 2, the others from -0.5 to 0.5.',
  );
}

/** Titles of the command line; all of one style, in one place. */
export function titlesFrom(values: OptionValues): readonly Title[] {
  const position = choiceOption(values, 'title-position', TITLE_POSITIONS, 'auto');
  const style = choiceOption(values, 'title-style', TITLE_STYLES, 'plain');
  const sizePercent = numberOption(values, 'title-size', TITLE_SIZE_RANGE, TITLE_DEFAULT_SIZE_PERCENT);
  const titles = optionTexts(values, 'title').map((words) => {
    const [, from, to, rest] = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?):([\s\S]*)$/.exec(words) ?? [];
    const [startSec, endSec] = from === undefined ? [0, TITLE_DEFAULT_SEC] : [Number(from), Number(to)];
    // Shells make it hard to write a line feed.
    const text = (rest ?? words).replaceAll('\\n', '\n').trim();
    if (text !== '' && text.length <= TITLE_MAX_CHARS && startSec < endSec)
      return { text, startSec, endSec, position, style, sizePercent };
    throw usageError(
      'bad-value',
      `--title ${words} is not possible.`,
      `Write "text" or "from-to:text" in seconds, for example "0-3:Happy birthday!"; up to ${TITLE_MAX_CHARS} characters.`,
    );
  });
  if (titles.length <= TITLES_MAX) return titles;
  throw usageError('bad-value', `There are ${titles.length} titles.`, `Give ${TITLES_MAX} at most.`);
}
