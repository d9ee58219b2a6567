import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NEUTRAL_EDIT, withPitchStroke, withSettings, type ProsodyEdit } from '../../shared/prosody/edits.ts';
import { measureConfidence } from './measureConfidence.ts';
import { silentProgress } from './progress.ts';
import { wholeOf, type MonoSound, type MonoSource } from './runtime/monoSource.ts';
import { seededRandom } from './runtime/random.ts';
import { clipOf } from './runtime/soundSource.ts';
import { createSoundFolder, type SoundFile, type SoundFolder } from './runtime/spooledSound.ts';
import { bytesOf, clipInFile, voiceClip } from './spooledVoiceFixture.ts';
import type { Voice } from './stages/media/types.ts';
import { analyseSpooledProsody, analyseVoiceProsody } from './stages/prosody/analysis/index.ts';
import { applyProsody, applyProsodyInFile } from './stages/prosody/index.ts';
import type { ProsodyAnalysis } from './stages/prosody/types.ts';

const room = { signal: new AbortController().signal, progress: silentProgress };

/** Long enough that the voice is read in several stretches, with bursts of noise where splices are looked for. */
function makeVoice(sampleRateHz: number, channelCount: number): Voice {
  const clip = voiceClip(sampleRateHz, channelCount, 4.4);
  const random = seededRandom(3);
  for (let i = 0; i < clip.length; i++) {
    const isHiss = (i / sampleRateHz) % 1.5 > 1.3 || (i / sampleRateHz) % 0.7 < 0.06;
    const hiss = isHiss ? 0.1 * (random() - 0.5) : 0;
    for (const samples of clip.channels) samples[i] += hiss;
  }
  const durationSec = clip.length / sampleRateHz;
  return { path: 'voice.wav', sha256: 'voice', clip, durationSec, warnings: [] };
}

const pitched: ProsodyEdit = withSettings(NEUTRAL_EDIT, { pitchSemitones: 3, range: 1.4, tempo: 0.8 });
const drawn: ProsodyEdit = withPitchStroke(
  {
    ...NEUTRAL_EDIT,
    tempoCurve: [
      { sec: 0.5, value: 0 },
      { sec: 2, value: 0.4 },
      { sec: 5, value: -0.3 },
    ],
    energyCurve: [
      { sec: 0.2, value: -3 },
      { sec: 3, value: 4 },
    ],
  },
  'absolute',
  [
    { sec: 0.4, value: -2 },
    { sec: 1.2, value: 5 },
    { sec: 2.5, value: 0 },
  ],
);
const celebration: ProsodyEdit = {
  ...NEUTRAL_EDIT,
  language: 'en',
  preset: { id: 'celebration', amount: 1 },
};
const LOUD: ProsodyEdit = { ...withSettings(pitched, { energyDb: -6 }), loudnessTargetLufs: -4 };
const bright: ProsodyEdit = withSettings(NEUTRAL_EDIT, { tempo: 1.4, brightnessDb: 3, pauses: 0.5 });
const hot: ProsodyEdit = withSettings(NEUTRAL_EDIT, { pitchSemitones: -4, energyDb: 10 });

const EDITS: readonly {
  readonly name: string;
  readonly edit: ProsodyEdit;
  readonly ratesHz: readonly number[];
  /** Whether its loudness is beyond what the peaks leave room for. */
  readonly isLimited: boolean;
}[] = [
  { name: 'a preset', edit: celebration, ratesHz: [48_000, 16_000], isLimited: false },
  { name: 'drawn curves', edit: drawn, ratesHz: [48_000, 22_050], isLimited: false },
  { name: 'pitch, range and tempo', edit: pitched, ratesHz: [16_000], isLimited: false },
  { name: 'brightness and shorter pauses', edit: bright, ratesHz: [44_100], isLimited: false },
  { name: 'a loudness beyond the ceiling', edit: LOUD, ratesHz: [48_000], isLimited: true },
  { name: 'a level that has to be limited', edit: hot, ratesHz: [16_000], isLimited: false },
];
const NOTHING = new Float32Array(0);

const RATES = [
  [48_000, 2],
  [44_100, 2],
  [22_050, 1],
  [16_000, 1],
] as const;

/** What an analysis says, but for the sound itself; arrays by their bytes. */
const saidBy = (analysis: ProsodyAnalysis<MonoSound>): string =>
  JSON.stringify({ ...analysis, mono: null }, (_, value: unknown) =>
    value instanceof Float32Array || value instanceof Float64Array
      ? bytesOf(value).toString('base64')
      : value,
  );

describe.each(RATES)(
  'a voice of %i Hz and %i channels, adjusted in its file',
  (sampleRateHz, channelCount) => {
    const voice = makeVoice(sampleRateHz, channelCount);
    const analysis = analyseVoiceProsody(voice);
    let sounds: SoundFolder;
    let voiceInFile: Voice<SoundFile>;
    let analysisInFile: ProsodyAnalysis<MonoSource>;
    beforeAll(async () => {
      sounds = await createSoundFolder();
      voiceInFile = { ...voice, clip: clipInFile(sounds, voice.clip) };
      analysisInFile = analyseSpooledProsody(voiceInFile.clip);
    });
    afterAll(() => sounds.dispose());

    it('is analysed as it is in memory', () => {
      expect(analysisInFile.pulsesSec.length).toBeGreaterThan(200);
      expect(saidBy(analysisInFile)).toBe(saidBy(analysis));
    });

    const edits = EDITS.filter(({ ratesHz }) => ratesHz.includes(sampleRateHz));
    it.each(edits)('is what it is in memory, to the bit: $name', async ({ edit, isLimited }) => {
      const expected = await applyProsody(voice, analysis, edit, room);
      const made = await applyProsodyInFile(voiceInFile, analysisInFile, edit, room);
      expect(made.limits).toEqual(expected.limits);
      expect(made.limits.some((limit) => limit.includes('no more room'))).toBe(isLimited);
      expect(made.voice.clip.length).toBe(expected.voice.clip.length);
      for (const [channel, samples] of clipOf(made.voice.clip).channels.entries())
        expect(bytesOf(samples).equals(bytesOf(expected.voice.clip.channels[channel]))).toBe(true);
      const [heard, wanted] = [made, expected].map(({ unlevelled16k }) =>
        bytesOf(wholeOf(unlevelled16k ?? NOTHING)),
      );
      expect(heard.length).toBeGreaterThan(0);
      expect(heard.equals(wanted)).toBe(true);
      expect(measureConfidence(made, analysisInFile)).toEqual(measureConfidence(expected, analysis));
    });

    it('is itself where nothing is asked for', async () => {
      const { voice: same, unlevelled16k } = await applyProsodyInFile(
        voiceInFile,
        analysisInFile,
        NEUTRAL_EDIT,
        room,
      );
      expect(same).toBe(voiceInFile);
      expect(unlevelled16k).toBeNull();
    });
  },
);

it('what is made of a voice on the way leaves no file behind', async () => {
  const sounds = await createSoundFolder();
  try {
    const voice = makeVoice(16_000, 2);
    const clip = clipInFile(sounds, voice.clip);
    const { voice: loud } = await applyProsodyInFile(
      { ...voice, clip },
      analyseSpooledProsody(clip),
      LOUD,
      room,
    );
    await sounds.keepOnly(loud.clip);
    expect(readdirSync(path.dirname(clip.file))).toEqual([path.basename(loud.clip.file)]);
    expect(loud.clip.read(0, 1)).toHaveLength(2);
    await sounds.keepOnly({ file: 'the sound of another folder' });
    expect(existsSync(path.dirname(clip.file))).toBe(false);
  } finally {
    await sounds.dispose();
  }
});
