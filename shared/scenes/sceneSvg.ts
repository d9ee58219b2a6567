import { assertNever } from '../errors.ts';
import { SCENE_IDS, type SceneId } from './sceneIds.ts';
import { fieldOf, n, type Field, type Sketch } from './sketch.ts';
import { mizuhiki } from './scenes/mizuhiki.ts';

function sketchOf(id: SceneId, field: Field): Sketch {
  switch (id) {
    case 'mizuhiki':
      return mizuhiki(field);
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
