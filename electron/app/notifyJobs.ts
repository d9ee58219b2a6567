import path from 'node:path';
import { Notification, type BrowserWindow } from 'electron';
import type { JobQueue } from '../jobs/queue.ts';
import type { NativeText } from './nativeText.ts';

/** Tells the person that something is finished while they are looking elsewhere; a click brings the window back. */
export function notifyOfJobs(queue: JobQueue, text: NativeText, window: () => BrowserWindow | null): void {
  queue.onChange(({ state, request }) => {
    const current = window();
    if ((state !== 'done' && state !== 'failed') || current?.isFocused() !== false) return;
    if (!Notification.isSupported() || !text.ready) return;
    const { done, failed } = text.words.exports;
    const notification = new Notification({
      title: state === 'done' ? done : failed,
      body: path.basename(request.outPath),
    });
    notification.on('click', () => {
      current.show();
      current.focus();
    });
    notification.show();
  });
}
