/**
 * The mouth of voices whose files tell when each sound is heard, judged on finished videos: as they are, and after
 * their tempo was changed. FaceMesh looks at the decoded frames.
 */
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findFfmpeg } from '../../electron/engine/ffmpeg/locate.ts';
import { resolveFolders } from '../../electron/engine/folders.ts';
import { inspectPhoto, render, type EngineRun } from '../../electron/engine/index.ts';
import { silentProgress } from '../../electron/engine/progress.ts';
import { wholeOf } from '../../electron/engine/runtime/monoSource.ts';
import { addSpokenFacts } from '../../electron/engine/runtime/spokenFacts.ts';
import { speakAs } from '../../electron/engine/speakAs.ts';
import { decodeVoice } from '../../electron/engine/stages/media/index.ts';
import { analyseSpeech } from '../../electron/engine/stages/voice/index.ts';
import { FLITE_IPA } from '../../scripts/measure-mouth/flitePhones.mjs';
import { envelopeDbOf, mouthFigures, type Phone } from '../../scripts/measure-mouth/metrics.mjs';
import { RENDER_DEFAULTS } from '../../shared/contract/render.ts';
import { NEUTRAL_EDIT, withSettings, type ProsodyEdit } from '../../shared/prosody/edits.ts';
import { measureMouth } from '../fixtures/mouthCurves.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PHOTO = path.join(ROOT, 'resources/sample/photo.jpg');
const SPEECH = path.join(ROOT, 'e2e/fixtures/speech/rms-unseen');
/** The photo's own size: frames are drawn and judged as large as the landmarks of the photo were found. */
const SIDE_PX = 512;
const SIZE = { widthPx: SIDE_PX, heightPx: SIDE_PX };
const FPS = 25;

let folder = '';
let run: EngineRun;
let voicePath = '';
let phones: readonly Phone[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-lipsync-'));
  run = {
    folders: resolveFolders(),
    ffmpegPath: (await findFfmpeg()).path,
    log: { info: () => undefined, warn: () => undefined },
    signal: new AbortController().signal,
    onProgress: () => undefined,
  };
  voicePath = path.join(folder, 'told.wav');
  await copyFile(`${SPEECH}.wav`, voicePath);
  phones = JSON.parse(await readFile(`${SPEECH}.phones.json`, 'utf8')) as Phone[];
  const phonemes = phones.map(([name, startSec, endSec]) => ({
    symbol: FLITE_IPA[name] ?? '',
    startSec,
    endSec,
  }));
  await addSpokenFacts(voicePath, {
    speakers: [{ id: 'test:rms', name: 'rms', licence: 'its own', credit: 'Voice: rms' }],
    timings: { alphabet: 'ipa', exact: true, phonemes },
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each<readonly [string, ProsodyEdit | null]>([
  ['as it is', null],
  ['at another tempo', withSettings(NEUTRAL_EDIT, { tempo: 1.2 })],
])('a voice that tells its sounds, %s', (name, prosody) => {
  test('has a mouth that closes on time, and is named in the report', async () => {
    const outPath = path.join(folder, 'told.mp4');
    const request = { ...RENDER_DEFAULTS, photoPath: PHOTO, voicePath, outPath, size: SIZE, prosody };
    const report = await render(request, run);
    // The sounds are known: the network that listens for them is not needed.
    expect(report.models.map(({ id }) => id)).not.toContain('mouth');
    expect(report.speaker).toMatchObject({ id: 'test:rms', credit: 'Voice: rms' });

    const room = { ...run, progress: silentProgress };
    const heard = await speakAs(
      await decodeVoice(voicePath, run),
      { preset: null, language: null, prosody },
      room,
    );
    const { mono16k } = analyseSpeech(heard.voice, room);
    const { faces } = await inspectPhoto(PHOTO, run);
    const curves = await measureMouth(outPath, SIDE_PX, faces.faces[0].landmarks, run.folders.models);
    const figures = mouthFigures({
      opening: curves.opening,
      width: curves.width,
      fps: FPS,
      phones: phones.map(([phone, start, end]) => [phone, heard.toAdjusted(start), heard.toAdjusted(end)]),
      envelopeDb: envelopeDbOf(wholeOf(mono16k), 16_000, FPS, curves.frames),
    });
    console.log(name, JSON.stringify(figures));
    expect(figures.bilabialsClosed).toBeGreaterThanOrEqual(0.9);
    expect(figures.vowelsWronglyClosed).toBeLessThanOrEqual(0.1);
    expect(figures.spreadMinusRound).toBeGreaterThanOrEqual(1);
    expect(figures.openMinusClose).toBeGreaterThanOrEqual(0.2);
    expect(figures.pauseOpening).toBeLessThanOrEqual(0.05);
    expect(figures.flapsPerSec).toBeLessThanOrEqual(3);
    expect(Math.abs(figures.envelopeLagFrames)).toBeLessThanOrEqual(2);
  });
});
