import { recordedAt, usePlayback } from '../../stores/playback.ts';
import type { ProjectDocument } from '../../stores/projectDocument.ts';

/** The caption of this moment, in the place and the proportions in which it is drawn into the video. */
export function CaptionOverlay({ captions }: Pick<ProjectDocument, 'captions'>) {
  const text = usePlayback(({ positionSec, timeMap }) => {
    const sec = recordedAt(timeMap, positionSec);
    // Of several, the one that began last, as in the video.
    return captions.items.findLast(({ startSec, endSec }) => startSec <= sec && sec < endSec)?.text ?? null;
  });
  if (!captions.burnIn || text === null) return null;
  return (
    <div className="frame-caption" data-testid="frame-caption">
      <span dir="auto">{text}</span>
    </div>
  );
}
