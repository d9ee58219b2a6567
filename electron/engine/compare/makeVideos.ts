import { toAdjusted, toOriginal } from '../../../shared/prosody/timeMap.ts';
import type { EngineContext } from '../context.ts';
import { startDrawing } from '../frames/startDrawing.ts';
import type { ComposedStill } from '../stages/compose/index.ts';
import { spoolSound } from '../stages/encode/index.ts';
import { encodeTiles } from './encodeTiles.ts';
import type { GridLayout } from './gridLayout.ts';
import type { ReadyPart } from './prepareParts.ts';
import type { CompareRequest } from './types.ts';

/**
 * Draws and encodes all videos at once.
 * @returns what failed, by the voice's id; under `GRID_FILE` for the side-by-side video
 */
export function makeVideos(
  { size, fps }: CompareRequest,
  parts: readonly ReadyPart[],
  { layers, still }: ComposedStill,
  layout: GridLayout,
  staging: string,
  room: EngineContext,
  onFrame: () => void,
): Promise<Map<string, unknown>> {
  const [heard] = parts;
  const tiles = parts.map((part) => {
    const { compared, lipSync, frames, clip } = part;
    return {
      id: compared.id,
      name: compared.name,
      still,
      frames,
      drawing: startDrawing(
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
      shownAt: (gridFrame: number) => shownAt(heard, part, gridFrame, fps),
      openSound: () => spoolSound(clip, room.signal),
    };
  });
  return encodeTiles({ tiles, layout, size, fps, staging }, room, onFrame);
}

/** Which frame of a part says what is heard at a frame of the grid. */
function shownAt(heard: ReadyPart, part: ReadyPart, gridFrame: number, fps: number): number {
  if (part === heard) return gridFrame;
  const originalSec = toOriginal(heard.adjusted.timeMap, gridFrame / fps);
  const frame = Math.round(toAdjusted(part.adjusted.timeMap, originalSec) * fps);
  return Math.min(part.frames - 1, Math.max(0, frame));
}
