import { assertNever } from '../errors.ts';
import { SCENE_IDS, type SceneId } from './sceneIds.ts';
import { autumn } from './scenes/autumn.ts';
import { birthday } from './scenes/birthday.ts';
import { cherryBlossoms } from './scenes/cherryBlossoms.ts';
import { fireworks } from './scenes/fireworks.ts';
import { graduation } from './scenes/graduation.ts';
import { mizuhiki } from './scenes/mizuhiki.ts';
import { newBaby } from './scenes/newBaby.ts';
import { newYear } from './scenes/newYear.ts';
import { retirement } from './scenes/retirement.ts';
import { snow } from './scenes/snow.ts';
import { thankYou } from './scenes/thankYou.ts';
import { wedding } from './scenes/wedding.ts';
import { fieldOf, n, type Field, type Sketch } from './sketch.ts';

function sketchOf(id: SceneId, field: Field): Sketch {
  switch (id) {
    case 'birthday':
      return birthday(field);
    case 'wedding':
      return wedding(field);
    case 'graduation':
      return graduation(field);
    case 'newYear':
      return newYear(field);
    case 'thankYou':
      return thankYou(field);
    case 'newBaby':
      return newBaby(field);
    case 'retirement':
      return retirement(field);
    case 'cherryBlossoms':
      return cherryBlossoms(field);
    case 'fireworks':
      return fireworks(field);
    case 'mizuhiki':
      return mizuhiki(field);
    case 'autumn':
      return autumn(field);
    case 'snow':
      return snow(field);
    default:
      return assertNever(id, 'scene');
  }
}

/**
 * Draws a scene for a frame: always the same picture for the same size.
 * @returns a complete SVG document of that size in pixels, opaque
 */
export function sceneSvg(
  id: SceneId,
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
): string {
  const field = fieldOf(widthPx, heightPx, SCENE_IDS.indexOf(id) + 1);
  const { defs, body } = sketchOf(id, field);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}" viewBox="0 0 ${n(field.width)} ${n(field.height)}" preserveAspectRatio="none"><defs>${defs}</defs>${body}</svg>`;
}
