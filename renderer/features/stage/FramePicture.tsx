import type { CSSProperties } from 'react';
import type { JobPicture } from '../../stores/jobs.ts';
import type { BackgroundKind, ProjectDocument } from '../../stores/projectDocument.ts';
import { useText } from '../../text/useText.ts';
import { gradientCss } from '../look/gradients.ts';
import { BlurredBackground } from './BlurredBackground.tsx';
import { CaptionOverlay } from './CaptionOverlay.tsx';
import { placedIn } from './framing.ts';
import { SceneLayer } from './SceneLayer.tsx';
import { TitleOverlay } from './TitleOverlay.tsx';
import { useFramed } from './useFramed.ts';

/** The framed picture alone. */
export function FramePicture({ document, inspection }: JobPicture) {
  const { words } = useText();
  const { background } = document;
  const { framed, kind, cutoutUrl, layout, face } = useFramed({ document, inspection });
  const { widthPx, heightPx } = framed.size;
  const { previewUrl } = inspection;
  const held = placedIn(layout, framed);

  return (
    <div
      className="frame"
      role="img"
      aria-label={words.stage.previewAlt}
      data-background={kind}
      style={{ '--ratio': widthPx / heightPx, ...groundOf(kind, background) }}
    >
      {kind === 'blur' && cutoutUrl !== null && (
        <BlurredBackground
          {...{ previewUrl, cutoutUrl, part: framed.crop, photoWidthPx: inspection.widthPx }}
        />
      )}
      {kind === 'none' && (
        <img className="frame-layer" src={previewUrl} alt="" style={held} draggable={false} />
      )}
      {kind === 'scene' && <SceneLayer id={background.scene} widthPx={widthPx} heightPx={heightPx} />}
      {kind === 'picture' && background.picture && (
        <img className="frame-layer" src={background.picture.url} alt="" draggable={false} />
      )}
      {kind !== 'none' && cutoutUrl !== null && (
        <img className="frame-layer" src={cutoutUrl} alt="" style={held} draggable={false} />
      )}
      <TitleOverlay titles={document.titles} captions={document.captions} size={framed.size} face={face} />
      <CaptionOverlay captions={document.captions} />
    </div>
  );
}

/** What CSS paints behind the person. */
function groundOf(kind: BackgroundKind, { color, gradient }: ProjectDocument['background']): CSSProperties {
  switch (kind) {
    case 'color':
      return { backgroundColor: color };
    case 'gradient':
      return { backgroundImage: gradientCss(gradient) };
    case 'none':
    case 'blur':
    case 'scene':
    case 'picture':
      return {};
  }
}
