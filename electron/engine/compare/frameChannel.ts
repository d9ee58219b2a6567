import type { DrawnFrame } from '../frames/drawFrames.ts';

/** Hands frames from one task to another, one at a time. */
export interface FrameChannel extends AsyncIterable<DrawnFrame> {
  /**
   * Waits until the reader has taken the frame.
   * @returns false when nobody reads any more; the frame is then released
   */
  push(frame: DrawnFrame): Promise<boolean>;
  /** No more frames: the reader comes to its end. */
  end(): void;
  /** The reader gets the error instead of a frame. */
  fail(error: unknown): void;
  /** The reader has gone: frames are refused from now on. */
  abandon(): void;
}

interface Offered {
  readonly frame: DrawnFrame;
  readonly taken: (accepted: boolean) => void;
}
type Ending = { readonly kind: 'end' } | { readonly kind: 'failed'; readonly error: unknown };

export function createFrameChannel(): FrameChannel {
  let offered: Offered | null = null;
  let ending: Ending | null = null;
  let abandoned = false;
  let wakeReader: (() => void) | null = null;

  const wake = (): void => {
    wakeReader?.();
    wakeReader = null;
  };
  const refuse = (): void => {
    abandoned = true;
    offered?.frame.release();
    offered?.taken(false);
    offered = null;
    wake();
  };
  const finish = (how: Ending): void => {
    ending ??= how;
    wake();
  };

  async function* read(): AsyncGenerator<DrawnFrame, void, undefined> {
    try {
      for (;;) {
        while (!offered && !ending && !abandoned)
          await new Promise<void>((resolve) => (wakeReader = resolve));
        // An error overtakes a frame that waits: what is written after it would be thrown away.
        if (ending?.kind === 'failed') throw ending.error;
        if (!offered) return;
        const { frame, taken } = offered;
        offered = null;
        taken(true);
        yield frame;
      }
    } finally {
      refuse();
    }
  }

  return {
    push(frame) {
      if (abandoned || ending) {
        frame.release();
        return Promise.resolve(false);
      }
      return new Promise((resolve) => {
        offered = { frame, taken: resolve };
        wake();
      });
    },
    end: () => finish({ kind: 'end' }),
    fail: (error) => finish({ kind: 'failed', error }),
    abandon: refuse,
    [Symbol.asyncIterator]: read,
  };
}
