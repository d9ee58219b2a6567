/** Everything a photo and a voice can become besides a video: a picture, a sticker, a sound, captions. */
import { writeFile } from 'node:fs/promises';
import { mapCaptions } from '../../../shared/captions/captions.ts';
import { writeSubtitles } from '../../../shared/captions/subtitleFile.ts';
import type { RenderReport, RenderRequest } from '../../../shared/contract/render.ts';
import { inputError } from '../../../shared/errors.ts';
import { keepInHistory } from '../estimate/index.ts';
import { gateWarnings } from '../measureConfidence.ts';
import { licenceWarnings, namedModels, usedModels } from '../namedModels.ts';
import { renderVideo, type PreparedRender, type RenderContext } from '../pipeline.ts';
import {
  createRenderProgress,
  type RenderProgressSink,
  type RenderProgressTracker,
} from '../renderProgress.ts';
import { rebuildingParts } from '../rebuildParts.ts';
import { writeWhole } from '../runtime/writeWhole.ts';
import { spoolTrack } from '../soundTrack.ts';
import { speakAs, type SpokenAs } from '../speakAs.ts';
import { createStageClock, type StageClock } from '../stageClock.ts';
import { decodeVoice } from '../stages/media/index.ts';
import { analyseSpeech } from '../stages/voice/index.ts';
import { requireVoice } from '../stages/voice/music.ts';
import { formReport } from './formReport.ts';
import { checkOutFile } from './outFile.ts';
import { openPictures } from './pictures.ts';
import { writeSoundFile } from './soundFile.ts';
import { stickerFrames, stickerSize, writeSticker, type Sticker } from './sticker.ts';
import { writePicture } from './still.ts';

interface Host {
  readonly context: RenderContext;
  readonly clock: StageClock;
  readonly progress: RenderProgressTracker;
  /** Of the file that is written, in small letters, with the dot. */
  readonly ending: string;
  readonly startedMs: number;
}

/**
 * Makes what a request asks for, whatever its form.
 * @throws KotohogiError for bad input, missing parts and cancel; nothing half-written remains in any case
 */
export async function exportForm(
  request: RenderRequest,
  context: RenderContext,
  onProgress: RenderProgressSink,
): Promise<RenderReport> {
  const report = await makeForm(request, context, onProgress);
  await keepInHistory(report, context.folders.home);
  return report;
}

async function makeForm(
  request: RenderRequest,
  context: RenderContext,
  onProgress: RenderProgressSink,
): Promise<RenderReport> {
  const { form } = request;
  if (form.kind === 'video')
    return rebuildingParts(context, (attempt) => renderVideo(request, attempt, onProgress));
  const startedMs = performance.now();
  const ending = await checkOutFile(request.outPath, form.kind);
  const isCutOut = form.kind === 'sticker' && form.isCutOut;
  const progress = createRenderProgress(onProgress, isCutOut || request.background.kind !== 'none');
  const clock = createStageClock(context, progress);
  const host: Host = { context, clock, progress, ending, startedMs };
  switch (form.kind) {
    case 'still':
      return exportStill(request, form.atSec, host);
    case 'sticker':
      return exportSticker(request, form, host);
    case 'sound':
      return exportSound(request, host);
    case 'captions':
      return exportCaptions(request, host);
  }
}

/** What is said of pictures that were drawn. */
async function picturesReport(
  request: RenderRequest,
  { lipSync, confidence, models, talk, warnings }: PreparedRender,
  drawn: { readonly frames: number; readonly durationSec: number; readonly fromMs: number },
  { context, clock, startedMs }: Host,
): Promise<RenderReport> {
  const endedMs = performance.now();
  const cards = await usedModels(models, context.models);
  return formReport(request, clock, {
    frames: drawn.frames,
    width: request.size.widthPx,
    height: request.size.heightPx,
    fps: request.fps,
    durationSec: drawn.durationSec,
    lipsync: lipSync.name,
    confidence,
    device: lipSync.device(),
    models: namedModels(cards),
    totalMs: endedMs - startedMs,
    renderFps: (drawn.frames / (endedMs - drawn.fromMs)) * 1000,
    warnings: [...warnings, ...licenceWarnings(cards)],
    fallbacks: [...new Set([...context.fallbacks(), ...lipSync.fallbacks()])],
    talk,
  });
}

async function exportStill(request: RenderRequest, atSec: number, host: Host): Promise<RenderReport> {
  const source = await openPictures(
    request,
    false,
    (frames) => {
      const frame = Math.min(frames - 1, Math.round(atSec * request.fps));
      return { from: frame, to: frame + 1 };
    },
    host,
  );
  try {
    const fromMs = performance.now();
    await host.clock.run('encode', async () => {
      const { value, done } = await source.pictures.next();
      if (done) throw new Error('The picture was not drawn.');
      await writePicture(value, request.outPath);
      host.progress.frameDone(1);
    });
    return await picturesReport(request, source.prepared, { frames: 1, durationSec: 0, fromMs }, host);
  } finally {
    await source.close();
  }
}

async function exportSticker(request: RenderRequest, sticker: Sticker, host: Host): Promise<RenderReport> {
  const small = { ...request, size: stickerSize(request.size, sticker.sidePx), fps: sticker.fps };
  const source = await openPictures(
    small,
    sticker.isCutOut,
    (frames) => stickerFrames(sticker, frames),
    host,
  );
  try {
    const fromMs = performance.now();
    const frames = await host.clock.run('encode', (room) =>
      writeSticker(source.pictures, small, host.ending, (done) => host.progress.frameDone(done), room),
    );
    const drawn = { frames, durationSec: frames / sticker.fps, fromMs };
    const report = await picturesReport(small, source.prepared, drawn, host);
    return { ...report, request };
  } finally {
    await source.close();
  }
}

/** The voice as it is heard, and what is said about it. */
async function heardVoice(
  request: RenderRequest,
  { clock }: Host,
): Promise<SpokenAs & { readonly warnings: readonly string[] }> {
  const recorded = await clock.run('media', (room) => decodeVoice(request.voicePath, room));
  const musicWarnings = requireVoice(recorded);
  const spoken = await clock.run('voice', (room) => speakAs(recorded, request, room), { index: 0, count: 3 });
  const { voice, limits, confidence } = spoken;
  return {
    ...spoken,
    warnings: [
      ...voice.warnings,
      ...musicWarnings,
      ...limits,
      ...(confidence ? gateWarnings('The adjusted voice', confidence) : []),
    ],
  };
}

const NOBODY_SPEAKS = { activity: new Uint8Array(0), stepSec: 1 };

async function exportSound(request: RenderRequest, host: Host): Promise<RenderReport> {
  const { clock, ending, startedMs } = host;
  const { voice, confidence, warnings } = await heardVoice(request, host);
  // Only music has to know where somebody speaks.
  const speech = request.music
    ? await clock.run('voice', (room) => analyseSpeech(voice, room), { index: 1, count: 3 })
    : NOBODY_SPEAKS;
  const track = await clock.run('voice', (room) => spoolTrack(voice.clip, request.music, speech, room), {
    index: 2,
    count: 3,
  });
  try {
    await clock.run('encode', (room) => writeSoundFile(track.sound, request.outPath, ending, room));
  } finally {
    await track.sound.dispose();
  }
  return formReport(request, clock, {
    durationSec: voice.durationSec,
    confidence: confidence?.score ?? null,
    totalMs: performance.now() - startedMs,
    warnings: [...warnings, ...track.warnings],
  });
}

async function exportCaptions(request: RenderRequest, host: Host): Promise<RenderReport> {
  const { clock, ending, startedMs } = host;
  const { captions, outPath } = request;
  if (!captions || captions.length === 0)
    throw inputError(
      'captions-none',
      'There are no captions to write.',
      'Add captions: type them, import a file, or have a text read aloud.',
    );
  const { voice, toAdjusted, warnings } = await heardVoice(request, host);
  const text = writeSubtitles(mapCaptions(captions, toAdjusted), ending === '.vtt' ? 'vtt' : 'srt');
  await clock.run('encode', () => writeWhole(outPath, (partial) => writeFile(partial, text)));
  return formReport(request, clock, {
    durationSec: voice.durationSec,
    totalMs: performance.now() - startedMs,
    warnings: [...warnings],
  });
}
