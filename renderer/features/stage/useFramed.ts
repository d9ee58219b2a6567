import { faceZone, type FrameZone } from '../../../shared/framing/faceZone.ts';
import { pointInFrame, type FrameLayout } from '../../../shared/framing/layOut.ts';
import type { JobPicture } from '../../stores/jobs.ts';
import type { BackgroundKind } from '../../stores/projectDocument.ts';
import { useCutout } from '../../stores/touchUp.ts';
import { framedPerson, placed, type FramedPerson } from './framing.ts';

/** A photo in the frame of a project, with the person where they were put. */
export interface FramedPicture {
  readonly framed: FramedPerson;
  /** Without a cut-out there is nothing to put before another background: the photo stays as it is. */
  readonly kind: BackgroundKind;
  readonly cutoutUrl: string | null;
  readonly layout: FrameLayout;
  /** Where the speaking face is, frame pixels; null where there is none. */
  readonly face: FrameZone | null;
}

export function useFramed({ document, inspection }: JobPicture): FramedPicture {
  const framed = framedPerson(inspection, document);
  const { cutoutUrl, cutEdges } = useCutout(document, inspection);
  const kind = cutoutUrl === null ? 'none' : document.background.kind;
  const layout = placed(framed, document.placement, kind === 'none' ? null : cutEdges);
  const speaker = inspection.faces[document.faceIndex];
  const face = speaker ? faceZone(speaker.landmarks.map(([x, y]) => pointInFrame(layout, x, y))) : null;
  return { framed, kind, cutoutUrl, layout, face };
}
