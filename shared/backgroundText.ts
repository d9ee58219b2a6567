/** A background in words, as options of the command line and cells of a list have it. */
import type { Background } from './contract/render.ts';
import { SCENE_IDS } from './scenes/sceneIds.ts';

/** Words that are meant for a background and are none. */
export interface NoBackground {
  readonly kind: 'refused';
  /** What they were taken for. */
  readonly what: 'a colour' | 'a gradient' | 'a scene';
  /** What to write instead. */
  readonly remedy: string;
}

const COLOR = '#[0-9a-fA-F]{6}';
const ONE_COLOR = new RegExp(`^${COLOR}$`);
const GRADIENT = new RegExp(`^(${COLOR})-(${COLOR})(?:@(\\d{1,3}))?$`);
const DOWNWARDS_DEG = 180;

function readColor(text: string): Background | NoBackground {
  if (ONE_COLOR.test(text)) return { kind: 'color', color: text };
  return {
    kind: 'refused',
    what: 'a colour',
    remedy: 'Write it as color:#rrggbb, for example color:#f4e9d8.',
  };
}

function readGradient(text: string): Background | NoBackground {
  const [, from, to, angle] = GRADIENT.exec(text) ?? [];
  const angleDeg = angle === undefined ? DOWNWARDS_DEG : Number(angle);
  if (from !== undefined && to !== undefined && angleDeg < 360)
    return { kind: 'gradient', from, to, angleDeg };
  return {
    kind: 'refused',
    what: 'a gradient',
    remedy: 'Write it as gradient:#rrggbb-#rrggbb@degrees, for example gradient:#fdf3e3-#f2c9cf@160.',
  };
}

function readScene(text: string): Background | NoBackground {
  const id = SCENE_IDS.find((one) => one === text);
  if (id !== undefined) return { kind: 'scene', id };
  return { kind: 'refused', what: 'a scene', remedy: `Choose one of: ${SCENE_IDS.join(', ')}.` };
}

/**
 * Reads `none`, `blur`, `#rrggbb` or `color:#rrggbb`, `gradient:#rrggbb-#rrggbb[@degrees]`, `scene:NAME`, or the name of
 * a picture file, whose path is as it was written.
 */
export function readBackground(text: string): Background | NoBackground {
  if (text === 'none' || text === 'blur') return { kind: text };
  if (ONE_COLOR.test(text)) return { kind: 'color', color: text };
  const [, kind, rest = ''] = /^(color|gradient|scene):(.*)$/.exec(text) ?? [];
  switch (kind) {
    case 'color':
      return readColor(rest);
    case 'gradient':
      return readGradient(rest);
    case 'scene':
      return readScene(rest);
    default:
      return { kind: 'picture', path: text };
  }
}
