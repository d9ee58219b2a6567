import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakePreviewLine } from '../api/fakePreview.ts';
import type { PreviewLine } from '../api/previewLine.ts';
import type { PreviewWish } from '../../shared/contract/preview.ts';
import { createFakeSound, type FakeSound } from './fakeSound.ts';
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

async function open(): Promise<Scene> {
  const fake = createFakeSound();
  const inner = fakePreviewLine({ look: {} as never, variants: [null] });
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
