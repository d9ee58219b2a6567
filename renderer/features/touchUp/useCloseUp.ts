import { useEffect, useState } from 'react';
import type { MatteTouchUp } from '../../../shared/matteTouchUp.ts';
import { useSession } from '../../session/session.ts';
import { loadPicture } from '../../ui/loadPicture.ts';

/** Left, top, width, height in photo pixels. */
export type PhotoPart = readonly [left: number, top: number, width: number, height: number];

/** A part of the cut-out, pixel by pixel, as the engine makes it. */
export interface CloseUp {
  readonly part: PhotoPart;
  readonly picture: HTMLImageElement;
  readonly token: string;
  readonly touchUp: MatteTouchUp | null;
}

/** The eye rests this long before a close look is asked for. */
const REST_MS = 140;

/**
 * Asks for a close look at a part of the photo.
 * @param part null: none is wanted now
 * @returns null until it is there, and whenever it is no longer true
 */
export function useCloseUp(
  token: string,
  touchUp: MatteTouchUp | null,
  part: PhotoPart | null,
): CloseUp | null {
  const { touchUp: actions } = useSession();
  const [closeUp, setCloseUp] = useState<CloseUp | null>(null);
  const wanted = part?.join() ?? '';
  useEffect(() => {
    if (wanted === '') return undefined;
    let isCurrent = true;
    const [left = 0, top = 0, width = 1, height = 1] = wanted.split(',').map(Number);
    const timer = setTimeout(() => {
      actions
        .closeUp([left, top, width, height])
        .then(loadPicture)
        .then((picture) => {
          if (isCurrent) setCloseUp({ part: [left, top, width, height], picture, token, touchUp });
        })
        // The reduced picture stays; what is wrong is told by the work on the whole.
        .catch(() => undefined);
    }, REST_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [actions, token, touchUp, wanted]);
  return closeUp?.token === token && closeUp.touchUp === touchUp ? closeUp : null;
}
