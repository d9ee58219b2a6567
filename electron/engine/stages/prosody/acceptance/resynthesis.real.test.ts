/**
 * What is asked of a voice against what Praat hears in the result. Needs Praat, ffmpeg and a speech synthesiser; with
 * KOTOHOGI_PROSODY_REFERENCE, a folder with clips.config.json and clips/NAME.wav, the clips there are judged as well.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { NEUTRAL_EDIT, withSettings } from '../../../../../shared/prosody/edits.ts';
import { PRESETS } from '../../../../../shared/prosody/presets.ts';
import { semitonesOf } from '../../../../../shared/prosody/settings.ts';
import { toAdjusted } from '../../../../../shared/prosody/timeMap.ts';
import { findFfmpeg } from '../../../ffmpeg/locate.ts';
import { processedWavFormat, writeWavFile } from '../../../runtime/wavFile.ts';
import { decodeVoice } from '../../media/index.ts';
import { resampleToMono } from '../../voice/resample.ts';
import { analyseVoiceProsody } from '../analysis/index.ts';
import { spectralDistanceDb } from '../confidence/spectralDistance.ts';
import { applyProsody } from '../index.ts';
import { clippedSamples, judgeContour, JUDGED_REQUESTS, type JudgedRequest } from './judge.ts';
import { isInstalled, trackWithPraat, type PraatContour } from './praatTracker.ts';
import { speakClips, type SpokenClip } from './spokenClips.ts';

const REFERENCE = process.env['KOTOHOGI_PROSODY_REFERENCE'];
/** Irregular and unvoiced clips: no tracker agrees with itself on them to these bounds. */
const NOT_JUDGED = ['silence', 'en_f_whisper', 'en_m_creak'];
/** "hashi" three times: two of its three tones hold half of the frames each, so its median says little. */
const ACCENT_CLIP = 'ja_f_hashi';
const STEP_SEC = 0.01;
/** Smaller steps between morae carry no accent. */
const ACCENT_STEP_SEMITONES = 2;

const hasPraat = await isInstalled('praat');
if (!hasPraat) console.warn('Skipped: Praat is not installed, so nothing can be judged against it.');

let folder = '';
let clips: SpokenClip[] = [];
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-prosody-'));
  if (!hasPraat) return;
  clips = [
    ...(await speakClips(folder)),
    ...(REFERENCE === undefined ? [] : await referenceClips(REFERENCE)),
  ];
  if (clips.length === 0) console.warn('Nothing judged: neither flite nor espeak-ng is installed.');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const configSchema = z.array(z.object({ name: z.string(), floor: z.number(), ceiling: z.number() }));

async function referenceClips(root: string): Promise<SpokenClip[]> {
  const text = await readFile(path.join(root, 'clips.config.json'), 'utf8');
  const config = z.object({ clips: configSchema }).parse(JSON.parse(text));
  return config.clips
    .filter(({ name }) => !NOT_JUDGED.includes(name))
    .map(({ name, floor, ceiling }) => ({
      name,
      wavPath: path.join(root, 'clips', `${name}.wav`),
      floorHz: floor,
      ceilingHz: ceiling,
    }));
}

const room = { signal: new AbortController().signal, progress: { report: () => undefined } };

async function decodeClip(
  file: string,
): Promise<{ voice: Awaited<ReturnType<typeof decodeVoice>>; mono: Float32Array }> {
  const { path: ffmpegPath } = await findFfmpeg();
  const voice = await decodeVoice(file, { ...room, ffmpegPath });
  return { voice, mono: resampleToMono(voice.clip, voice.clip.sampleRateHz) };
}

interface Made {
  readonly clip: SpokenClip;
  readonly request: JudgedRequest;
  readonly wavPath: string;
  readonly before: Float32Array;
  readonly after: Float32Array;
  readonly sampleRateHz: number;
}

async function makeAll(request: JudgedRequest): Promise<Made[]> {
  const made: Made[] = [];
  for (const clip of clips) {
    const { voice, mono } = await decodeClip(clip.wavPath);
    const { sampleRateHz } = voice.clip;
    const edit = withSettings(NEUTRAL_EDIT, {
      pitchSemitones: semitonesOf(request.pitch),
      range: request.range,
      tempo: request.tempo,
    });
    const adjusted = await applyProsody(voice, analyseVoiceProsody(voice), edit, room);
    const wavPath = path.join(folder, `${clip.name}.result.wav`);
    await writeWavFile(adjusted.voice.clip, wavPath, processedWavFormat(voice.clip), room.signal);
    // Judged as written, the way anybody else would read it.
    const after = await decodeClip(wavPath);
    expect(after.voice.clip.sampleRateHz).toBe(sampleRateHz);
    made.push({ clip, request, wavPath, before: mono, after: after.mono, sampleRateHz });
  }
  return made;
}

function distanceDb({ before, after, sampleRateHz, request }: Made, original: PraatContour): number {
  const timesSec = original.hz.flatMap((hz, i) => (hz > 0 ? [original.startSec + i * STEP_SEC] : []));
  return spectralDistanceDb({
    original: { mono: before, sampleRateHz },
    result: { mono: after, sampleRateHz },
    timesSec,
    toResultSec: (sec) => sec / request.tempo,
    gainDb: () => 0,
  });
}

describe.skipIf(!hasPraat)('measured by Praat', () => {
  for (const request of JUDGED_REQUESTS)
    it(request.name, async () => {
      const made = await makeAll(request);
      const originals = await trackWithPraat(
        made.map(({ clip }) => clip),
        folder,
      );
      const results = await trackWithPraat(
        made.map(({ clip, wavPath }) => ({
          wavPath,
          floorHz: clip.floorHz * Math.min(1, request.pitch),
          ceilingHz: clip.ceilingHz * Math.max(1, request.pitch),
        })),
        folder,
      );
      for (const [i, result] of made.entries()) {
        const { name } = result.clip;
        const judged = judgeContour(originals[i], results[i], request);
        const mcdDb = distanceDb(result, originals[i]);
        console.info(
          `${name.padEnd(16)} ${request.name}: median ${judged.medianCents.toFixed(1)}, RMSE ${judged.rmseCents.toFixed(1)} cents, gross ${(100 * judged.grossShare).toFixed(2)} %, voicing ${(100 * judged.voicingAgreement).toFixed(1)} %, MCD ${mcdDb.toFixed(2)} dB`,
        );
        if (name !== ACCENT_CLIP)
          expect.soft(Math.abs(judged.medianCents), `${name} median`).toBeLessThanOrEqual(10);
        expect.soft(judged.rmseCents, `${name} RMSE`).toBeLessThanOrEqual(30);
        expect.soft(judged.grossShare, `${name} gross`).toBeLessThanOrEqual(0.01);
        expect.soft(judged.voicingAgreement, `${name} voicing`).toBeGreaterThanOrEqual(0.95);
        expect.soft(mcdDb, `${name} MCD`).toBeLessThanOrEqual(3);
        // A length that falls between two samples may be rounded either way.
        const wanted = result.before.length / request.tempo;
        expect.soft(Math.abs(result.after.length - wanted), `${name} length`).toBeLessThan(1);
        const clipped = clippedSamples(result.after) - clippedSamples(result.before);
        expect.soft(clipped, `${name} new clipped samples`).toBeLessThanOrEqual(0);
      }
    });

  it.skipIf(REFERENCE === undefined)('keeps Japanese accents with every preset', async () => {
    const clip = clips.find(({ name }) => name === ACCENT_CLIP);
    if (!clip || REFERENCE === undefined) {
      console.warn(`Skipped: the reference folder has no ${ACCENT_CLIP}.`);
      return;
    }
    const truth = (await readFile(path.join(REFERENCE, 'clips', `${ACCENT_CLIP}.truth.csv`), 'utf8'))
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',').map(Number));
    const { voice } = await decodeClip(clip.wavPath);
    const analysis = analyseVoiceProsody(voice);
    const [original] = await trackWithPraat([clip], folder);
    for (const preset of PRESETS) {
      const edit = { ...NEUTRAL_EDIT, language: 'ja' as const, preset: { id: preset.id, amount: 1 } };
      const { voice: result, timeMap, plan } = await applyProsody(voice, analysis, edit, room);
      const wavPath = path.join(folder, 'accent.wav');
      await writeWavFile(result.clip, wavPath, 'pcm24', room.signal);
      const [contour] = await trackWithPraat([{ ...clip, wavPath }], folder);
      for (let i = 0; i + 1 < truth.length; i++) {
        if (truth[i][0] !== truth[i + 1][0]) continue;
        const [from, to] = [truth[i][3], truth[i + 1][3]];
        const before = semitonesOf(nearest(original, to) / nearest(original, from));
        if (Math.abs(before) < ACCENT_STEP_SEMITONES) continue;
        const [fromSec, toSec] = [toAdjusted(timeMap, from), toAdjusted(timeMap, to)];
        const after = semitonesOf(nearest(contour, toSec) / nearest(contour, fromSec));
        expect.soft(Math.sign(after), preset.id).toBe(Math.sign(before));
        expect.soft(Math.abs(after - plan.settings.range * before), preset.id).toBeLessThanOrEqual(0.3);
      }
    }
  });
});

const nearest = ({ startSec, hz }: PraatContour, sec: number): number =>
  hz[Math.round((sec - startSec) / STEP_SEC)];
