import type { SceneId } from '../../../shared/scenes/sceneIds.ts';
import { useScene } from './useDrawn.ts';

/** What a scene is shown with until it is drawn at full size: it is there a moment earlier. */
const DRAFT_SCALE = 0.25;

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
  const draft = useScene({
    id,
    widthPx: Math.round(widthPx * DRAFT_SCALE),
    heightPx: Math.round(heightPx * DRAFT_SCALE),
  });
  const full = useScene({ id, widthPx, heightPx });
  return (
    <>
      {draft !== null && <img className="frame-layer" src={draft} alt="" draggable={false} />}
      {full !== null && <img className="frame-layer" src={full} alt="" draggable={false} key={id} />}
    </>
  );
}
