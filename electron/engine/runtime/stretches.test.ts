import { describe, expect, it } from 'vitest';
import { cutsBetween, isUntouched, spliceCurve, spliceSound, stretchesOf } from './stretches.ts';

const ramp = (length: number, from = 0): Float32Array => Float32Array.from({ length }, (_, i) => from + i);

describe('stretches', () => {
  it('begin in the middle of pauses and cover both voices', () => {
    expect(cutsBetween([])).toEqual([]);
    expect(
      cutsBetween([
        [0, 1],
        [1.2, 2],
        [3, 4],
      ]),
    ).toEqual([1.1, 2.5]);
    expect(stretchesOf([1.1, 2.5], 401)).toEqual([
      { recordedFrom: 0, recordedTo: 110, heardFrom: 0, heardTo: 110 },
      { recordedFrom: 110, recordedTo: 250, heardFrom: 110, heardTo: 250 },
      { recordedFrom: 250, recordedTo: 401, heardFrom: 250, heardTo: 401 },
    ]);
    expect(stretchesOf([1, 2], 301, 331, (sec) => (sec > 1 ? sec + 0.3 : sec))).toEqual([
      { recordedFrom: 0, recordedTo: 100, heardFrom: 0, heardTo: 100 },
      { recordedFrom: 100, recordedTo: 200, heardFrom: 100, heardTo: 230 },
      { recordedFrom: 200, recordedTo: 301, heardFrom: 230, heardTo: 331 },
    ]);
  });

  it('are not too short for what is measured at their ends', () => {
    expect(stretchesOf([0.01, 0.03, 1, 1.02, 1.99], 200)).toHaveLength(2);
  });
});

describe('a spliced voice', () => {
  const recorded = ramp(400);
  const heard = Float32Array.from([...ramp(100), ...ramp(130, 1000), ...ramp(200, 200)]);
  const [first, middle, last] = stretchesOf([1, 2], 400, 430, (sec) => (sec > 1 ? sec + 0.3 : sec));

  it('knows which stretches an edit left alone, wherever they went', () => {
    expect([first, middle, last].map((stretch) => isUntouched(stretch, recorded, heard))).toEqual([
      true,
      false,
      true,
    ]);
    const other = heard.slice();
    other[300]++;
    expect(isUntouched(last, recorded, other)).toBe(false);
  });

  it('has the stretch in the middle of the recording, but for the joins', () => {
    const { values, from, to } = spliceCurve(middle, recorded, heard, 50);
    expect([from, to, values.length]).toEqual([50, 180, 230]);
    expect([...values.subarray(0, 52)]).toEqual([...ramp(52, 50)]);
    expect([...values.subarray(52, 178)]).toEqual([...ramp(126, 1002)]);
    expect([...values.subarray(178)]).toEqual([...ramp(52, 198)]);
  });

  it('at the ends of the voice has nothing beyond them', () => {
    const atStart = spliceCurve(first, recorded, heard, 50);
    expect([atStart.from, atStart.to, atStart.values.length]).toEqual([0, 100, 150]);
    const atEnd = spliceCurve(last, recorded, heard, 50);
    expect([atEnd.from, atEnd.to, atEnd.values.length]).toEqual([50, 250, 250]);
    expect([...atEnd.values]).toEqual([...ramp(250, 150)]);
  });

  it('sounds as its curves say, to the sample', () => {
    const sound = (steps: Float32Array): Float32Array =>
      Float32Array.from({ length: (steps.length - 1) * 160 + 40 }, (_, i) => steps[Math.floor(i / 160)]);
    for (const stretch of [first, middle, last]) {
      const curve = spliceCurve(stretch, recorded, heard, 50);
      const { values, from, to } = spliceSound(stretch, sound(recorded), sound(heard), 50);
      expect([from, to]).toEqual([curve.from, curve.to]);
      for (let step = 0; step < curve.values.length - 1; step++)
        expect(values[step * 160 + 80]).toBe(curve.values[step]);
    }
  });
});
