/** From what is prepared to the file: frames that are not known are drawn and coded while the file is put together. */
import { stat } from 'node:fs/promises';
import os from 'node:os';
import type { RenderRequest } from '../../shared/contract/render.ts';
import type { EngineContext } from './context.ts';
import { endedChildrenCpuSec, ownCpuSec } from './cpuTime.ts';
import type { EngineContextOfCall } from './engineHost.ts';
import type { SpokenPhrases } from './hearVoice.ts';
import { identifyFrames } from './frames/identifyFrames.ts';
import { startDrawing, type Drawing, type DrawingScene } from './frames/startDrawing.ts';
import type { RenderProgressTracker } from './renderProgress.ts';
import type { RenderJournal } from './resume/journal.ts';
import { collectGarbage } from './runtime/collectGarbage.ts';
import type { SpooledSound } from './runtime/spooledSound.ts';
import type { StageClock } from './stageClock.ts';
import {
  encodeSegments,
  keyOfSegment,
  layOutSegments,
  planSegments,
  type PlannedSegment,
  type VideoCodec,
} from './stages/encode/index.ts';

/** Frames after which the processor time per frame says something. */
const MEASURED_FRAMES = 25;

export interface VideoToDraw extends Pick<RenderRequest, 'outPath' | 'size' | 'fps'> {
  readonly scene: DrawingScene;
  readonly codec: VideoCodec;
  /** The caller disposes of it. */
  readonly sound: SpooledSound;
  readonly phrases: SpokenPhrases;
}

/** What drawing a video came to. */
export interface DrawnVideo {
  /** Parts of the video, and how many of them were known from earlier. */
  readonly segments: { readonly total: number; readonly known: number };
  /** How fast frames that were drawn could be made at most; null where that was not measured. */
  readonly ceilingFps: number | null;
  /** Plain sentences. */
  readonly warnings: readonly string[];
}

interface VideoHost {
  readonly context: Pick<EngineContextOfCall, 'segments'> & { readonly journal?: RenderJournal };
  readonly clock: StageClock;
  readonly progress: RenderProgressTracker;
}

/**
 * Draws and encodes a video. What was drawn before, by this render or any other, is not drawn again.
 * @throws KotohogiError kinds `input`, `missing`, `cancelled`; the target is then as it was before
 */
export async function drawVideo(video: VideoToDraw, host: VideoHost): Promise<DrawnVideo> {
  const drawn = await host.clock.run('encode', (room) => drawInRoom(video, host, room));
  const { total, known } = drawn.segments;
  if (known === total) host.clock.noteCaches({ encode: 'hit' });
  return drawn;
}

async function drawInRoom(video: VideoToDraw, host: VideoHost, room: EngineContext): Promise<DrawnVideo> {
  const { scene } = video;
  let drawing: Drawing | null = null;
  try {
    const keyOf = await segmentKeys(video, room.ffmpegPath);
    const { starts, recordedSec } = video.phrases;
    const segments = await planSegments(
      layOutSegments(scene.frames, video.fps, starts, recordedSec).map((part) => ({
        ...part,
        key: keyOf(part),
      })),
      host.context.segments,
    );
    const known = segments.filter((segment) => segment.known !== null).length;
    await host.context.journal?.planned(segments.length, known);
    const unknown = segments.filter((segment) => !segment.known);
    const drawnFrames = unknown.reduce((sum, { from, to }) => sum + to - from, 0);
    const isNeeded = new Uint8Array(scene.frames);
    for (const { from, to } of unknown) isNeeded.fill(1, from, to);

    // Drawing starts from what is still needed, so that the peak does not depend on when V8 thinks of collecting.
    collectGarbage();
    const cpuTime = await startCpuClock();
    if (drawnFrames > 0)
      drawing = startDrawing(scene, room.signal, 1, (frameIndex) => isNeeded[frameIndex] === 1);
    const warnings = await encodeKeeping(video, segments, drawing, { ...host, keyOf }, room);
    const cpuSec = await cpuTime.read();
    const isMeasured = cpuSec !== null && drawnFrames >= MEASURED_FRAMES;
    return {
      segments: { total: segments.length, known },
      ceilingFps: isMeasured ? os.availableParallelism() / (cpuSec / drawnFrames) : null,
      warnings,
    };
  } finally {
    if (drawing) await drawing.close();
    else for (const feed of [scene.baseFeed, scene.patchFeed, scene.captionFeed]) await feed?.close();
  }
}

type KeyOfPart = (part: { readonly from: number; readonly to: number }) => string | null;

/** @returns what parts of this video are kept by */
async function segmentKeys({ scene, size, fps, codec }: VideoToDraw, ffmpegPath: string): Promise<KeyOfPart> {
  const { identify } = await identifyFrames(scene);
  const coder = await nameOfCoder(ffmpegPath);
  return (part) => keyOfSegment(part, { ...size, fps, codec, coder }, identify);
}

/** Encodes, and keeps what was made. @returns warnings */
async function encodeKeeping(
  { outPath, size, fps, codec, sound }: VideoToDraw,
  segments: readonly PlannedSegment[],
  drawing: Drawing | null,
  { context, clock, progress, keyOf }: VideoHost & { readonly keyOf: KeyOfPart },
  room: EngineContext,
): Promise<readonly string[]> {
  const warnings: string[] = [];
  await encodeSegments(
    { outPath, ...size, fps, codec, sound, segments },
    drawing && drawing.frames,
    {
      onFrame: (framesDone) => {
        progress.frameDone(framesDone);
        if (framesDone % MEASURED_FRAMES === 0) clock.noteMemory();
      },
      async onMade(segment, bytes) {
        // A network that moved to another device on the way has drawn something else than was planned.
        if (segment.key === null || keyOf(segment) !== segment.key) return;
        // A part that cannot be kept is no loss to this video.
        try {
          await context.segments.write(segment.key, bytes);
          await context.journal?.made(segment.from, segment.to, segment.key);
        } catch (thrown) {
          const why = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : String(thrown);
          if (warnings.length === 0)
            warnings.push(
              `Finished parts of the video could not be kept for later (${why}); next time they are made again.`,
            );
        }
      },
    },
    room,
  );
  return warnings;
}

/** Processor time of this process and of all it started, from now on. */
async function startCpuClock(): Promise<{ readonly read: () => Promise<number | null> }> {
  const own = ownCpuSec();
  const children = await endedChildrenCpuSec();
  return {
    async read() {
      const now = await endedChildrenCpuSec();
      return now === null || children === null ? null : ownCpuSec() - own + now - children;
    },
  };
}

/** Another ffmpeg codes otherwise: the program counts, as far as a look at its file tells. */
async function nameOfCoder(ffmpegPath: string): Promise<string> {
  const { size, mtimeMs } = await stat(ffmpegPath);
  return JSON.stringify([ffmpegPath, size, mtimeMs]);
}
