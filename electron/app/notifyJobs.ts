import path from 'node:path';
import { Notification, type BrowserWindow } from 'electron';
import type { BatchEnd } from '../ipc/handlers/batch.ts';
import type { JobQueue } from '../jobs/queue.ts';
import type { NativeText } from './nativeText.ts';

type CurrentWindow = () => BrowserWindow | null;

/** Tells a person who is looking elsewhere; a click brings the window back. */
function tellElsewhere(title: string, body: string, window: CurrentWindow): void {
  const current = window();
  if (current?.isFocused() !== false || !Notification.isSupported()) return;
  const notification = new Notification({ title, body });
  notification.on('click', () => {
    current.show();
    current.focus();
  });
  notification.show();
}

/** Tells the person that something is finished while they are looking elsewhere. */
export function notifyOfJobs(queue: JobQueue, text: NativeText, window: CurrentWindow): void {
  queue.onChange(({ state, request }) => {
    if ((state !== 'done' && state !== 'failed') || !text.ready) return;
    const { done, failed } = text.words.exports;
    tellElsewhere(state === 'done' ? done : failed, path.basename(request.outPath), window);
  });
}

/** The same for a list, once for all of its videos. */
export function notifyOfBatch(
  { made, total, outFolder }: BatchEnd,
  text: NativeText,
  window: CurrentWindow,
): void {
  if (!text.ready) return;
  const { done, partly } = text.words.batch;
  tellElsewhere(made === total ? done : partly, `${made}/${total} · ${outFolder}`, window);
}
