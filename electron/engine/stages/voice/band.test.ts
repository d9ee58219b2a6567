import { expect, it } from 'vitest';
import { seededRandom } from '../../runtime/random.ts';
import { measureBand } from './band.ts';
import { highPass, shortTimeLevelDb } from './level.ts';
import { voicingStrength } from './voicing.ts';

it.each([1, 159, 160, 16_000, 480_000, 480_160, 1_300_123])(
  'measures %i samples in blocks as at once, to the bit',
  (length) => {
    const random = seededRandom(length);
    const mono = Float32Array.from(
      { length },
      (_, i) => 0.2 * Math.sin(i / (20 + (i >> 15))) + 0.05 * (random() - 0.5),
    );
    const filtered = highPass(mono, 90, 16_000);
    const shares: number[] = [];
    const { bandDb, voicing } = measureBand(mono, (fraction) => shares.push(fraction));
    expect(Buffer.from(bandDb.buffer).equals(Buffer.from(shortTimeLevelDb(filtered).buffer))).toBe(true);
    expect(Buffer.from(voicing.buffer).equals(Buffer.from(voicingStrength(filtered).buffer))).toBe(true);
    expect(shares.at(-1)).toBe(1);
  },
);
