import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {
  RENDER_DEFAULTS,
  type RenderReport,
  type RenderRequest,
} from '../../../../shared/contract/render.ts';
import { COMPARE_DEFAULT_SIZE } from '../../compare/types.ts';
import { voicesOfPresets } from '../../compare/voices.ts';
import { fileUrl, inputFileArgs, runFfmpeg } from '../../ffmpeg/run.ts';
import { findInstallFolder } from '../../folders.ts';
import type * as Engine from '../../index.ts';
import { createModelLibrary } from '../../models/library.ts';
import { SOUND_DEMUXERS } from '../../stages/media/voice.ts';
import { benchAvatarReads } from './avatarReads.ts';
import { benchBatchSizes } from './batchSizes.ts';
import { benchFirstFrame } from './firstFrame.ts';
import { writeGroupPhoto } from './groupPhoto.ts';
import { benchLongMemory } from './longMemory.ts';
import { benchMainThread } from './mainThread.ts';
import { benchPixelWorkers, type PixelWorkers } from './pixelWorkers.ts';
import { benchPrecision, type Precision, type PrecisionRung } from './precision.ts';
import { benchRows } from './rows.ts';
import { stageShares, type StageShare } from './shares.ts';
import { openPraat } from './praat.ts';
import { benchProsody } from './prosody.ts';
import { benchSitting, type Sitting } from './sitting.ts';
import { benchTogether, type Together } from './together.ts';
import { measure, workloadOf, type Workload } from './workload.ts';

export const BENCH_REPORT_VERSION = 1;
const SHORT_VOICE_SEC = 2;
/** Small enough that several fit into any memory. */
const SMALL_SIZE = { widthPx: 540, heightPx: 540 };
const MOST_TOGETHER = 5;
const MOST_PIXEL_WORKERS = 4;
const LIST_SIZE = { widthPx: 270, heightPx: 270 };
const ROWS = 20;
const QUICK_ROWS = 4;
/** Four lines of the sample: every fifth row says the same again. */
const ROW_STARTS_SEC = [0, 2, 4, 6] as const;
const PHRASE_EDIT_ROOM = 0.1;

/** A render's own figures, beside its wall-clock time. */
export interface RenderWorkload extends Workload {
  readonly frames: number;
  readonly fps: number;
  readonly ceilingFps: number | null;
  readonly peakRssBytes: number;
  readonly stages: RenderReport['stages'];
  /** Of its wall-clock time; they add up to 1. */
  readonly shares: readonly StageShare[];
}

export interface BenchReport {
  readonly schemaVersion: typeof BENCH_REPORT_VERSION;
  readonly quick: boolean;
  readonly machine: {
    readonly platform: string;
    readonly arch: string;
    readonly cpu: string;
    readonly cores: number;
    readonly memoryBytes: number;
    readonly node: string;
  };
  readonly workloads: readonly (Workload | RenderWorkload)[];
  /** One thing changed at a time. */
  readonly sitting: Sitting;
  /** Several renders at once. */
  readonly together: readonly Together[];
  /** The same frames drawn by more and more workers. */
  readonly pixelWorkers: readonly PixelWorkers[];
  /** One network in several precisions, on the processor. */
  readonly precision: readonly PrecisionRung[];
  /** What the lip-sync network costs per row, on one thread of the processor; empty: not measured. */
  readonly batchSizes: readonly { readonly rows: number; readonly msPerRow: number }[];
  /** Lag of the thread that serves windows while a video is made, 99th percentile; null: not measured. */
  readonly mainThreadLagP99Ms: number | null;
  /** Measured within one run, so that machines can be compared; null: not measured. */
  readonly ratios: {
    readonly endToEndOverCeilingWav2lip: number | null;
    readonly endToEndOverCeilingBuiltin: number | null;
    readonly peakMemory10minOver30s: number | null;
    readonly prosodyOverAudio: number | null;
    /** Resynthesis after an edit, analysis at hand. */
    readonly prosodyEditOverAudio: number | null;
    /** How many times longer Praat takes for the same work; null where it is not installed. */
    readonly praatOverProsody: number | null;
    /** The voice after an edit of one phrase, over analysing and adjusting it anew. */
    readonly voicePhraseEdit: number | null;
    /** The whole video after an edit of one phrase over a render from the beginning. */
    readonly phraseEdit: number | null;
    /** The same over what it may take: the phrase's share of the voice, and a tenth. */
    readonly phraseEditOverGoal: number | null;
    readonly fourPresetsOverOne: number | null;
    readonly warmOverCold: number | null;
    /** Frames a second of the most workers over those of one, nothing encoded. */
    readonly pixelWorkersSpeedUp: number | null;
  };
}

const describeMachine = (): BenchReport['machine'] => ({
  platform: process.platform,
  arch: process.arch,
  cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
  cores: os.availableParallelism(),
  memoryBytes: os.totalmem(),
  node: process.versions.node,
});

const renderWorkload = (id: string, report: RenderReport): RenderWorkload => ({
  ...workloadOf(id, [report.totalMs]),
  frames: report.frames,
  fps: report.renderFps,
  ceilingFps: report.ceilingFps,
  peakRssBytes: report.peakRssBytes,
  stages: report.stages,
  shares: stageShares(report.stages, report.totalMs),
});

/** A voice as a WAV file of its own, changed as the output options say. */
async function convertVoice(
  source: string,
  target: string,
  run: Engine.EngineRun,
  ...options: readonly string[]
): Promise<string> {
  // Where a length is asked for, the sound is played again and again until it is reached.
  const again = options.includes('-t') ? ['-stream_loop', '-1'] : [];
  const args = [...inputFileArgs(source, SOUND_DEMUXERS, again), ...options, '-y', fileUrl(target)];
  await runFfmpeg(args, { ffmpegPath: run.ffmpegPath, signal: run.signal });
  return target;
}

/** Prosody on the sample at the rate of good recordings, and Praat on the same file. */
async function prosodyWorkloads(
  engine: Pick<typeof Engine, 'analyzeVoice'>,
  wavFile: string,
  folder: string,
  run: Engine.EngineRun,
): Promise<{ workloads: Workload[] } & Pick<BenchReport['ratios'], ProsodyRatio>> {
  const { voice } = await engine.analyzeVoice(wavFile, run);
  const beside = await openPraat(wavFile, folder, run.signal);
  const own = await benchProsody(voice, run.signal, beside.run);
  const praat = beside.workload();
  return {
    workloads: praat ? [...own.workloads, praat] : [...own.workloads],
    prosodyOverAudio: own.prosodyOverAudio,
    prosodyEditOverAudio: own.prosodyEditOverAudio,
    praatOverProsody: praat && praat.p50Ms / own.analysisAndResynthesisMs,
    voicePhraseEdit: own.phraseEditOverWhole,
  };
}
type ProsodyRatio = 'prosodyOverAudio' | 'prosodyEditOverAudio' | 'praatOverProsody' | 'voicePhraseEdit';

export interface BenchOptions {
  /** Only the first seconds of the sample are rendered. */
  readonly quick: boolean;
  /** A lip-sync network to measure; null: none. */
  readonly networkFile: string | null;
  /** One network in each precision; those that are missing are not measured. */
  readonly precisionFiles: Readonly<Partial<Record<Precision, string>>>;
  /** Called before each workload with its id. */
  readonly onWorkload: (id: string) => void;
}

/** Installs a network in a home of its own, so that nothing of the person's is touched. */
async function installNetwork(file: string, home: string, run: Engine.EngineRun): Promise<Engine.EngineRun> {
  const library = createModelLibrary({ home, modelsFolder: run.folders.models });
  await library.import('wav2lip-own', file, true, { signal: run.signal, onProgress: () => undefined });
  return { ...run, folders: { ...run.folders, home } };
}

const ratioOf = ({ fps, ceilingFps }: RenderWorkload): number | null =>
  ceilingFps === null ? null : fps / ceilingFps;

/** Measures the engine on the sample that comes with the program. */
export async function runBench(
  engine: Pick<typeof Engine, 'render' | 'compare' | 'inspectPhoto' | 'analyzeVoice' | 'preview'>,
  run: Engine.EngineRun,
  { quick, networkFile, precisionFiles, onWorkload }: BenchOptions,
): Promise<BenchReport> {
  const sample = path.join(findInstallFolder(), 'resources', 'sample');
  const photoPath = path.join(sample, 'photo.jpg');
  const voicePath = path.join(sample, 'voice.wav');
  const folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-bench-'));
  let caches = 0;
  /** With an empty cache: nothing that was found out about the photo before helps. */
  const cold = (base: Engine.EngineRun = run): Engine.EngineRun => {
    caches += 1;
    return { ...base, folders: { ...base.folders, cache: path.join(folder, `cache-${caches}`) } };
  };
  const request = (voice: string): RenderRequest => ({
    ...RENDER_DEFAULTS,
    photoPath,
    voicePath: voice,
    outPath: path.join(folder, 'bench.mp4'),
    lipsync: 'builtin',
  });
  const repeat = async (id: string, n: number, work: () => Promise<unknown>): Promise<Workload> => {
    onWorkload(id);
    return await measure(id, n, run.signal, work);
  };
  const renderOnce = async (id: string, voice: string, how: Engine.EngineRun): Promise<RenderWorkload> => {
    onWorkload(id);
    return renderWorkload(id, await engine.render(request(voice), how));
  };
  try {
    const known = cold();
    await engine.inspectPhoto(photoPath, known);
    const workloads: Workload[] = [
      await repeat('voice-analysis', quick ? 3 : 5, () => engine.analyzeVoice(voicePath, run)),
      await repeat('photo-inspection', quick ? 1 : 3, () => engine.inspectPhoto(photoPath, cold())),
      await repeat('photo-inspection-known', 4, () => engine.inspectPhoto(photoPath, known)),
    ];
    onWorkload('avatar-reads');
    workloads.push(...(await benchAvatarReads(photoPath, known)));
    onWorkload('prosody');
    const fineVoice = await convertVoice(voicePath, path.join(folder, 'fine.wav'), run, '-ar', '48000');
    const prosody = await prosodyWorkloads(engine, fineVoice, folder, run);
    const shortFile = path.join(folder, 'short.wav');
    const shortVoice = await convertVoice(voicePath, shortFile, run, '-t', String(SHORT_VOICE_SEC));
    const longVoice = quick ? shortVoice : voicePath;
    const seen = cold();
    const renders = [await renderOnce('render-builtin-2s', shortVoice, quick ? seen : cold())];
    if (!quick) renders.push(await renderOnce('render-builtin-sample', voicePath, seen));
    // The longest render says most: start-up weighs least in it.
    const longest = renders[renders.length - 1];
    const again = await renderOnce('render-builtin-again', longVoice, seen);
    onWorkload('compare-four-presets');
    const compared = await engine.compare(
      {
        ...request(longVoice),
        size: COMPARE_DEFAULT_SIZE,
        outFolder: path.join(folder, 'compared'),
        voices: voicesOfPresets(['neutral', 'celebration', 'wedding', 'calm'], null),
      },
      cold(),
    );
    const sat = quick ? { ...request(longVoice), size: SMALL_SIZE } : request(longVoice);
    const sitting = await benchSitting(engine, sat, cold(), onWorkload);
    onWorkload('renders-together');
    const small = { ...request(shortVoice), size: SMALL_SIZE };
    const together = await benchTogether(engine, small, cold, quick ? 2 : MOST_TOGETHER);
    const group = path.join(folder, 'group.jpg');
    await writeGroupPhoto(photoPath, group);
    workloads.push(
      await repeat('group-photo-inspection', quick ? 1 : 3, () => engine.inspectPhoto(group, cold())),
    );
    onWorkload('group-photo-render');
    const ofGroup = { ...small, photoPath: group, faceIndex: 1 };
    renders.push(renderWorkload('group-photo-render', await engine.render(ofGroup, cold())));
    onWorkload('batch-rows');
    const lines = await Promise.all(
      ROW_STARTS_SEC.map((startSec, i) => {
        const target = path.join(folder, `line-${i}.wav`);
        return convertVoice(voicePath, target, run, '-ss', String(startSec), '-t', String(SHORT_VOICE_SEC));
      }),
    );
    const listed = { ...small, size: LIST_SIZE };
    const rows = await benchRows(
      engine,
      listed,
      lines,
      quick ? QUICK_ROWS : ROWS,
      path.join(folder, 'list'),
      cold(),
    );
    onWorkload('play-to-first-frame');
    workloads.push(await benchFirstFrame(engine, request(longVoice), known));
    onWorkload('pixel-workers');
    const pixelWorkers = await benchPixelWorkers(
      quick ? small : request(shortVoice),
      known,
      quick ? 2 : MOST_PIXEL_WORKERS,
    );
    onWorkload('main-thread-lag');
    const mainThreadLagP99Ms = await benchMainThread({
      photoPath,
      voicePath: shortVoice,
      folder,
      signal: run.signal,
    });
    onWorkload('precision');
    const precision = await benchPrecision(precisionFiles, run.signal);
    if (!quick && networkFile !== null) onWorkload('batch-sizes');
    const batchSizes = quick || networkFile === null ? [] : await benchBatchSizes(networkFile);
    let peakMemory10minOver30s: number | null = null;
    if (!quick) {
      onWorkload('memory-10min-30s');
      const looped = (name: string, seconds: number): Promise<string> =>
        convertVoice(voicePath, path.join(folder, name), run, '-t', String(seconds));
      peakMemory10minOver30s = await benchLongMemory({
        photoPath,
        shortVoice: await looped('30s.wav', 30),
        longVoice: await looped('10min.wav', 600),
        folder,
        signal: run.signal,
      });
    }
    let drawn: RenderWorkload | null = null;
    if (networkFile !== null) {
      const withNetwork = await installNetwork(networkFile, path.join(folder, 'home'), cold());
      onWorkload('render-network');
      const report = await engine.render({ ...request(longVoice), lipsync: 'wav2lip' }, withNetwork);
      drawn = renderWorkload('render-network', report);
    }
    return {
      schemaVersion: BENCH_REPORT_VERSION,
      quick,
      machine: describeMachine(),
      workloads: [
        ...workloads,
        ...prosody.workloads,
        ...renders,
        again,
        workloadOf('compare-four-presets', [compared.totalMs]),
        rows,
        ...sitting.steps,
        ...(drawn ? [drawn] : []),
      ],
      sitting,
      together,
      pixelWorkers,
      precision,
      batchSizes: batchSizes.map(({ rows: count, msPerRow }) => ({ rows: count, msPerRow })),
      mainThreadLagP99Ms,
      ratios: {
        endToEndOverCeilingWav2lip: drawn && ratioOf(drawn),
        endToEndOverCeilingBuiltin: ratioOf(longest),
        peakMemory10minOver30s,
        prosodyOverAudio: prosody.prosodyOverAudio,
        prosodyEditOverAudio: prosody.prosodyEditOverAudio,
        praatOverProsody: prosody.praatOverProsody,
        voicePhraseEdit: prosody.voicePhraseEdit,
        phraseEdit: sitting.phraseEdit,
        phraseEditOverGoal:
          sitting.phraseEdit && sitting.phraseEdit / (sitting.phraseShare + PHRASE_EDIT_ROOM),
        fourPresetsOverOne: compared.totalMs / longest.p50Ms,
        warmOverCold: again.p50Ms / longest.p50Ms,
        pixelWorkersSpeedUp: pixelWorkers.at(-1)?.speedUp ?? null,
      },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
