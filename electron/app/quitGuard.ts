import { app, dialog, type BrowserWindow } from 'electron';
import type { EngineClient } from '../host/engineClient.ts';
import type { JobQueue } from '../jobs/queue.ts';
import type { NativeText } from './nativeText.ts';

export interface QuitParts {
  readonly window: BrowserWindow;
  /** What is being made. */
  readonly queue: Pick<JobQueue, 'busy' | 'drain'>;
  readonly engines: readonly EngineClient[];
  readonly text: NativeText;
  /** Asks about a project that is not saved; true when the window may close. */
  readonly mayLeaveProject: () => Promise<boolean>;
}

/**
 * Quitting asks about what is not saved and waits for the engine: a render under way is asked about, cancelled and waited for, because ending its
 * thread in the middle of a model's run would abort the whole process.
 */
export function guardQuit({ window, queue, engines, text, mayLeaveProject }: QuitParts): void {
  let asking = false;
  let stopping = false;

  async function confirmStop(): Promise<boolean> {
    const { quitTitle, quitDetail, quitStop, quitStay } = text.words.dialogs;
    const { response } = await dialog.showMessageBox(window, {
      type: 'question',
      message: quitTitle,
      detail: quitDetail,
      buttons: [quitStay, quitStop],
      defaultId: 0,
      cancelId: 0,
    });
    return response === 1;
  }

  async function mayClose(): Promise<boolean> {
    if (queue.busy && !(await confirmStop())) return false;
    return mayLeaveProject();
  }

  async function stop(): Promise<void> {
    await queue.drain();
    app.quit();
  }

  window.on('close', (event) => {
    if (stopping) return;
    event.preventDefault();
    if (asking) return;
    asking = true;
    void mayClose()
      // What cannot be asked about is kept for the next start.
      .catch(() => true)
      .then((confirmed) => {
        asking = false;
        if (!confirmed) return;
        stopping = true;
        void stop();
      });
  });

  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void Promise.allSettled([queue.drain(), ...engines.map((engine) => engine.close())]).then(() => {
      closed = true;
      app.quit();
    });
  });
  app.on('window-all-closed', () => app.quit());
}
