import type { CSSProperties } from 'react';
import type { PhotoInspection } from '../../../shared/contract/media.ts';
import { layOut } from '../../../shared/framing/layOut.ts';
import { SHAPE_SIZES, type ProjectDocument } from '../../stores/projectDocument.ts';

/** A part of the photo in photo pixels. */
export interface PhotoPart {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

type FramedPhoto = Pick<PhotoInspection, 'widthPx' | 'heightPx' | 'faces' | 'persons'>;
type Framing = Pick<ProjectDocument, 'shape' | 'crop' | 'faceIndex' | 'personIndex'>;

/** The part of the photo that the video shows, by the engine's own rule. */
export function framedPart(photo: FramedPhoto, { shape, crop, faceIndex, personIndex }: Framing): PhotoPart {
  const { widthPx: width, heightPx: height } = photo;
  const face = photo.faces[faceIndex];
  const person = photo.persons[personIndex ?? face?.personIndex ?? -1];
  // Without a face no video is made; the preview shows the middle.
  return layOut({ width, height }, SHAPE_SIZES[shape], face?.box ?? [width / 2, height / 2, 0, 0], {
    crop: face ? crop : 'widest',
    personBox: person?.box ?? null,
  });
}

/** How a picture of the whole photo lies in a frame that shows a part of it. */
export function placedIn(
  part: PhotoPart,
  photo: Pick<PhotoInspection, 'widthPx' | 'heightPx'>,
): CSSProperties {
  const percent = (share: number): string => `${share * 100}%`;
  return {
    left: percent(-part.left / part.width),
    top: percent(-part.top / part.height),
    width: percent(photo.widthPx / part.width),
    height: percent(photo.heightPx / part.height),
    objectFit: 'fill',
  };
}
