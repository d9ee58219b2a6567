import { preview, type EngineRun } from '../engine/index.ts';
import type { SceneRequest } from '../engine/preview/scene.ts';
import type { PreviewStart, SessionWish, TellPreview } from '../engine/preview/session.ts';
import type { WishBox } from './wishBox.ts';

export type { SceneRequest, SessionWish };

/**
 * Keeps a preview open until it is cancelled.
 * @param wishes what the main process passes on from the page, and has checked
 */
export async function keepPreview(
  start: PreviewStart,
  run: EngineRun,
  wishes: WishBox<SessionWish>,
  tell: TellPreview,
): Promise<null> {
  const session = preview(start, run, tell);
  wishes.listen((wish) => session.receive(wish));
  await session.ended;
  return null;
}
