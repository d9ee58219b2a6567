import type { MessagePort } from 'node:worker_threads';
import { preview, type EngineRun } from '../engine/index.ts';
import type { SceneRequest } from '../engine/preview/scene.ts';
import type { PreviewStart, SessionWish } from '../engine/preview/session.ts';

export type { SceneRequest, SessionWish };

/** A preview to be opened, and the line on which everything about it travels. */
export interface PreviewTask {
  readonly start: PreviewStart;
  readonly port: MessagePort;
}

/** Keeps a preview open until it is cancelled. Bytes are moved to the other side, not copied. */
export async function keepPreview({ start, port }: PreviewTask, run: EngineRun): Promise<null> {
  const session = preview(start, run, (news, transfer) => port.postMessage(news, [...transfer]));
  // Written by the main process, which has checked what the page sent.
  port.on('message', (wish: SessionWish) => session.receive(wish));
  try {
    await session.ended;
  } finally {
    port.close();
  }
  return null;
}
