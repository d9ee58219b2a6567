import { throwIfCancelled } from '../../../shared/errors.ts';
import type { DrawnFrame } from '../frames/drawFrames.ts';
import type { FrameChannel } from './frameChannel.ts';
import type { GridCanvas } from './gridCanvas.ts';

/** One video of the comparison while it is being made. */
export interface Part {
  readonly frames: AsyncGenerator<DrawnFrame, void, undefined>;
  /** To its own encoder. */
  readonly channel: FrameChannel;
  /** Which of its frames the grid shows at a frame of the grid; never decreasing. */
  readonly shownAt: (gridFrame: number) => number;
  /** Told when drawing it failed; the others go on. */
  readonly onFailure: (error: unknown) => void;
}

export interface Grid {
  readonly frames: number;
  readonly canvas: GridCanvas;
  readonly channel: FrameChannel;
}

/**
 * Draws every frame of every part once, passes it to the part's own encoder, and pastes it into the grid when its turn
 * comes. A part whose drawing or encoder fails stands still in the grid from then on.
 * @throws KotohogiError kind `cancelled`; the channels are then ended with the same error
 */
export async function conductGrid(parts: readonly Part[], grid: Grid, signal: AbortSignal): Promise<void> {
  const players = parts.map((part, tileIndex) => createPlayer(part, tileIndex, grid.canvas, signal));
  try {
    let isGridWanted = true;
    for (let gridFrame = 0; gridFrame < grid.frames && isGridWanted; gridFrame++) {
      throwIfCancelled(signal);
      await Promise.all(players.map((player, i) => player.playTo(parts[i].shownAt(gridFrame))));
      isGridWanted = await grid.channel.push(grid.canvas.frame(gridFrame));
    }
    grid.channel.end();
    await Promise.all(players.map((player) => player.playTo(Infinity)));
    throwIfCancelled(signal);
  } catch (error) {
    grid.channel.fail(error);
    for (const { channel } of parts) channel.fail(error);
    throw error;
  } finally {
    await Promise.allSettled(parts.map(({ frames }) => frames.return()));
  }
}

interface Player {
  /** Draws and encodes up to and including a frame, or to the end. */
  playTo(frameIndex: number): Promise<void>;
}

function createPlayer(
  { frames, channel, onFailure }: Part,
  tileIndex: number,
  canvas: GridCanvas,
  signal: AbortSignal,
): Player {
  let last = -1;
  let ended = false;
  return {
    async playTo(frameIndex) {
      try {
        while (last < frameIndex && !ended) {
          const { value, done } = await frames.next();
          if (done) {
            ended = true;
            channel.end();
            return;
          }
          last = value.frameIndex;
          if (last >= frameIndex) canvas.put(tileIndex, value.bytes);
          if (!(await channel.push(value))) ended = true;
        }
      } catch (error) {
        throwIfCancelled(signal);
        ended = true;
        channel.fail(error);
        onFailure(error);
      }
    },
  };
}
