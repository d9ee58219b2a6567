import { describe, expect, it } from 'vitest';
import type { Device } from '../../../../shared/contract/devices.ts';
import { DEFAULT_INFERENCE_SETTINGS } from '../../../../shared/contract/inference.ts';
import { fakeSession } from '../fakeModels.ts';
import { DEFAULT_SESSION_OPTIONS, type OnnxSession, type SessionLoader, type Tensor } from '../onnx.ts';
import type { DeviceTrials } from './deviceTrials.ts';
import { createSessionOpener } from './sessionOpener.ts';
import { testModelFile } from './testing.ts';
import type { TrialRecord } from './trialRun.ts';

const FILE = testModelFile('facemesh', 'facemesh.onnx', { role: 'face-landmarks', family: 'facemesh' });
const INPUT = { x: { dims: [2], data: Float32Array.of(1, 2) } };

const correct = (device: Device): TrialRecord => ({
  device,
  state: 'correct',
  medianMs: device === 'cpu' ? 10 : 1,
  largestError: 0,
  reason: null,
  batches: [],
  sweptRows: 1,
});
const goodTrials: DeviceTrials = {
  devices: ['cuda'],
  ofDevice: (device) => Promise.resolve(correct(device)),
  ofModel: (_, device) => Promise.resolve(correct(device)),
  known: () => Promise.resolve(null),
};

/** Doubles its input; on a device the calls in `failing` (from 1) fail. */
function runtime(failing: readonly number[], message = 'the device was lost') {
  const loaded: Device[] = [];
  const released: Device[] = [];
  const load: SessionLoader = (_, { device }): Promise<OnnxSession> => {
    loaded.push(device);
    let calls = 0;
    const session = fakeSession({
      run({ x }): Readonly<Record<string, Tensor>> {
        calls += 1;
        if (device !== 'cpu' && failing.includes(calls)) throw new Error(message);
        if (!(x?.data instanceof Float32Array)) throw new Error('no input');
        return { y: { dims: x.dims, data: x.data.map((value) => 2 * value) } };
      },
    });
    return Promise.resolve({
      ...session,
      device,
      run: async (inputs) => session.run(inputs),
      release() {
        released.push(device);
        return Promise.resolve();
      },
    });
  };
  return { load, loaded, released };
}

function openerWith(loader: SessionLoader, device: Device | 'auto' = 'auto') {
  const told: string[] = [];
  const opener = createSessionOpener({
    home: '',
    settings: { ...DEFAULT_INFERENCE_SETTINGS, device },
    signal: new AbortController().signal,
    onFallback: (sentence) => told.push(sentence),
    loader,
    trials: goodTrials,
  });
  return { opener, told };
}

describe('a session', () => {
  it('runs on the device that measured best', async () => {
    const { load, loaded, released } = runtime([]);
    const { opener } = openerWith(load);
    const session = await opener.open(FILE);
    expect((await session.run(INPUT))['y']?.data).toEqual(Float32Array.of(2, 4));
    expect(session.device).toBe('cuda');
    expect(opener.fallbacks()).toEqual([]);
    await session.release();
    expect([loaded, released]).toEqual([['cuda'], ['cuda']]);
  });

  it('answers all the same when its device is lost, and says so once', async () => {
    const { load, loaded, released } = runtime([2, 3]);
    const { opener, told } = openerWith(load);
    const session = await opener.open(FILE);
    for (let call = 0; call < 4; call++)
      expect((await session.run(INPUT))['y']?.data).toEqual(Float32Array.of(2, 4));
    expect(session.device).toBe('cpu');
    expect(opener.fallbacks()).toEqual([
      'CUDA failed for facemesh (the device was lost); the processor went on from there.',
    ]);
    expect(told).toEqual(opener.fallbacks());
    expect([loaded, released]).toEqual([['cuda', 'cpu'], ['cuda']]);
  });

  it('opens the processor once for calls that fail together', async () => {
    const { load, loaded } = runtime([1, 2, 3]);
    const { opener } = openerWith(load);
    const session = await opener.open(FILE);
    const answers = await Promise.all([session.run(INPUT), session.run(INPUT), session.run(INPUT)]);
    expect(answers).toHaveLength(3);
    expect(loaded).toEqual(['cuda', 'cpu']);
  });

  it('is opened on the processor when its device cannot load it', async () => {
    const { load } = runtime([]);
    const { opener } = openerWith((path, options) =>
      options.device === 'cpu' ? load(path, options) : Promise.reject(new Error('no kernel for Resize')),
    );
    expect((await opener.open(FILE)).device).toBe('cpu');
    expect(opener.fallbacks()).toEqual([
      'CUDA failed for facemesh (no kernel for Resize); the processor went on from there.',
    ]);
  });

  it('that fails on the processor fails', async () => {
    const { opener } = openerWith(() =>
      Promise.resolve({
        ...fakeSession({ run: () => ({}) }),
        run: () => Promise.reject(new Error('bad shape')),
      }),
    );
    await expect((await opener.open(FILE)).run(INPUT)).rejects.toThrow('bad shape');
    expect(opener.fallbacks()).toEqual([]);
  });

  it('is loaded with the number of the device that the person chose', async () => {
    const asked: unknown[] = [];
    const { load } = runtime([]);
    const opener = createSessionOpener({
      home: '',
      settings: { ...DEFAULT_INFERENCE_SETTINGS, device: 'cuda', deviceId: 2 },
      signal: new AbortController().signal,
      loader(path, options) {
        asked.push(options);
        return load(path, options);
      },
      trials: goodTrials,
    });
    await opener.open(FILE);
    expect(asked).toEqual([{ ...DEFAULT_SESSION_OPTIONS, device: 'cuda', deviceId: 2 }]);
  });
});
