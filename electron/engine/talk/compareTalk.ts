/** The same photo and voice made here and by another service, side by side. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Talk, TalkReport } from '../../../shared/contract/provenance.ts';
import type { RenderReport, RenderRequest } from '../../../shared/contract/render.ts';
import { throwIfCancelled } from '../../../shared/errors.ts';
import { encodeTiles } from '../compare/encodeTiles.ts';
import { layOutGrid, requireGridFits } from '../compare/gridLayout.ts';
import { openOutFolder } from '../compare/outFolder.ts';
import { GRID_FILE, REPORT_FILE } from '../compare/types.ts';
import { startDrawing } from '../frames/startDrawing.ts';
import { licenceWarnings, namedModels, usedModels } from '../namedModels.ts';
import { prepareRender, type PreparedRender, type RenderContext } from '../pipeline.ts';
import { createRenderProgress, type RenderProgressSink } from '../renderProgress.ts';
import { createStageClock } from '../stageClock.ts';

export const TALK_COMPARISON_VERSION = 1;

/** `outPath` is the folder; made when it is missing. */
export interface TalkComparisonRequest extends RenderRequest {
  readonly talk: Talk;
}

export interface TalkComparison {
  readonly schemaVersion: typeof TALK_COMPARISON_VERSION;
  /** The folder. */
  readonly out: string;
  /** Made on this computer. */
  readonly local: { readonly out: string; readonly lipsync: string; readonly device: string };
  readonly talk: { readonly out: string } & TalkReport;
  /** Both, side by side, with the sound of the voice. */
  readonly grid: { readonly out: string; readonly width: number; readonly height: number };
  readonly frames: number;
  readonly fps: number;
  readonly width: number;
  readonly height: number;
  readonly models: RenderReport['models'];
  readonly totalMs: number;
  readonly warnings: readonly string[];
  readonly fallbacks: readonly string[];
}

const LOCAL = { id: 'local', name: { en: 'This computer', ja: 'このパソコン' } };
const talkTile = ({ by }: Talk) => ({ id: 'did', name: { en: by, ja: 'クラウド' } });

async function closeAll(prepared: readonly PreparedRender[]): Promise<void> {
  for (const { lipSync, sound } of prepared) {
    await lipSync.close();
    await sound.dispose();
  }
}

/**
 * Renders a photo and a voice here and lays out what another service made of them, frame by frame in step, with the same
 * background, words and music: a video each and one with both. Files appear when all are complete.
 * @throws KotohogiError as a render of either; `grid-too-large`; `cancelled`
 */
export async function compareTalk(
  request: TalkComparisonRequest,
  context: RenderContext,
  onProgress: RenderProgressSink,
): Promise<TalkComparison> {
  const startedMs = performance.now();
  const { size, fps, talk } = request;
  const layout = layOutGrid(2, size);
  requireGridFits(layout);
  const progress = createRenderProgress(onProgress, request.background.kind !== 'none');
  const clock = createStageClock(context, progress);
  const folder = await openOutFolder(request.outPath);
  const prepared: PreparedRender[] = [];
  try {
    for (const one of [{ ...request, talk: null }, request])
      prepared.push(await prepareRender(one, context, clock, progress));
    const [here, there] = prepared;
    if (!there.talk) throw new Error('The talk was not opened.');
    progress.setFrames(here.frames + there.frames);
    const names = [LOCAL, talkTile(talk)];
    const tiles = prepared.map(({ scene, frames, sound }, i) => ({
      ...names[i],
      frames,
      still: scene.base.kind === 'still' ? scene.base.still : scene.base.face.reference,
      drawing: startDrawing(scene, context.signal, prepared.length),
      shownAt: (gridFrame: number) => Math.min(frames - 1, gridFrame),
      // Disposed of below: the first one is read twice.
      openSound: () => Promise.resolve({ ...sound, dispose: () => Promise.resolve() }),
    }));
    let framesDone = 0;
    const errors = await clock.run('encode', (room) =>
      encodeTiles({ tiles, layout, size, fps, staging: folder.staging }, room, () => {
        framesDone++;
        progress.frameDone(framesDone);
      }),
    );
    throwIfCancelled(context.signal);
    for (const error of errors.values()) throw error;
    const out = path.resolve(request.outPath);
    const fileOf = (id: string): string => path.join(out, `${id}.mp4`);
    const cards = await usedModels([...here.models, ...there.models], context.models);
    const unique = cards.filter((card, i) => cards.findIndex(({ id }) => id === card.id) === i);
    const report: TalkComparison = {
      schemaVersion: TALK_COMPARISON_VERSION,
      out,
      local: { out: fileOf(names[0].id), lipsync: here.lipSync.name, device: here.lipSync.device() },
      talk: { out: fileOf(names[1].id), ...there.talk },
      grid: { out: path.join(out, GRID_FILE), width: layout.widthPx, height: layout.heightPx },
      frames: here.frames,
      fps,
      width: size.widthPx,
      height: size.heightPx,
      models: namedModels(unique),
      totalMs: performance.now() - startedMs,
      warnings: [...new Set([...here.warnings, ...there.warnings, ...licenceWarnings(unique)])],
      fallbacks: [...new Set([...context.fallbacks(), ...here.lipSync.fallbacks()])],
    };
    await writeFile(path.join(folder.staging, REPORT_FILE), `${JSON.stringify(report, null, 2)}\n`);
    await folder.publish([...names.map(({ id }) => `${id}.mp4`), GRID_FILE, REPORT_FILE]);
    return report;
  } finally {
    await closeAll(prepared);
    await folder.close();
  }
}
