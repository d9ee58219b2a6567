import type { PhotoInspection } from '../../../shared/contract/media.ts';
import { useReadiness } from '../../session/readiness.ts';
import type { JobPicture } from '../../stores/jobs.ts';
import { useProject } from '../../stores/project.ts';
import { SHAPE_SIZES } from '../../stores/projectDocument.ts';
import { useCutout } from '../../stores/touchUp.ts';
import { useText } from '../../text/useText.ts';
import { BlurredBackground } from './BlurredBackground.tsx';
import { CaptionOverlay } from './CaptionOverlay.tsx';
import { framedPart, placedIn } from './framing.ts';

/** The photo as the video will show it: shape, background, the person before it. */
export function FramePreview({ inspection }: { inspection: PhotoInspection }) {
  const { words } = useText();
  const document = useProject((store) => store.document);
  const ready = useReadiness() === 'ready';
  return (
    <figure className="frame-figure">
      <div className="frame-room">
        <FramePicture document={document} inspection={inspection} />
      </div>
      <figcaption className="frame-note">
        {ready ? words.stage.previewNoteReady : words.stage.previewNote}
      </figcaption>
    </figure>
  );
}

/** The framed picture alone. */
export function FramePicture({ document, inspection }: JobPicture) {
  const { words } = useText();
  const { shape, background } = document;
  const { widthPx, heightPx } = SHAPE_SIZES[shape];
  const ratio = widthPx / heightPx;
  const part = framedPart(inspection, document);
  const held = placedIn(part, inspection);
  const { previewUrl } = inspection;
  const { cutoutUrl } = useCutout(document, inspection);
  // Without a cut-out there is nothing to put before another background: the photo stays as it is.
  const kind = cutoutUrl === null ? 'none' : background.kind;

  return (
    <div
      className="frame"
      role="img"
      aria-label={words.stage.previewAlt}
      data-background={kind}
      style={{ '--ratio': ratio, ...(kind === 'color' ? { backgroundColor: background.color } : {}) }}
    >
      {kind === 'blur' && cutoutUrl !== null && (
        <BlurredBackground {...{ previewUrl, cutoutUrl, part, photoWidthPx: inspection.widthPx }} />
      )}
      {kind === 'none' && (
        <img className="frame-layer" src={previewUrl} alt="" style={held} draggable={false} />
      )}
      {kind === 'picture' && background.picture && (
        <img className="frame-layer" src={background.picture.url} alt="" draggable={false} />
      )}
      {kind !== 'none' && cutoutUrl !== null && (
        <img className="frame-layer" src={cutoutUrl} alt="" style={held} draggable={false} />
      )}
      <CaptionOverlay captions={document.captions} />
    </div>
  );
}
