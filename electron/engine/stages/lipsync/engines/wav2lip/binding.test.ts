import { expect, test } from 'vitest';
import type { TensorInfo } from '../../../../runtime/onnx.ts';
import { bindNetwork } from './binding.ts';

const info = (name: string, dims: readonly (number | string)[]): TensorInfo => ({
  name,
  type: 'float32',
  dims,
});
const outputs = [info('out', ['n', 3, 96, 96])];

test.each([
  ['source', 'target', 1, false],
  ['mel_spectrogram', 'video_frames', 'batch', true],
  ['video_frames', 'mel_spectrogram', 'batch', false],
] as const)('mel is %s and the face %s by their shapes alone', (melName, faceName, batch, isFaceFirst) => {
  const mel = info(melName, [batch, 1, 80, 16]);
  const face = info(faceName, [batch, 6, 96, 96]);
  expect(bindNetwork({ inputs: isFaceFirst ? [face, mel] : [mel, face], outputs })).toEqual({
    melName,
    faceName,
    outputName: 'out',
    sidePx: 96,
  });
});

test.each([
  ['transposed mel', [info('a', [1, 1, 16, 80]), info('b', [1, 6, 96, 96])]],
  ['three channels', [info('a', [1, 1, 80, 16]), info('b', [1, 3, 96, 96])]],
  ['a third input', [info('a', [1, 1, 80, 16]), info('b', [1, 6, 96, 96]), info('weight', [1])]],
  ['a free side', [info('a', [1, 1, 80, 16]), info('b', [1, 6, 'h', 'h'])]],
])('refuses %s and says what it found', (_, inputs) => {
  expect(() => bindNetwork({ inputs, outputs })).toThrow(
    /inputs a float32 \[1,1,.*expected were \[N,1,80,16\]/,
  );
});
