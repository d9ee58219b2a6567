/** A render that outlives the loss of what it was going to use again. */
import type { EngineContextOfCall } from './engineHost.ts';
import { SegmentGoneError, type SegmentStore } from './stages/encode/index.ts';

/** The second attempt uses what is left; the last one uses nothing, and so can lose nothing. */
const ATTEMPTS = 3;

/** Keeps parts and knows none. */
const knowingNothing = (store: SegmentStore): SegmentStore => ({
  read: () => Promise.resolve(null),
  write: (key, bytes) => store.write(key, bytes),
});

/**
 * Makes a video again when kept parts of it were removed in the middle: by another program that needed the room, or by
 * a person who cleared the cache. What had been made by then is found among the kept parts.
 * @param make makes the video with the parts that the context knows
 * @throws whatever `make` throws for any other reason
 */
export async function rebuildingParts<Context extends Pick<EngineContextOfCall, 'segments' | 'log'>, Result>(
  context: Context,
  make: (context: Context) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; attempt < ATTEMPTS; attempt++)
    try {
      return await make(context);
    } catch (thrown) {
      if (!(thrown instanceof SegmentGoneError)) throw thrown;
      context.log.warn('Kept parts of the video were removed while it was made; they are made again.');
    }
  return make({ ...context, segments: knowingNothing(context.segments) });
}
