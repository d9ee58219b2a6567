import type { PhotoInspection } from '../../../shared/contract/media.ts';
import { useReadiness } from '../../session/readiness.ts';
import { useProject } from '../../stores/project.ts';
import { useText } from '../../text/useText.ts';
import { PlacementLayer } from '../placement/PlacementLayer.tsx';
import { FramePicture } from './FramePicture.tsx';

/** The photo as the video will show it: shape, background, the person before it. */
export function FramePreview({ inspection }: { inspection: PhotoInspection }) {
  const { words } = useText();
  const document = useProject((store) => store.document);
  const ready = useReadiness() === 'ready';
  return (
    <figure className="frame-figure">
      <div className="frame-room">
        <FramePicture document={document} inspection={inspection} />
        <PlacementLayer inspection={inspection} />
      </div>
      <figcaption className="frame-note">
        {ready ? words.stage.previewNoteReady : words.stage.previewNote}
      </figcaption>
    </figure>
  );
}
