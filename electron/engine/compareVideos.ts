/** Voices side by side on one face: everything that they share is done once. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { throwIfCancelled } from '../../shared/errors.ts';
import { belowGate, describeComparison } from './compare/describeComparison.ts';
import { canDraw } from './compare/gridLabel.ts';
import { layOutGrid, requireGridFits } from './compare/gridLayout.ts';
import { makeVideos } from './compare/makeVideos.ts';
import { openOutFolder } from './compare/outFolder.ts';
import { prepareParts } from './compare/prepareParts.ts';
import type { CompareReport, CompareRequest } from './compare/types.ts';
import { REPORT_FILE } from './compare/types.ts';
import type { FrameFeed } from './frames/frameFeed.ts';
import { chooseLipSync, openLipSync, type LipSync } from './lipSync.ts';
import { licenceWarnings, namedModels, usedModels } from './namedModels.ts';
import type { RenderContext } from './pipeline.ts';
import { warningsOf } from './renderChecks.ts';
import { userPresetsFor } from './presetStore.ts';
import type { RenderProgressSink } from './renderProgress.ts';
import { createRenderProgress } from './renderProgress.ts';
import { drawnFaceOf, prepareSpeaker } from './speaker.ts';
import { createStageClock } from './stageClock.ts';
import { composeStill } from './stages/compose/index.ts';
import { decodePhoto, decodeVoice } from './stages/media/index.ts';
import { musicWarningsOf } from './stages/voice/music.ts';

const NO_FONTS = 'The side-by-side video has no labels: this computer has no fonts to draw them with.';

/**
 * Renders one video per voice and one that shows all of them side by side, their sound matched in loudness. The
 * pictures of the side-by-side video follow the sound that is heard in it: every mouth says the same syllable at the
 * same time, whatever its own tempo.
 *
 * A voice that fails is told in the report and does not lose the others. Files appear in the folder when all are
 * complete, never half-written; a folder that was made for them goes when nothing was.
 * @throws KotohogiError for bad input, missing parts, cancel, and when every voice failed
 */
export async function compareVideos(
  request: CompareRequest,
  context: RenderContext,
  onProgress: RenderProgressSink,
): Promise<CompareReport> {
  const startedMs = performance.now();
  const named = request.voices.flatMap(({ edit }) => edit?.preset?.id ?? []);
  const userPresets = await userPresetsFor(named, context.folders.home);
  requireGridFits(layOutGrid(request.voices.length, request.size));
  const progress = createRenderProgress(onProgress, request.background.kind !== 'none');
  const clock = createStageClock(context, progress);
  const lipSyncChoice = await chooseLipSync(request, context.models);
  const folder = await openOutFolder(request.outFolder);
  let lipSync: LipSync | null = null;
  const feeds: FrameFeed[] = [];
  try {
    const { photo, voice } = await clock.run('media', async (room) => ({
      photo: await decodePhoto(request.photoPath, room),
      voice: await decodeVoice(request.voicePath, room),
    }));
    const speaker = await prepareSpeaker(request, photo, context.cache, clock);
    lipSync = await openLipSync(lipSyncChoice, context);
    const parts = await prepareParts(
      voice,
      (frames) => ({
        faceInFrame: speaker.faceInFrame,
        drawnFace: () => drawnFaceOf(speaker, photo, frames),
      }),
      lipSync,
      userPresets,
      request,
      clock,
    );
    feeds.push(...parts.ready.flatMap(({ lipSync: { patchFeed } }) => patchFeed ?? []));
    const composed = await clock.run('compose', (room) =>
      composeStill(
        photo,
        speaker.matte,
        request.background,
        speaker.layout,
        request.size,
        room,
        speaker.crop,
      ),
    );

    const grid = layOutGrid(parts.ready.length, request.size);
    const framesTotal = parts.ready.reduce((sum, { frames }) => sum + frames, 0);
    progress.setFrames(framesTotal);
    let framesDone = 0;
    const errors = await clock.run('encode', (room) =>
      makeVideos(request, parts.ready, composed, grid, folder.staging, room, () => {
        framesDone++;
        progress.frameDone(framesDone);
        if (framesDone % 100 === 0) clock.noteMemory();
      }),
    );
    throwIfCancelled(context.signal);
    if (parts.ready.every(({ compared }) => errors.has(compared.id)))
      throw errors.get(parts.ready[0].compared.id);

    const cards = await usedModels(speaker.models, context.models);
    const report: CompareReport = {
      ...describeComparison(request, parts, grid, errors),
      lipsync: lipSync.name,
      device: lipSync.device(),
      models: namedModels(cards),
      stages: clock.stages,
      totalMs: performance.now() - startedMs,
      peakRssBytes: clock.peakRssBytes,
      warnings: [
        ...photo.warnings,
        ...voice.warnings,
        ...musicWarningsOf(voice),
        ...speaker.warnings,
        ...warningsOf(request, speaker.faces.faces.length, voice),
        ...((await canDraw('A')) ? [] : [NO_FONTS]),
        ...belowGate(parts.ready),
        ...licenceWarnings(cards),
      ],
      fallbacks: [...new Set([...context.fallbacks(), ...lipSync.fallbacks()])],
    };
    await writeFile(path.join(folder.staging, REPORT_FILE), `${JSON.stringify(report, null, 2)}\n`);
    const made = [...report.presets.map(({ out }) => out), report.grid?.out ?? null].filter(
      (file) => file !== null,
    );
    await folder.publish([...made.map((file) => path.basename(file)), REPORT_FILE]);
    return report;
  } finally {
    for (const feed of feeds) await feed.close();
    await lipSync?.close();
    await folder.close();
  }
}
