import { useId, useMemo } from 'react';
import type { SceneId } from '../../../shared/scenes/sceneIds.ts';
import { sceneSvg } from '../../../shared/scenes/sceneSvg.ts';

export interface SceneArtProps {
  readonly scene: SceneId;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** A festive scene as decoration, drawn for a shape; it fills what it is in. */
export function SceneArt({ scene, widthPx, heightPx }: SceneArtProps) {
  const id = useId();
  const drawing = useMemo(
    () => withOwnIds(sceneSvg(scene, { widthPx, heightPx }), id.replaceAll(/[^\w-]/g, '_')),
    [scene, widthPx, heightPx, id],
  );
  // Our own drawing, from no other source than the scene's name.
  return <span className="scene-art" aria-hidden="true" dangerouslySetInnerHTML={{ __html: drawing }} />;
}

/** Several drawings in one page must not share the names of their gradients and shapes. */
const withOwnIds = (svg: string, prefix: string): string =>
  svg
    .replaceAll(/\bid="([^"]+)"/g, (_all, name: string) => `id="${prefix}${name}"`)
    .replaceAll(/url\(#([^)]+)\)/g, (_all, name: string) => `url(#${prefix}${name})`)
    .replaceAll(/href="#([^"]+)"/g, (_all, name: string) => `href="#${prefix}${name}"`);
