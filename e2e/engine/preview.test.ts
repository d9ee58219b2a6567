/** The live preview against renders: the same pixels, the same sound; edits redo what they change, nearest first. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MUSIC_DEFAULTS } from '../../shared/contract/exportConstants.ts';
import type { PreviewTrack } from '../../shared/contract/preview.ts';
import { NEUTRAL_EDIT, withPhrase, type ProsodyEdit } from '../../shared/prosody/edits.ts';
import { closedFormNetwork, EXPORTS } from '../../scripts/models/wav2lipNetworks.mjs';
import { movingFace } from '../fixtures/loopVideo.ts';
import { SAMPLE_VOICE } from '../fixtures/materials.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';
import {
  openDesk,
  renderedFrames,
  renderedWhole,
  type PreviewDesk,
  type Wishes,
} from '../fixtures/previewDesk.ts';
import { cutVoice } from '../fixtures/sound.ts';
import { createWorkplace, type Workplace } from '../fixtures/workplace.ts';

const SIZE = { widthPx: 256, heightPx: 256 };

/** Pieces follow each other without a gap or an overlap and cover the voice; frames cover it too. */
function expectWhole({ pieces, durationSec, sampleRateHz, looks, fps, timeMap }: PreviewTrack): void {
  let at = 0;
  for (const { startSample, samples, id } of pieces) {
    expect(startSample).toBe(at);
    expect(samples).toBeGreaterThan(0);
    expect(id).toBeGreaterThanOrEqual(0);
    at += samples;
  }
  expect(at).toBe(Math.round(durationSec * sampleRateHz));
  expect(looks.length).toBe(Math.ceil(durationSec * fps - 1e-6));
  for (const [i, [original, adjusted]] of timeMap.entries()) {
    if (i === 0) expect([original, adjusted]).toEqual([0, 0]);
    else expect([original, adjusted].every((sec, c) => sec > timeMap[i - 1][c])).toBe(true);
  }
}

const isSettled = (track: PreviewTrack): boolean => track.settled;

describe.skipIf(missingForRenders !== null)('the live preview', () => {
  let place: Workplace;
  let voice = '';
  let desk: PreviewDesk | null = null;
  const open = async (...args: Parameters<typeof openDesk>): Promise<PreviewDesk> => {
    desk = await openDesk(...args);
    return desk;
  };
  const close = async (): Promise<void> => {
    await desk?.close();
    desk = null;
  };

  beforeAll(async () => {
    place = createWorkplace();
    voice = await cutVoice(place.materials, 'voice.wav', { startSec: 0.5, durationSec: 3 });
  });
  afterAll(async () => {
    await close();
    place.remove();
  });

  it('shows every frame of a photo as a render draws it, in whatever order frames are asked for', async () => {
    const wishes = { voicePath: voice, size: SIZE };
    const rendered = await renderedFrames(place.home, wishes);
    const at = await open(place.home, wishes);
    await at.until((news) => news.type === 'track' && news.track.settled);
    expectWhole(at.track());
    expect(at.track().looks.length).toBe(rendered.length);
    const order = rendered.map((_, i) => (i * 29) % rendered.length);
    const shown = await at.frames(order);
    order.forEach((frame, i) => expect(mostDifference(shown[i], rendered[frame])).toBe(0));
    await close();
  });

  it('shows and plays an edited voice with music, titles and the mark as a render does, as soon as it has settled', async () => {
    const music = {
      ...MUSIC_DEFAULTS,
      ...{ path: SAMPLE_VOICE, startSec: 4, gainDb: -3, duckDb: -10, fadeInSec: 0.5, fadeOutSec: 0.7 },
    };
    const title = { text: '祝', position: 'top', style: 'gold', sizePercent: 12 } as const;
    const edit: ProsodyEdit = withPhrase(NEUTRAL_EDIT, { startSec: 0.4, endSec: 1.6 }, { tempo: 0.85 });
    const wishes: Wishes = {
      ...{ voicePath: voice, size: SIZE, music, mark: 'ja' },
      titles: [{ ...title, startSec: 0.2, endSec: 1.1 }],
    };
    const rendered = await renderedWhole(place.home, { ...wishes, prosody: edit });
    const at = await open(place.home, wishes);
    await at.until((news) => news.type === 'track' && news.track.settled);
    at.send({ type: 'edit', variant: 0, prosody: edit });
    const track = await at.nextTrack(
      ({ settled, looks }) => settled && looks.length === rendered.frames.length,
    );
    const [spoken] = await at.sound(track);
    const under = await at.music(track);
    expect(rendered.channels).toHaveLength(2);
    rendered.channels.forEach((mix, side) => {
      expect(mix.length).toBe(spoken.length);
      const difference = mix.map((sample, i) => sample - Math.fround(spoken[i] + under[side][i]));
      expect(rmsOf(difference)).toBe(0);
      expect(rmsOf(under[side])).toBeGreaterThan(0.001);
    });

    const order = [3, 12, 20, rendered.frames.length - 1, 0, 41];
    const shown = await at.frames(order);
    order.forEach((frame, i) => expect(mostDifference(shown[i], rendered.frames[frame])).toBe(0));
    // The mark is there, and without it the same frame is another picture.
    const unmarked = at.nextTrack();
    at.send({ type: 'look', request: at.requestWith({ mark: null }) });
    await unmarked;
    const [bare] = await at.frames([41]);
    const { widthPx, heightPx } = SIZE;
    const corner = (picture: Uint8ClampedArray): Uint8ClampedArray =>
      picture.filter((_, i) => {
        const [x, y] = [(i >> 2) % widthPx, Math.floor((i >> 2) / widthPx)];
        return x > widthPx / 2 && y > heightPx * 0.8;
      });
    expect(mostDifference(corner(bare), corner(shown[5]))).toBeGreaterThan(60);
    await close();
  });

  it('redoes the phrase that an edit changes, and nothing else', async () => {
    const at = await open(place.home, { voicePath: SAMPLE_VOICE, size: SIZE, idleMotion: 0, blink: 0 });
    await at.until((news) => news.type === 'track' && news.track.settled);
    const before = at.track();
    expect(before.pieces.length).toBeGreaterThan(3);
    const [piece] = before.pieces.slice(2);
    const span = {
      startSec: piece.startSample / before.sampleRateHz + 0.2,
      endSec: (piece.startSample + piece.samples) / before.sampleRateHz - 0.2,
    };
    at.send({ type: 'playhead', variant: 0, positionSec: span.startSec });
    at.send({
      type: 'edit',
      variant: 0,
      prosody: withPhrase(NEUTRAL_EDIT, span, { pitchSemitones: 3, energyDb: 4 }),
    });
    const edited = await at.nextTrack();
    expectWhole(edited);
    expect(edited.settled).toBe(false);
    expect(edited.pieces.map(({ id }, i) => id !== before.pieces[i].id)).toEqual(
      before.pieces.map((_, i) => i === 2),
    );
    const changed = [...edited.looks.keys()].filter((i) => edited.looks[i] !== before.looks[i]);
    const framesPerSample = before.fps / before.sampleRateHz;
    expect(changed.length).toBeGreaterThan(0.5 * (span.endSec - span.startSec) * before.fps);
    expect(changed.at(0)).toBeGreaterThanOrEqual(Math.floor(piece.startSample * framesPerSample));
    expect(changed.at(-1)).toBeLessThanOrEqual(
      Math.ceil((piece.startSample + piece.samples) * framesPerSample),
    );

    // Taken back, everything is there already: by the same names.
    at.send({ type: 'edit', variant: 0, prosody: null });
    const back = await at.nextTrack(isSettled);
    expect(back.pieces).toEqual(before.pieces);
    expect([...back.looks]).toEqual([...before.looks]);
    await close();
  });

  it('makes the phrase at the playhead first', async () => {
    const at = await open(place.home, { voicePath: SAMPLE_VOICE, size: SIZE });
    await at.until((news) => news.type === 'track' && news.track.settled);
    const before = at.track();
    const last = before.pieces.length - 1;
    at.send({ type: 'playhead', variant: 0, positionSec: before.durationSec - 0.5 });
    at.send({
      type: 'edit',
      variant: 0,
      prosody: { ...NEUTRAL_EDIT, settings: { ...NEUTRAL_EDIT.settings, pitchSemitones: 2 } },
    });
    const first = await at.nextTrack();
    expectWhole(first);
    expect(first.pieces[last].id).not.toBe(0);
    expect(first.pieces[last].id).not.toBe(before.pieces[last].id);
    expect(first.pieces[0].id).toBe(0);
    expect(first.looks[0]).toBe(0);
    expect(first.looks[first.looks.length - 1]).not.toBe(0);
    await at.nextTrack((track) => track.pieces.every(({ id }) => id !== 0));
    await close();
  });

  it('keeps the voice when the look changes, and has one face for several voices', async () => {
    const loud = { ...NEUTRAL_EDIT, settings: { ...NEUTRAL_EDIT.settings, tempo: 1.2 } };
    const wishes = { voicePath: voice, size: SIZE, idleMotion: 0, blink: 0 };
    const at = await open(place.home, wishes, [null, loud]);
    await at.until((news) => news.type === 'track' && news.track.variant === 1 && news.track.settled);
    await at.until((news) => news.type === 'track' && news.track.variant === 0 && news.track.settled);
    const [slow, fast] = [at.track(0), at.track(1)];
    expect(fast.durationSec).toBeCloseTo(slow.durationSec / 1.2, 1);
    expect(at.news.filter(({ type }) => type === 'scene')).toHaveLength(1);
    await at.frames([5, 6], 1);

    const changing = at.nextTrack(({ variant }) => variant === 0);
    const request = at.requestWith({ background: { kind: 'color', color: '#f6efe2' } });
    at.send({ type: 'look', request });
    const after = await changing;
    expect(after.pieces).toEqual(slow.pieces);
    expect(after.looks.every((look, i) => look !== slow.looks[i])).toBe(true);
    expect(at.news.filter(({ type }) => type === 'scene')).toHaveLength(2);
    await at.frames([10, 20]);
    await close();
  });

  it('draws the mouths of a network as a render does', async () => {
    const file = path.join(place.materials, 'network.onnx');
    writeFileSync(file, closedFormNetwork(EXPORTS.hq));
    const imported = await place.run('models', 'import', 'wav2lip', '--file', file, '--accept-licence');
    expect(imported).toMatchObject({ code: 0 });
    const wishes = { voicePath: voice, size: SIZE, lipsync: 'wav2lip' as const };
    const rendered = await renderedFrames(place.home, wishes);
    const at = await open(place.home, wishes);
    await at.until((news) => news.type === 'track' && news.track.settled);
    const scene = at.news.find((news) => news.type === 'scene');
    expect(scene).toMatchObject({ lipsync: 'wav2lip' });
    const order = [40, 2, 41, 70, 12, 13, 14];
    const shown = await at.frames(order);
    order.forEach((frame, i) => expect(mostDifference(shown[i], rendered[frame])).toBeLessThanOrEqual(1));
    await close();
  });

  it('shows every frame of a video loop as a render draws it', async () => {
    const { file } = await movingFace(place.materials, 'loop.mp4');
    const wishes = { photoPath: file, voicePath: voice, size: SIZE, lipsync: 'builtin' as const };
    const rendered = await renderedFrames(place.home, wishes);
    const at = await open(place.home, wishes);
    await at.until((news) => news.type === 'track' && news.track.settled);
    expect(at.news.find((news) => news.type === 'scene')).toMatchObject({ still: null });
    const order = [60, 0, 30, 61, 74];
    const shown = await at.frames(order);
    order.forEach((frame, i) => expect(mostDifference(shown[i], rendered[frame])).toBe(0));
    await close();
  });

  it('says what is wrong with a voice and closes', async () => {
    const silent = path.join(place.materials, 'nothing.wav');
    writeFileSync(silent, Buffer.from('RIFF'));
    const at = await open(place.home, { voicePath: silent, size: SIZE });
    await expect(at.until(({ type }) => type === 'track')).rejects.toThrow();
    expect(at.news.findLast(({ type }) => type === 'problem')).toMatchObject({ closed: true });
    await close();
  });
});

const mostDifference = (a: Uint8ClampedArray, b: Uint8ClampedArray): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);

const rmsOf = (samples: Float32Array): number =>
  Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
