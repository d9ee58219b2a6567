import { expect, it } from 'vitest';
import { TINY_NETWORK } from '../../electron/engine/runtime/inference/tinyNetwork.ts';
import { tinyNetwork } from './tinyNetwork.mjs';

it('is what the engine carries', () => {
  expect(Buffer.from(TINY_NETWORK).equals(Buffer.from(tinyNetwork()))).toBe(true);
});
