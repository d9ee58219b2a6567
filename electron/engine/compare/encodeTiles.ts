/** Several videos at once, and one with all of them side by side. */
import path from 'node:path';
import type { EngineContext } from '../context.ts';
import type { Drawing } from '../frames/startDrawing.ts';
import type { YuvImage } from '../frames/yuv.ts';
import type { FrameSize } from '../stages/compose/background.ts';
import type { SpooledSound } from '../runtime/spooledSound.ts';
import { encodeVideo } from '../stages/encode/index.ts';
import { conductGrid } from './conductGrid.ts';
import { createFrameChannel, type FrameChannel } from './frameChannel.ts';
import { createGridCanvas } from './gridCanvas.ts';
import { drawLabel } from './gridLabel.ts';
import type { GridLayout } from './gridLayout.ts';
import { GRID_FILE } from './types.ts';

/** One of the videos. */
export interface GridTile {
  /** Names its file. */
  readonly id: string;
  readonly name: { readonly en: string; readonly ja: string };
  readonly drawing: Drawing;
  /** Shown before its first frame. */
  readonly still: YuvImage;
  readonly frames: number;
  /** Which of its frames the grid shows at a frame of the grid; never decreasing. */
  readonly shownAt: (gridFrame: number) => number;
  /** Its sound in a file; whoever opens it disposes of it. */
  readonly openSound: () => Promise<SpooledSound>;
}

export interface TilesToEncode {
  /** The first one is heard, and its length is that of the grid. */
  readonly tiles: readonly GridTile[];
  readonly layout: GridLayout;
  readonly size: FrameSize;
  readonly fps: number;
  /** Folder for the files. */
  readonly staging: string;
}

/**
 * Encodes all videos while they are drawn, and closes their drawings.
 * @returns what failed, by the tile's id; under {@link GRID_FILE} for the side-by-side video
 */
export async function encodeTiles(
  { tiles, layout, size, fps, staging }: TilesToEncode,
  room: EngineContext,
  onFrame: () => void,
): Promise<Map<string, unknown>> {
  const errors = new Map<string, unknown>();
  const encode = async (
    { id, openSound }: Pick<GridTile, 'id' | 'openSound'>,
    name: string,
    frame: FrameSize,
    channel: FrameChannel,
    told: () => void,
  ): Promise<void> => {
    try {
      const sound = await openSound();
      try {
        const { widthPx, heightPx } = frame;
        const outPath = path.join(staging, name);
        await encodeVideo({ outPath, widthPx, heightPx, fps, sound }, channel, told, room);
      } finally {
        await sound.dispose();
      }
    } catch (error) {
      if (!errors.has(id)) errors.set(id, error);
    } finally {
      channel.abandon();
    }
  };
  try {
    const [heard] = tiles;
    const labelSize = { widthPx: layout.tile.widthPx, heightPx: layout.labelHeightPx };
    const labels = await Promise.all(
      tiles.map((tile) => {
        const { id, name } = tile;
        const text = { title: name.en, subtitle: name.ja, fallback: id, isHeard: tile === heard };
        return drawLabel(text, labelSize);
      }),
    );
    const canvas = createGridCanvas(
      layout,
      labels,
      tiles.map(({ still }) => still),
    );
    const channels = tiles.map(createFrameChannel);
    const gridChannel = createFrameChannel();
    await Promise.all([
      conductGrid(
        tiles.map(({ id, drawing, shownAt }, i) => ({
          frames: drawing.frames,
          channel: channels[i],
          shownAt,
          onFailure: (error) => errors.set(id, error),
        })),
        { frames: heard.frames, canvas, channel: gridChannel },
        room.signal,
      ),
      ...tiles.map((tile, i) => encode(tile, `${tile.id}.mp4`, size, channels[i], onFrame)),
      encode({ ...heard, id: GRID_FILE }, GRID_FILE, layout, gridChannel, () => undefined),
    ]);
  } finally {
    await Promise.all(tiles.map(({ drawing }) => drawing.close()));
  }
  return errors;
}
