import type { SceneId } from '../../../shared/scenes/sceneIds.ts';
import { useScene, useSceneDraft } from './useDrawn.ts';

/** A festive scene behind the person, pixel by pixel as in the video. */
export function SceneLayer({
  id,
  widthPx,
  heightPx,
}: {
  readonly id: SceneId;
  readonly widthPx: number;
  readonly heightPx: number;
}) {
  const draft = useSceneDraft({ id, widthPx, heightPx });
  const full = useScene({ id, widthPx, heightPx });
  return (
    <>
      {draft !== null && <img className="frame-layer" src={draft} alt="" draggable={false} />}
      {full !== null && <img className="frame-layer" src={full} alt="" draggable={false} key={id} />}
    </>
  );
}
