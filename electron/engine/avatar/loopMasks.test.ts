import { expect, it } from 'vitest';
import { loopMasksCodec, MASK_LENGTH, steadyMasks } from './loopMasks.ts';

const flat = (value: number): Uint8Array => new Uint8Array(MASK_LENGTH).fill(value);

it('a mask that trembles is steadied by its neighbours, one that stays is left as it is', () => {
  const masks = steadyMasks([flat(200), flat(200), flat(100), flat(200), flat(200)]);
  const values = Array.from({ length: 5 }, (_, picture) => masks[picture * MASK_LENGTH + 77]);
  expect(values).toEqual([200, 175, 150, 175, 200]);
  expect(steadyMasks([flat(9)])[0]).toBe(9);
});

it('masks come back from their record as they were, in a fraction of the room', () => {
  const masks = new Uint8Array(3 * MASK_LENGTH).map((_, i) =>
    i % 256 < 100 ? 255 : i % 256 < 104 ? i % 251 : 0,
  );
  const record = Buffer.concat(loopMasksCodec.encode(masks));
  expect(Buffer.from(loopMasksCodec.decode(record)).equals(Buffer.from(masks))).toBe(true);
  expect(record.length).toBeLessThan(masks.length / 5);
  expect(() => loopMasksCodec.decode(Buffer.concat(loopMasksCodec.encode(new Uint8Array(10))))).toThrow();
});
