import { useMemo } from 'react';
import type { PhotoInspection } from '../../../shared/contract/media.ts';
import { PLACED_AS_IS, type Placement } from '../../../shared/framing/placement.ts';
import { useProject } from '../../stores/project.ts';
import { withPlacement } from '../../stores/projectDocument.ts';
import { useCutout } from '../../stores/touchUp.ts';
import { framedPerson, type FramedPerson } from '../stage/framing.ts';
import { heldPlacement } from './placementMath.ts';

/** Moving and scaling the person of the project. */
export interface PlacementEdits {
  readonly framed: FramedPerson;
  readonly placement: Placement;
  /** Places, as far as the photo's edges allow. */
  readonly place: (wish: Placement) => void;
  readonly reset: () => void;
}

/** Changes in a row are one step. */
const MERGE = { merge: 'placement' } as const;

export function usePlacement(inspection: PhotoInspection): PlacementEdits {
  const document = useProject((store) => store.document);
  const edit = useProject((store) => store.edit);
  const { cutoutUrl, cutEdges } = useCutout(document, inspection);
  const { shape, crop, faceIndex, personIndex, background, placement } = document;
  const cut = cutoutUrl === null || background.kind === 'none' ? null : cutEdges;
  return useMemo(() => {
    const framed = framedPerson(inspection, { shape, crop, faceIndex, personIndex });
    return {
      framed,
      placement,
      place: (wish) => edit((project) => withPlacement(project, heldPlacement(framed, wish, cut)), MERGE),
      reset: () => edit((project) => withPlacement(project, PLACED_AS_IS)),
    };
  }, [inspection, shape, crop, faceIndex, personIndex, placement, cut, edit]);
}
