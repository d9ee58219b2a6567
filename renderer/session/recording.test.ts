import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeStudio, type FakeStudio } from '../api/fakeStudio.ts';
import type { MicrophoneListener, MicrophoneSource } from '../audio/microphone.ts';
import { missingError } from '../../shared/errors.ts';
import { useAnalysis } from '../stores/analysis.ts';
import { useProject } from '../stores/project.ts';
import { useRecording } from '../stores/recording.ts';
import { useView } from '../stores/view.ts';
import { createClipActions } from './clips.ts';
import { createMaterialActions } from './materials.ts';
import { createRecordingActions, noiseVerdict, toDbfs, type RecordingActions } from './recording.ts';

const RATE_HZ = 48_000;
const state = () => useRecording.getState();
const document = () => useProject.getState().document;

/** A microphone that hears what the test says. */
interface FakeMicrophone extends MicrophoneSource {
  listener: MicrophoneListener | null;
  failure: Error | null;
  closed: number;
  readonly speak: (blocks: number, level: number) => void;
  plugIn: () => void;
}

function createFakeMicrophone(): FakeMicrophone {
  const fake: FakeMicrophone = {
    listener: null,
    failure: null,
    closed: 0,
    plugIn: () => undefined,
    speak(blocks, level) {
      for (let i = 0; i < blocks; i++)
        fake.listener?.onBlock({ samples: new Float32Array(1200).fill(level), peak: level, rms: level });
    },
    open(deviceId, listener) {
      if (fake.failure) return Promise.reject(fake.failure);
      fake.listener = listener;
      return Promise.resolve({
        deviceId: deviceId ?? 'default',
        sampleRateHz: RATE_HZ,
        close: () => {
          fake.closed++;
          fake.listener = null;
        },
      });
    },
    devices: () => Promise.resolve([{ id: 'default', label: 'Desk microphone' }]),
    explain: () => missingError('microphone-denied', 'The microphone may not be used.', 'Allow it.'),
    onDevicesChanged(listener) {
      fake.plugIn = listener;
      return () => undefined;
    },
  };
  return fake;
}

describe('recording', () => {
  let studio: FakeStudio;
  let microphone: FakeMicrophone;
  let recording: RecordingActions;
  /** Ends the waits of the countdown and of the noise check, one at a time. */
  let tick: () => Promise<void>;

  beforeEach(async () => {
    for (const store of [useAnalysis, useProject, useRecording, useView])
      store.setState(store.getInitialState());
    studio = createFakeStudio();
    microphone = createFakeMicrophone();
    const waits: (() => void)[] = [];
    tick = async () => {
      await vi.waitFor(() => expect(waits.length).toBeGreaterThan(0));
      waits.shift()?.();
      await Promise.resolve();
    };
    const clips = createClipActions(studio.studio, createMaterialActions(studio.studio));
    recording = createRecordingActions(studio.studio, {
      microphone,
      clips,
      wait: () => new Promise((done) => waits.push(done)),
    });
    useView.getState().open('recorder');
    await recording.open();
  });

  async function take(blocks: number, level = 0.5): Promise<void> {
    const starting = recording.start();
    for (let second = 0; second < 3; second++) await tick();
    await starting;
    microphone.speak(blocks, level);
    await recording.stop();
  }

  it('counts down, keeps what was heard to the sample, and tells its level', async () => {
    const starting = recording.start();
    const counted: unknown[] = [];
    for (let second = 0; second < 3; second++) {
      counted.push(state().phase);
      // What is said before the end of the countdown is not recorded.
      microphone.speak(4, 0.9);
      await tick();
    }
    await starting;
    expect(counted).toEqual([3, 2, 1].map((left) => ({ kind: 'counting', left })));
    microphone.speak(80, 0.5);
    expect(state().elapsedSec).toBe(2);
    expect(state().level.peakDbfs).toBeCloseTo(-6.02, 2);
    await recording.stop();
    expect(state().takes).toMatchObject([
      { number: 1, durationSec: 2, inSec: 0, outSec: 2, recovered: false },
    ]);
    expect(state().chosen).toBe(state().takes[0].media.token);
    // A quarter of a second at a time.
    expect(studio.calls.filter((name) => name === 'appendRecording')).toHaveLength(8);
    expect(state().phase).toEqual({ kind: 'ready' });
  });

  it('can be called off during the countdown', async () => {
    const starting = recording.start();
    await tick();
    await recording.stop();
    await tick();
    await starting;
    expect(state().phase).toEqual({ kind: 'ready' });
    expect(studio.calls).not.toContain('beginRecording');
  });

  it('keeps every take; the chosen one becomes the voice, and a trimmed one its stretch', async () => {
    await take(80);
    await take(120);
    const [first, second] = state().takes;
    expect(state().takes.map(({ number }) => number)).toEqual([1, 2]);
    await recording.useTake(first.media.token);
    expect(document()).toMatchObject({ voice: first.media, clips: [] });
    expect(useView.getState().dialog).toBeNull();
    expect([microphone.closed, studio.calls.at(-1)]).toEqual([1, 'analyzeVoice']);
    expect(studio.calls).toContain('closeMicrophone');

    await recording.open();
    recording.trimTake(second.media.token, 0.5, 2.5);
    await recording.useTake(second.media.token);
    expect(document().clips).toMatchObject([{ media: second.media, inSec: 0.5, outSec: 2.5, startSec: 0 }]);
    expect(document().voice).not.toEqual(second.media);
    useProject.getState().undo();
    expect(document().voice).toEqual(first.media);
  });

  it('puts a take behind the voice, after a breath', async () => {
    await take(80);
    await recording.useTake(state().takes[0].media.token);
    await recording.open();
    await take(40);
    await recording.appendTake(state().takes[1].media.token);
    const [before, behind] = document().clips;
    // The voice in memory lasts four seconds, whatever it is made of.
    expect(before).toMatchObject({ startSec: 0, outSec: 4 });
    expect(behind).toMatchObject({ startSec: 4.35, inSec: 0, outSec: 1 });
  });

  it('never deletes a take that a step back may want', async () => {
    await take(80);
    await take(40);
    const [first, second] = state().takes;
    await recording.useTake(first.media.token);
    await recording.open();
    await recording.deleteTake(first.media.token);
    await recording.deleteTake(second.media.token);
    expect(state().takes).toEqual([first]);
    expect(studio.calls.filter((name) => name === 'deleteTake')).toHaveLength(1);
  });

  it('keeps what was said when the microphone is pulled out, and says so', async () => {
    const starting = recording.start();
    for (let second = 0; second < 3; second++) await tick();
    await starting;
    microphone.speak(100, 0.3);
    microphone.listener?.onLost();
    await vi.waitFor(() => expect(state().takes).toHaveLength(1));
    await vi.waitFor(() => expect(state().phase).toEqual({ kind: 'unavailable' }));
    expect(state().takes[0].durationSec).toBe(2.5);
    expect(state().problem).toMatchObject({ kind: 'missing', code: 'microphone-lost' });
    // Plugged in again, it goes on by itself.
    microphone.plugIn();
    await vi.waitFor(() => expect(state().phase).toEqual({ kind: 'ready' }));
    expect(state().problem).toBeNull();
  });

  it('says what to do without a microphone, and opens one that is connected later', async () => {
    await recording.close();
    microphone.failure = missingError('microphone-none', 'No microphone was found.', 'Connect one.');
    await recording.open();
    expect(state()).toMatchObject({ phase: { kind: 'unavailable' }, problem: { code: 'microphone-none' } });
    await recording.start();
    expect(studio.calls).not.toContain('beginRecording');
    microphone.failure = null;
    await recording.chooseDevice('');
    expect(state()).toMatchObject({ phase: { kind: 'ready' }, problem: null });
  });

  it('ends and keeps a take when the recorder is closed in the middle', async () => {
    const starting = recording.start();
    for (let second = 0; second < 3; second++) await tick();
    await starting;
    microphone.speak(30, 0.3);
    await recording.close();
    expect(state().takes).toMatchObject([{ durationSec: 0.75 }]);
    expect([microphone.closed, state().phase]).toEqual([1, { kind: 'closed' }]);
  });

  it('tells how quiet the room is', async () => {
    const checking = recording.checkNoise();
    microphone.speak(10, 0.9);
    await tick();
    await Promise.resolve();
    microphone.speak(40, 0.001);
    await tick();
    await checking;
    expect(state().noise?.dbfs).toBeCloseTo(-60, 1);
    expect(state().noise?.verdict).toBe('quiet');
    expect([null, -60, -50, -30].map(noiseVerdict)).toEqual(['quiet', 'quiet', 'fair', 'noisy']);
    expect(toDbfs(0)).toBeNull();
  });

  it('lights the lamp for what was cut off until it is put out', async () => {
    microphone.speak(1, 1);
    microphone.speak(1, 0.1);
    expect(state().clipped).toBe(true);
    recording.dismissClip();
    expect(state().clipped).toBe(false);
    await recording.close();
  });
});
