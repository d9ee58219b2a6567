import { useEffect, useState } from 'react';
import type { DrawnTitle, SceneToDraw, TitleToDraw } from '../../../shared/contract/pictures.ts';
import { useSession } from '../../session/session.ts';

/**
 * What was asked for, when it has come. While something else is asked for, the last answer stays: nothing flickers.
 * A picture that cannot be drawn is left out; a render would tell why.
 */
function useAnswer<Request, Answer>(
  request: Request | null,
  ask: (request: Request) => Promise<Answer>,
  delayMs = 0,
): Answer | null {
  const key = request === null ? null : JSON.stringify(request);
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    if (key === null) return;
    let isWanted = true;
    const timer = setTimeout(() => {
      ask(JSON.parse(key) as Request).then(
        (found) => {
          if (isWanted) setAnswer(found);
        },
        () => undefined,
      );
    }, delayMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [key, ask, delayMs]);
  return key === null ? null : answer;
}

/** Typing is drawn when it pauses. */
const TYPING_MS = 120;

/** The address of a festive scene; null until it is drawn. */
export function useScene(scene: SceneToDraw | null): string | null {
  const { pictures } = useSession();
  return useAnswer(scene, pictures.scene);
}

/** What scenes are shown with until they are drawn at full size, and as thumbnails: this share of the frame. */
const DRAFT_SCALE = 0.25;

/** The same at a quarter of its size, which is there a moment earlier. */
export const useSceneDraft = ({ id, widthPx, heightPx }: SceneToDraw): string | null =>
  useScene({
    id,
    widthPx: Math.round(widthPx * DRAFT_SCALE),
    heightPx: Math.round(heightPx * DRAFT_SCALE),
  });

/** A title as the video will show it; null until it is drawn. */
export function useDrawnTitle(title: TitleToDraw | null): DrawnTitle | null {
  const { pictures } = useSession();
  return useAnswer(title, pictures.title, TYPING_MS);
}
