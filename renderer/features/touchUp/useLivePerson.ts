import { useEffect, useMemo } from 'react';
import type { PhotoInspection } from '../../../shared/contract/media.ts';
import type { ProjectDocument } from '../../stores/projectDocument.ts';
import { useTouchUp } from '../../stores/touchUp.ts';
import { LivePerson } from './livePerson.ts';
import { usePicture } from './usePicture.ts';

export interface LiveCutout {
  readonly live: LivePerson;
  readonly photo: HTMLImageElement;
}

/**
 * The person under the brush, kept in step with the project.
 * @param onChange told when the strokes or the engine's answer have changed the picture
 */
export function useLivePerson(
  { previewUrl, cutoutUrl, widthPx }: PhotoInspection,
  { matteTouchUp, photo: ref }: Pick<ProjectDocument, 'matteTouchUp' | 'photo'>,
  onChange: () => void,
): LiveCutout | null {
  const photo = usePicture(previewUrl);
  const found = usePicture(cutoutUrl);
  const applied = useTouchUp((store) => store.applied);
  const isOurs = applied !== null && applied.token === ref?.token;
  const answer = usePicture(isOurs ? applied.cutoutUrl : null);
  const cutout = useMemo(
    () => (photo && found ? { live: new LivePerson(photo, found, widthPx), photo } : null),
    [photo, found, widthPx],
  );

  useEffect(() => {
    cutout?.live.show(
      matteTouchUp?.strokes ?? [],
      isOurs && answer ? { picture: answer, strokes: applied.touchUp.strokes } : null,
    );
    onChange();
  }, [cutout, matteTouchUp, isOurs, applied, answer, onChange]);
  return cutout;
}
