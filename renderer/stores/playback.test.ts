import { beforeEach, describe, expect, it } from 'vitest';
import { frameAt, heardAt, recordedAt, usePlayback, type TimePairs } from './playback.ts';

const SLOWER: TimePairs = [
  [0, 0],
  [2, 2],
  [4, 6],
  [5, 7],
];

describe('the playhead', () => {
  beforeEach(() => {
    usePlayback.setState(usePlayback.getInitialState());
    usePlayback.getState().hear({ durationSec: 5, fps: 25, timeMap: [] });
  });

  it('stays within the voice and tells jumps from running', () => {
    const { seek, arrive } = usePlayback.getState();
    seek(9);
    expect(usePlayback.getState()).toMatchObject({ positionSec: 5, jumps: 1 });
    seek(-1);
    arrive(0.04);
    expect(usePlayback.getState()).toMatchObject({ positionSec: 0.04, jumps: 2 });
  });

  it('steps by whole frames, wherever within a frame it stood', () => {
    const { seek, step } = usePlayback.getState();
    seek(1.013);
    step(1);
    expect(usePlayback.getState().positionSec).toBeCloseTo(26 / 25, 12);
    for (let i = 0; i < 60; i++) step(1);
    expect(frameAt(usePlayback.getState().positionSec, 25)).toBe(86);
    step(-86);
    expect(usePlayback.getState().positionSec).toBe(0);
  });

  it('begins anew what has ended, and goes into its region', () => {
    const { seek, play, pause, setLoop, stop } = usePlayback.getState();
    seek(5);
    play();
    expect(usePlayback.getState()).toMatchObject({ playing: true, positionSec: 0 });
    pause();
    setLoop({ startSec: 1, endSec: 2 });
    play();
    expect(usePlayback.getState().positionSec).toBe(1);
    seek(1.5);
    stop();
    expect(usePlayback.getState()).toMatchObject({ playing: false, positionSec: 1 });
    setLoop({ startSec: 2, endSec: 2 });
    expect(usePlayback.getState().loop).toBeNull();
  });

  it('stays at the same word when an edit moves the words', () => {
    const { seek, setLoop, hear } = usePlayback.getState();
    seek(3);
    setLoop({ startSec: 1, endSec: 4 });
    hear({ durationSec: 7, fps: 25, timeMap: SLOWER });
    expect(usePlayback.getState()).toMatchObject({ positionSec: 4, loop: { startSec: 1, endSec: 6 } });
    hear({ durationSec: 5, fps: 25, timeMap: [] });
    expect(usePlayback.getState()).toMatchObject({ positionSec: 3, loop: { startSec: 1, endSec: 4 } });
  });

  it('knows both ways between the recording and what is heard', () => {
    for (const sec of [0, 0.5, 2, 3.3, 4.9])
      expect(recordedAt(SLOWER, heardAt(SLOWER, sec))).toBeCloseTo(sec, 12);
    expect(heardAt([], 3)).toBe(3);
  });
});
