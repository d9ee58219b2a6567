import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakePreviewLine } from '../api/fakePreview.ts';
import type { PreviewLine } from '../api/previewLine.ts';
import type { PreviewMusicOrder, PreviewWish } from '../../shared/contract/preview.ts';
import { createFakeSound, type FakeSound, type Played } from './fakeSound.ts';
import type { FramePicture } from './frameStore.ts';
import type { Painter } from './painter.ts';
import { createPreviewPlayer, type PlayheadView, type PreviewPlayer } from './previewPlayer.ts';

const FPS = 25;
const LENGTH_SEC = 4;
/** A screen that is refreshed 60 times a second, not in step with the frames. */
const REFRESH_SEC = 1 / 60;

interface Scene {
  readonly player: PreviewPlayer;
  readonly fake: FakeSound;
  readonly line: PreviewLine;
  readonly wishes: PreviewWish[];
  readonly painted: (FramePicture | null)[];
  readonly playhead: { -readonly [Key in keyof PlayheadView]: PlayheadView[Key] };
  readonly ended: { times: number };
  /** Lets time pass, with a refresh of the screen now and then. */
  pass(sec: number): Promise<void>;
}

/** The fake line sends its news in microtasks. */
const settle = async (): Promise<void> => {
  for (let i = 0; i < 50; i++) await Promise.resolve();
};

async function open(music: PreviewMusicOrder = null): Promise<Scene> {
  const fake = createFakeSound();
  const inner = fakePreviewLine({ look: {} as never, variants: [null], music });
  const wishes: PreviewWish[] = [];
  const line: PreviewLine = {
    ...inner,
    send(wish) {
      wishes.push(wish);
      inner.send(wish);
    },
  };
  const playhead = { playing: false, positionSec: 0, scrubbing: false, loop: null };
  const ended = { times: 0 };
  const painted: (FramePicture | null)[] = [];
  const painter: Painter = { setScene: () => undefined, paint: (picture) => void painted.push(picture) };
  const player = createPreviewPlayer(line, {
    openSound: () => fake.sound,
    nowMs: () => fake.clock.nowSec * 1000,
    playhead: () => playhead,
    onPosition: (sec) => (playhead.positionSec = sec),
    onEnd: () => {
      ended.times++;
      playhead.playing = false;
    },
    onTrack: () => undefined,
    onScene: () => undefined,
    onProblem: () => undefined,
    onWaiting: () => undefined,
  });
  player.show(0, painter);
  await settle();
  const scene: Scene = {
    player,
    fake,
    line,
    wishes,
    painted,
    playhead,
    ended,
    async pass(sec) {
      for (let passed = 0; passed < sec; passed += REFRESH_SEC) {
        fake.clock.nowSec += REFRESH_SEC;
        player.refresh();
        await settle();
      }
    },
  };
  await scene.pass(0.1);
  return scene;
}

describe('the player', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('plays a voice through: every frame once and in order, every sample once, no gap at the joins', async () => {
    const scene = await open();
    scene.playhead.playing = true;
    scene.player.obey('play');
    await scene.pass(LENGTH_SEC + 0.5);
    expect(scene.ended.times).toBe(1);
    expect(scene.player.statistics).toMatchObject({
      due: LENGTH_SEC * FPS,
      shown: LENGTH_SEC * FPS,
      late: 0,
      missing: 0,
      doubled: 0,
    });
    expect(scene.player.statistics.mostDriftSec).toBeLessThan(0.5 / FPS);
    const { played } = scene.fake;
    expect(played).toHaveLength(4);
    played.slice(1).forEach(({ startSec }, i) => expect(startSec).toBeCloseTo(played[i].endSec, 9));
    expect(played[3].endSec - played[0].startSec).toBeCloseTo(LENGTH_SEC, 9);
  });

  it('stays on the sound for ten minutes of going round', async () => {
    const scene = await open();
    const { player, fake, playhead } = scene;
    playhead.playing = true;
    playhead.loop = { startSec: 0, endSec: LENGTH_SEC };
    player.obey('play');
    await scene.pass(LENGTH_SEC + 1);
    // Refreshes become rare, so that the test does not take ten minutes; the sound must not stop meanwhile.
    const startSec = fake.played[0].startSec;
    while (fake.clock.nowSec < startSec + 600) {
      fake.clock.nowSec += 0.25;
      player.refresh();
    }
    const heard = (fake.clock.nowSec - startSec) % LENGTH_SEC;
    expect(Math.abs(playhead.positionSec - heard)).toBeLessThan(0.5 / FPS);
    expect(player.statistics.mostDriftSec).toBeLessThan(0.5 / FPS);
    fake.played.slice(1).forEach((one, i) => expect(one.startSec).toBeCloseTo(fake.played[i].endSec, 6));
  });

  it('swaps a phrase that is edited while another is heard: what is heard plays on, the new one follows', async () => {
    const scene = await open();
    const { player, fake, playhead, line } = scene;
    playhead.playing = true;
    player.obey('play');
    await scene.pass(0.3);
    line.send({ type: 'edit', variant: 0, prosody: null });
    await settle();
    await scene.pass(LENGTH_SEC);
    const heard = fake.played.filter(({ startSec, endSec }) => endSec > startSec);
    heard.slice(1).forEach(({ startSec }, i) => expect(startSec).toBeCloseTo(heard[i].endSec, 9));
    expect(heard).toHaveLength(4);
    expect(player.statistics).toMatchObject({ late: 0, missing: 0, doubled: 0 });
    expect(player.statistics.due).toBe(LENGTH_SEC * FPS);
    const asked = scene.wishes.flatMap((wish) => (wish.type === 'sound' ? wish.pieces : []));
    // Each piece was asked for once, and of the edit the new one alone.
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked).toHaveLength(5);
  });

  it('swaps the phrase that is heard in the middle, without a gap', async () => {
    const scene = await open();
    const { player, fake, playhead, line } = scene;
    playhead.positionSec = 1.2;
    playhead.playing = true;
    player.obey('play');
    await scene.pass(0.3);
    line.send({ type: 'edit', variant: 0, prosody: null });
    await settle();
    await scene.pass(0.5);
    const heard = fake.played.filter(({ startSec, endSec }) => endSec > startSec + 0.01);
    expect(heard.length).toBeGreaterThan(1);
    heard.slice(1).forEach(({ startSec, offsetSec }, i) => {
      // The old phrase gives way while the new one begins.
      expect(startSec).toBeLessThanOrEqual(heard[i].endSec + 1e-9);
      expect(heard[i].endSec - startSec).toBeLessThan(0.02);
      if (i === 0) expect(offsetSec).toBeGreaterThan(0.4);
    });
    expect(player.statistics.missing).toBe(0);
  });

  it('shows the frame under a playhead that is dragged, and asks for the nearest ones first', async () => {
    const scene = await open();
    scene.playhead.scrubbing = true;
    scene.playhead.positionSec = 3.1;
    scene.wishes.length = 0;
    scene.player.obey('jump');
    const [first] = scene.wishes.filter((wish) => wish.type === 'frames');
    const frames = first.wanted.map(([, frame]) => frame);
    expect(frames.slice(0, 3)).toEqual([77, 78, 76]);
    await scene.pass(0.1);
    expect(scene.painted.length).toBeGreaterThan(0);
    expect(scene.fake.played).toHaveLength(0);
  });

  it('counts a frame as late whose picture does not come, and goes on with the sound', async () => {
    const scene = await open();
    const { player, playhead } = scene;
    playhead.playing = true;
    player.obey('play');
    await scene.pass(0.5);
    const late = vi.spyOn(scene.line, 'send').mockImplementation(() => undefined);
    await scene.pass(3);
    late.mockRestore();
    expect(player.statistics.late).toBeGreaterThan(0);
    expect(playhead.positionSec).toBeGreaterThan(3.2);
  });
});

describe('music in the preview', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const RATE_HZ = 8000;
  const MUSIC: NonNullable<PreviewMusicOrder> = {
    ...{
      media: 'm'.repeat(32),
      gainDb: -12,
      duckDb: -9,
      fadeInSec: 0,
      fadeOutSec: 0,
      startSec: 0,
      loop: true,
    },
  };
  /** The voice is silent; each sample of the music says where it lies, counted from 1. */
  const musicOf = (played: readonly Played[]): Played[] =>
    played.filter(({ marker, startSec, endSec }) => marker > 0 && endSec > startSec);
  const positionSec = ({ marker }: Played): number => (marker - 1) / RATE_HZ;
  const start = (scene: Scene, fromSec = 0): number => {
    scene.playhead.positionSec = fromSec;
    scene.playhead.playing = true;
    scene.fake.played.length = 0;
    scene.player.obey('play');
    return scene.fake.played[0].startSec;
  };

  it('lies under the voice to the sample, from the beginning to the end, piece after piece', async () => {
    const scene = await open(MUSIC);
    const startedSec = start(scene);
    await scene.pass(LENGTH_SEC + 0.5);
    const heard = musicOf(scene.fake.played);
    expect(heard[0]).toMatchObject({ startSec: startedSec, gains: [] });
    for (const chunk of heard) expect(chunk.startSec - startedSec).toBeCloseTo(positionSec(chunk), 9);
    heard.slice(1).forEach(({ startSec }, i) => expect(startSec).toBeCloseTo(heard[i].endSec, 9));
    expect((heard.at(-1)?.endSec ?? 0) - startedSec).toBeCloseTo(LENGTH_SEC, 9);
    const asked = scene.wishes.flatMap((wish) => (wish.type === 'musicSound' ? wish.pieces : []));
    expect(asked).toHaveLength(8);
    expect(new Set(asked).size).toBe(8);
    expect(scene.player.statistics).toMatchObject({ late: 0, missing: 0, doubled: 0 });
  });

  it('goes round with the voice, and with a fade where one end meets the other', async () => {
    const scene = await open(MUSIC);
    scene.playhead.loop = { startSec: 0.7, endSec: 1.9 };
    const startedSec = start(scene, 0.7);
    await scene.pass(5);
    const heard = musicOf(scene.fake.played);
    for (const chunk of heard) {
      const sec = 0.7 + ((chunk.startSec - startedSec + 1e-9) % 1.2);
      expect(positionSec(chunk)).toBeCloseTo(sec, 6);
    }
    heard.slice(1).forEach(({ startSec }, i) => expect(startSec).toBeCloseTo(heard[i].endSec, 9));
    const again = heard.findIndex((chunk, i) => i > 0 && positionSec(chunk) === 0.7);
    expect(heard[again].gains.map(({ kind, gain }) => [kind, gain])).toEqual([
      ['set', 0],
      ['ramp', 1],
    ]);
    const [, out] = heard[again - 1].gains.slice(-2);
    expect(out).toMatchObject({ kind: 'ramp', gain: 0 });
    expect(out.atSec).toBeCloseTo(heard[again].startSec, 9);
  });

  it('jumps with the voice', async () => {
    const scene = await open(MUSIC);
    start(scene);
    await scene.pass(0.6);
    scene.playhead.positionSec = 3.1;
    scene.fake.played.length = 0;
    scene.player.obey('jump');
    const [voice] = scene.fake.played;
    await scene.pass(0.5);
    const [first] = musicOf(scene.fake.played);
    expect(first.startSec).toBe(voice.startSec);
    expect(positionSec(first)).toBeCloseTo(3.1, 9);
  });

  it('changes its volume under a voice that plays on, within a second and without a gap', async () => {
    const scene = await open(MUSIC);
    const startedSec = start(scene);
    await scene.pass(0.8);
    const before = scene.fake.clock.nowSec;
    scene.line.send({ type: 'music', music: { ...MUSIC, gainDb: -20 } });
    await settle();
    await scene.pass(1.5);
    const voice = scene.fake.played.filter(({ marker }) => marker === 0);
    voice.slice(1).forEach(({ startSec }, i) => expect(startSec).toBeCloseTo(voice[i].endSec, 9));
    expect(voice.slice(0, 3).map(({ startSec, endSec }) => endSec - startSec)).toEqual([
      expect.closeTo(1, 9),
      expect.closeTo(1, 9),
      expect.closeTo(1, 9),
    ]);
    const heard = musicOf(scene.fake.played);
    // Old and new sound together while one gives way to the other, and never neither of them.
    const joined = heard.findIndex((chunk) => chunk.startSec > before);
    expect(heard[joined].startSec - before).toBeLessThan(0.1);
    expect(heard[joined - 1].endSec - heard[joined].startSec).toBeCloseTo(0.008, 6);
    expect(heard[joined - 1].gains.at(-1)).toMatchObject({ kind: 'ramp', gain: 0 });
    for (const chunk of heard) expect(chunk.startSec - startedSec).toBeCloseTo(positionSec(chunk), 3);
  });

  it('is taken away and comes back while the voice plays', async () => {
    const scene = await open(MUSIC);
    const startedSec = start(scene);
    await scene.pass(0.8);
    scene.line.send({ type: 'music', music: null });
    await scene.pass(0.5);
    const silentFrom = Math.max(...musicOf(scene.fake.played).map(({ endSec }) => endSec));
    expect(silentFrom - startedSec).toBeLessThan(0.9);
    scene.line.send({ type: 'music', music: MUSIC });
    await scene.pass(0.5);
    const [back] = musicOf(scene.fake.played).filter(({ startSec }) => startSec > silentFrom);
    expect(back.startSec - startedSec).toBeCloseTo(positionSec(back), 3);
    expect(back.gains[0]).toMatchObject({ kind: 'set', gain: 0 });
  });

  it('stays where it is when a phrase of the same length is edited, and ends with the voice', async () => {
    const scene = await open(MUSIC);
    start(scene, 1.2);
    await scene.pass(0.3);
    const before = musicOf(scene.fake.played).length;
    scene.line.send({ type: 'edit', variant: 0, prosody: null });
    await scene.pass(0.1);
    // What was handed to the sound card goes on.
    expect(
      musicOf(scene.fake.played)
        .slice(0, before)
        .every(({ gains }) => gains.length <= 2),
    ).toBe(true);
    scene.player.obey('pause');
    const { nowSec } = scene.fake.clock;
    for (const { endSec } of musicOf(scene.fake.played)) expect(endSec).toBeLessThanOrEqual(nowSec);
  });
});
