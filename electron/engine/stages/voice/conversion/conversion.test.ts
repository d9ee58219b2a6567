import { describe, expect, it } from 'vitest';
import type { TensorInfo } from '../../../runtime/onnx.ts';
import { fakeSession } from '../../../runtime/fakeModels.ts';
import { createAudioClip } from '../../../runtime/audio.ts';
import { planWindows } from './convertColour.ts';
import { BINS, CONVERSION_RATE_HZ, frameCountOf, HOP, linearSpectrogram } from './spectrogram.ts';
import { converterPorts, encoderPorts } from './tensors.ts';
import { piecesOf, withoutPauses } from './voiceColour.ts';

const tone = (hz: number, samples: number, amplitude = 1): Float32Array =>
  Float32Array.from(
    { length: samples },
    (_, i) => amplitude * Math.sin((2 * Math.PI * hz * i) / CONVERSION_RATE_HZ),
  );

/** The definition, term by term. */
function magnitude(samples: Float32Array, frame: number, bin: number): number {
  const length = frameCountOf(samples.length) * HOP;
  let re = 0;
  let im = 0;
  for (let n = 0; n < 1024; n++) {
    let at = frame * HOP - 384 + n;
    if (at < 0) at = -at;
    if (at >= length) at = 2 * (length - 1) - at;
    const x = (samples[at] ?? 0) * (0.5 - 0.5 * Math.cos((2 * Math.PI * n) / 1024));
    re += x * Math.cos((2 * Math.PI * bin * n) / 1024);
    im -= x * Math.sin((2 * Math.PI * bin * n) / 1024);
  }
  return Math.sqrt(re * re + im * im + 1e-6);
}

describe('spectrogram', () => {
  it('is that of the definition, ends reflected', () => {
    const samples = tone(440, 5000, 0.7).map((x, i) => x + 0.2 * Math.sin(i * i * 1e-4));
    const { frames, data } = linearSpectrogram(samples);
    expect(frames).toBe(20);
    for (const frame of [0, 1, 9, 18, 19])
      for (const bin of [0, 1, 20, 21, 300, 512])
        expect(data[frame * BINS + bin]).toBeCloseTo(magnitude(samples, frame, bin), 3);
  });

  it('has the floor of silence, and a tone of amplitude 1 is 256 in its bin', () => {
    expect([...new Set(linearSpectrogram(new Float32Array(2560)).data)]).toEqual([Math.fround(1e-3)]);
    const { data } = linearSpectrogram(tone((40 * CONVERSION_RATE_HZ) / 1024, 22_050));
    expect(data[30 * BINS + 40]).toBeCloseTo(256, 1);
    expect(data[30 * BINS + 39]).toBeCloseTo(128, 1);
    expect(data[30 * BINS + 60]).toBeLessThan(0.05);
  });

  it('of a stretch is a stretch of that of the whole', () => {
    const samples = tone(313, 30_000);
    const whole = linearSpectrogram(samples);
    const part = linearSpectrogram(samples, 40, 25);
    expect(part.data).toEqual(whole.data.slice(40 * BINS, 65 * BINS));
  });

  it('takes sounds that are shorter than a window', () => {
    expect(linearSpectrogram(tone(200, 10)).frames).toBe(1);
    expect(linearSpectrogram(new Float32Array(0)).data.every(Number.isFinite)).toBe(true);
  });
});

describe('windows', () => {
  it('cover everything once, and share enough to fade', () => {
    for (const [frames, size] of [
      [1, 512],
      [512, 512],
      [513, 512],
      [5000, 512],
      [1000, 100],
    ]) {
      const windows = planWindows(frames, size);
      expect(windows[0].firstFrame).toBe(0);
      const last = windows[windows.length - 1];
      expect(last.firstFrame + last.frames).toBe(frames);
      for (let i = 1; i < windows.length; i++) {
        const shared = windows[i - 1].firstFrame + windows[i - 1].frames - windows[i].firstFrame;
        expect(shared).toBeGreaterThanOrEqual(Math.min(64, size / 4));
        expect(windows[i].frames).toBe(size);
      }
    }
  });
});

describe('speech of a sample', () => {
  it('is what lies between the pauses', () => {
    const clip = createAudioClip(CONVERSION_RATE_HZ, 1, 10 * CONVERSION_RATE_HZ);
    clip.channels[0].fill(0.5, 2 * CONVERSION_RATE_HZ, 5 * CONVERSION_RATE_HZ);
    const speech = withoutPauses(clip, [
      [0, 2],
      [5, 10],
    ]);
    expect(speech.speechSec).toBeCloseTo(3, 6);
    expect(speech.samples).toHaveLength(3 * CONVERSION_RATE_HZ);
    expect(speech.samples.every((x) => x === 0.5)).toBe(true);
    expect(withoutPauses(clip, [[0, 10]]).samples).toHaveLength(0);
  });

  it('is cut into pieces of the same length, of ten seconds at most', () => {
    const lengths = (sec: number): number[] =>
      piecesOf(new Float32Array(sec * CONVERSION_RATE_HZ)).map(({ length }) => length / CONVERSION_RATE_HZ);
    expect(lengths(3)).toEqual([3]);
    expect(lengths(25)).toHaveLength(3);
    expect(Math.max(...lengths(25)) - Math.min(...lengths(25))).toBeLessThan(1e-3);
  });
});

describe('tensors', () => {
  const float = (name: string, dims: TensorInfo['dims'], type = 'float32'): TensorInfo => ({
    name,
    dims,
    type,
  });
  const spec = float('y', [1, 513, 'T']);
  const sound = float('o', [1, 1, 'L']);
  const ports = (inputs: readonly TensorInfo[]) =>
    converterPorts(fakeSession({ run: () => ({}), inputs, outputs: [sound] }), { path: 'x.onnx' });

  it('are told by their shapes, and the embeddings by their names', () => {
    const length = float('n', [1], 'int64');
    const tau = float('t', [1]);
    const embedding = (name: string): TensorInfo => float(name, [1, 256, 1]);
    const told = (first: string, second: string): readonly string[] => {
      const { source, target } = ports([tau, embedding(first), length, embedding(second), spec]);
      return [source.name, target.name];
    };
    expect(told('sid_src', 'sid_tgt')).toEqual(['sid_src', 'sid_tgt']);
    expect(told('target_se', 'source_se')).toEqual(['source_se', 'target_se']);
    expect(told('g1', 'g2')).toEqual(['g1', 'g2']);
    expect(told('g_tgt', 'g_src')).toEqual(['g_src', 'g_tgt']);
  });

  it('may lack tau, and may have a fixed length', () => {
    const { tau, fixedFrames } = ports([
      float('spec', [1, 513, 300], 'float16'),
      float('n', [1], 'int32'),
      float('a', [1, 256, 1]),
      float('b', [1, 256, 1]),
    ]);
    expect(tau).toBeNull();
    expect(fixedFrames).toBe(300);
    expect(() => ports([spec, float('a', [1, 256, 1])])).toThrow(/no length/);
  });

  it('of the encoder have their frames first or last', () => {
    const encoder = (dims: TensorInfo['dims']) =>
      encoderPorts(
        fakeSession({ run: () => ({}), inputs: [float('spec', dims)], outputs: [float('g', [1, 256])] }),
        { path: 'x.onnx' },
      ).layout;
    expect(encoder([1, 'T', 513])).toBe('frames-first');
    expect(encoder([1, 513, 'T'])).toBe('bins-first');
  });
});
