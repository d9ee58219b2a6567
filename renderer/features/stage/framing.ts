import type { CSSProperties } from 'react';
import type { PhotoInspection } from '../../../shared/contract/media.ts';
import type { CutEdges } from '../../../shared/framing/cutEdges.ts';
import { groupBox } from '../../../shared/framing/groupBox.ts';
import { layOut, type Box, type FrameLayout } from '../../../shared/framing/layOut.ts';
import { placePerson, zoomCrop, type Placement } from '../../../shared/framing/placement.ts';
import { SHAPE_SIZES, type ProjectDocument } from '../../stores/projectDocument.ts';

type FramedPhoto = Pick<PhotoInspection, 'widthPx' | 'heightPx' | 'faces' | 'persons'>;
type Framing = Pick<ProjectDocument, 'shape' | 'crop' | 'faceIndex' | 'personIndex'>;

/** A photo in the frame, before anybody was moved. */
export interface FramedPerson {
  /** Frame pixels. */
  readonly size: (typeof SHAPE_SIZES)[ProjectDocument['shape']];
  readonly photo: { readonly width: number; readonly height: number };
  /** The part of the photo that the frame shows. */
  readonly crop: FrameLayout;
  /** The speaking face, photo pixels; without one, the middle of the photo. */
  readonly faceBox: Box;
}

/** The part of the photo that the video shows, by the engine's own rule. */
export function framedPerson(
  photo: FramedPhoto,
  { shape, crop, faceIndex, personIndex }: Framing,
): FramedPerson {
  const { widthPx: width, heightPx: height } = photo;
  const face = photo.faces[faceIndex];
  const person = photo.persons[personIndex ?? face?.personIndex ?? -1];
  // Without a face no video is made; the preview shows the middle.
  const faceBox = face?.box ?? ([width / 2, height / 2, 0, 0] as const);
  const size = SHAPE_SIZES[shape];
  return {
    size,
    photo: { width, height },
    crop: layOut({ width, height }, size, faceBox, {
      crop: face ? crop : 'widest',
      personBox: person ? groupBox(photo.persons, person) : null,
    }),
    faceBox,
  };
}

/** @param cut where the photo cuts the person who stands free; null where the photo keeps its background */
export const placed = (
  { photo, size, crop, faceBox }: FramedPerson,
  placement: Placement,
  cut: CutEdges | null,
): FrameLayout =>
  cut ? placePerson(crop, photo, size, placement, faceBox, cut) : zoomCrop(crop, photo, size, placement);

/** How a picture of the whole photo lies in its frame. */
export function placedIn(
  layout: FrameLayout,
  { photo, size }: Pick<FramedPerson, 'photo' | 'size'>,
): CSSProperties {
  const percent = (share: number): string => `${share * 100}%`;
  return {
    left: percent((layout.into.left - layout.left * layout.scaleX) / size.widthPx),
    top: percent((layout.into.top - layout.top * layout.scaleY) / size.heightPx),
    width: percent((photo.width * layout.scaleX) / size.widthPx),
    height: percent((photo.height * layout.scaleY) / size.heightPx),
    objectFit: 'fill',
  };
}
