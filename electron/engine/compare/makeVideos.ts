import path from 'node:path';
import { toAdjusted, toOriginal } from '../../../shared/prosody/timeMap.ts';
import type { EngineContext } from '../context.ts';
import { startDrawing } from '../frames/startDrawing.ts';
import type { FrameSize } from '../stages/compose/background.ts';
import type { ComposedStill } from '../stages/compose/index.ts';
import { encodeVideo, spoolSound } from '../stages/encode/index.ts';
import { conductGrid } from './conductGrid.ts';
import type { FrameChannel } from './frameChannel.ts';
import { createFrameChannel } from './frameChannel.ts';
import { createGridCanvas } from './gridCanvas.ts';
import { drawLabel } from './gridLabel.ts';
import type { GridLayout } from './gridLayout.ts';
import type { ReadyPart } from './prepareParts.ts';
import type { CompareRequest } from './types.ts';
import { GRID_FILE } from './types.ts';

/**
 * Draws and encodes all videos at once.
 * @returns what failed, by the voice's id; under {@link GRID_FILE} for the side-by-side video
 */
export async function makeVideos(
  request: CompareRequest,
  parts: readonly ReadyPart[],
  { layers, still }: ComposedStill,
  layout: GridLayout,
  staging: string,
  room: EngineContext,
  onFrame: () => void,
): Promise<Map<string, unknown>> {
  const errors = new Map<string, unknown>();
  const heard = parts[0];
  const labels = await Promise.all(
    parts.map(({ compared }) =>
      drawLabel(
        {
          title: compared.name.en,
          subtitle: compared.name.ja,
          fallback: compared.id,
          isHeard: compared === heard.compared,
        },
        { widthPx: layout.tile.widthPx, heightPx: layout.labelHeightPx },
      ),
    ),
  );
  const canvas = createGridCanvas(
    layout,
    labels,
    parts.map(() => still),
  );
  const drawings = parts.map(({ lipSync, frames }) =>
    startDrawing(
      {
        base: { kind: 'still', layers, still },
        mouth: lipSync.mouth,
        frames,
        baseFeed: null,
        patchFeed: lipSync.patchFeed,
        captionFeed: null,
      },
      room.signal,
      parts.length,
    ),
  );
  const channels = parts.map(createFrameChannel);
  const gridChannel = createFrameChannel();
  const { fps } = request;
  const encode = async (
    key: string,
    name: string,
    size: FrameSize,
    clip: ReadyPart['clip'],
    channel: FrameChannel,
  ): Promise<void> => {
    try {
      const outPath = path.join(staging, name);
      const sound = await spoolSound(clip, room.signal);
      try {
        await encodeVideo(
          { outPath, ...size, fps, sound },
          channel,
          key === GRID_FILE ? () => undefined : onFrame,
          room,
        );
      } finally {
        await sound.dispose();
      }
    } catch (error) {
      if (!errors.has(key)) errors.set(key, error);
    } finally {
      channel.abandon();
    }
  };
  try {
    await Promise.all([
      conductGrid(
        parts.map((part, i) => ({
          frames: drawings[i].frames,
          channel: channels[i],
          shownAt: (gridFrame) => shownAt(heard, part, gridFrame, fps),
          onFailure: (error) => errors.set(part.compared.id, error),
        })),
        { frames: heard.frames, canvas, channel: gridChannel },
        room.signal,
      ),
      ...parts.map((part, i) =>
        encode(part.compared.id, `${part.compared.id}.mp4`, request.size, part.clip, channels[i]),
      ),
      encode(GRID_FILE, GRID_FILE, layout, heard.clip, gridChannel),
    ]);
  } finally {
    await Promise.all(drawings.map((drawing) => drawing.close()));
  }
  return errors;
}

/** Which frame of a part says what is heard at a frame of the grid. */
function shownAt(heard: ReadyPart, part: ReadyPart, gridFrame: number, fps: number): number {
  if (part === heard) return gridFrame;
  const originalSec = toOriginal(heard.adjusted.timeMap, gridFrame / fps);
  const frame = Math.round(toAdjusted(part.adjusted.timeMap, originalSec) * fps);
  return Math.min(part.frames - 1, Math.max(0, frame));
}
