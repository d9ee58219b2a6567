import { expect, test } from 'vitest';
import { closingOf, closingTowards, createMouthField, type MouthSample } from './mouthField.ts';
import { REST_POSE, type FacePose } from './pose.ts';
import { levelMouth } from './rigFixture.ts';

const sampler = (restGap: number, pose: Partial<FacePose>): ((u: number, v: number) => MouthSample) => {
  const field = createMouthField(levelMouth(restGap));
  field.setPose({ ...REST_POSE, ...pose });
  return (u, v) => {
    const out: MouthSample = { u: 0, v: 0, upperEdge: 0, lowerEdge: 0, across: 0 };
    field.sample(u, v, out);
    return out;
  };
};

test('closed lips of a closed photo stay exactly as they are', () => {
  const at = sampler(0, {});
  for (const [u, v] of [
    [0, -0.1],
    [0.1, 0.05],
    [-0.3, 0.4],
    [0.5, 0.2],
  ] as const) {
    const { u: su, v: sv } = at(u, v);
    expect(su).toBeCloseTo(u, 6);
    expect(sv).toBeCloseTo(v, 6);
  }
});

test('the lips of a smile meet on one line, and each lip edge comes from that lip edge', () => {
  const at = sampler(0.12, {});
  const { upperEdge, lowerEdge } = at(0, 0);
  expect(upperEdge).toBeCloseTo(lowerEdge, 6);
  expect(at(0, upperEdge - 1e-4).v).toBeCloseTo(-0.06, 2);
  expect(at(0, lowerEdge + 1e-4).v).toBeCloseTo(0.06, 2);
});

test('a jaw that the photo shows lowered is raised when the mouth closes', () => {
  const chinOf = (restGap: number): number => 0.58 - sampler(restGap, {})(0, 0.58).v;
  expect(chinOf(0.1)).toBeCloseTo(0, 2);
  expect(chinOf(0.25)).toBeLessThan(-0.04);
});

test('the slit opens by the gap asked for in the middle and closes at the corners', () => {
  const at = sampler(0, { gap: 0.2 });
  const middle = at(0, 0.05);
  expect(middle.lowerEdge - middle.upperEdge).toBeCloseTo(0.2, 3);
  const corner = at(0.36, 0);
  expect(corner.lowerEdge - corner.upperEdge).toBeCloseTo(0, 3);
});

test('the chin follows the jaw, the nose and the neck stay', () => {
  const at = sampler(0, { gap: 0.25 });
  expect(0.58 - at(0, 0.58).v).toBeGreaterThan(0.15);
  expect(at(0, -0.24).v).toBeCloseTo(-0.24, 2);
  expect(at(0, 1.19).v).toBeCloseTo(1.19, 3);
});

test('rounding draws the corners in, spreading pushes them out, the middle stays', () => {
  expect(sampler(0, { cornerShift: -0.1 })(0.24, 0).u).toBeGreaterThan(0.32);
  expect(sampler(0, { cornerShift: 0.05 })(0.32, 0).u).toBeLessThan(0.29);
  expect(sampler(0, { cornerShift: -0.1 })(0, 0).u).toBeCloseTo(0, 6);
});

const EXTREMES: readonly Partial<FacePose>[] = [
  { gap: 0.3, cornerShift: -0.12, protrusion: 1 },
  { gap: 0.3, cornerShift: 0.05 },
  { press: 1, cornerShift: 0.05 },
  { gap: 0.05, cornerShift: -0.12, protrusion: 1 },
];

test.each(EXTREMES)('the picture never folds over itself: %o', (pose) => {
  const at = sampler(0.12, pose);
  for (let u = -0.9; u <= 0.9; u += 0.03) {
    let previous = -Infinity;
    for (let v = -0.3; v <= 1.2; v += 0.01) {
      const { v: source, upperEdge, lowerEdge } = at(u, v);
      if (v > upperEdge && v < lowerEdge) continue;
      expect(source, `u ${u} v ${v}`).toBeGreaterThan(previous - 1e-6);
      previous = source;
    }
  }
  for (let v = -0.3; v <= 1.2; v += 0.03) {
    let previous = -Infinity;
    for (let u = -1; u <= 1; u += 0.01) {
      const { u: source } = at(u, v);
      expect(source, `u ${u} v ${v}`).toBeGreaterThan(previous);
      previous = source;
    }
  }
});

test.each(EXTREMES)('the field ends at its bounds without an edge: %o', (pose) => {
  const field = createMouthField(levelMouth(0.12));
  const { left, right, top, bottom } = field.bounds;
  const at = sampler(0.12, pose);
  for (let k = 0; k <= 20; k++) {
    const u = left + ((right - left) * k) / 20;
    const v = top + ((bottom - top) * k) / 20;
    for (const [x, y] of [
      [u, top],
      [u, bottom],
      [left, v],
      [right, v],
    ] as const) {
      const { u: su, v: sv } = at(x, y);
      // Under a tenth of a pixel at 100 pixels per unit.
      expect(Math.hypot(su - x, sv - y), `${x} ${y}`).toBeLessThan(0.001);
    }
  }
});

test('beyond the corners the field is continuous across the mouth line', () => {
  const at = sampler(0.12, { gap: 0.25 });
  for (const u of [0.34, 0.4, 0.6, -0.36, -0.5]) {
    const line = at(u, 0).upperEdge;
    expect(Math.abs(at(u, line + 1e-5).v - at(u, line - 1e-5).v), `u ${u}`).toBeLessThan(0.004);
  }
});

test('a mouth that talks in its own picture closes to where the same face has it closed', () => {
  const closed = levelMouth(0);
  // The jaw is lowered: chin and lower lip are further from the nose, the upper lip is where it was.
  const talking = levelMouth(0.2);
  const lowered = {
    ...talking,
    noseBase: talking.noseBase - 0.1,
    chin: talking.chin + 0.1,
  };
  const { seamShare, loweredJaw } = closingTowards(lowered, closed);
  expect(seamShare).toBeCloseTo(0, 3);
  expect(loweredJaw).toBeCloseTo(0.2, 1);
  // A grin shows teeth without the chin going down: nothing is raised.
  expect(closingTowards(talking, closed).loweredJaw).toBe(0);
  // Lips that are together stay as they are, however the head is tilted.
  expect(closingTowards({ ...closed, chin: closed.chin + 0.1 }, closed).loweredJaw).toBe(0);

  const field = createMouthField(lowered, closingTowards(lowered, closed));
  field.setPose(REST_POSE);
  const out: MouthSample = { u: 0, v: 0, upperEdge: 0, lowerEdge: 0, across: 0 };
  field.sample(0, 0, out);
  expect(out.upperEdge).toBe(out.lowerEdge);
  // The chin comes up: what is drawn at the closed face's chin is the lowered chin.
  field.sample(0, lowered.chin - 0.17, out);
  expect(out.v).toBeGreaterThan(lowered.chin - 0.06);
});

test('a picture alone takes a small gap for a smile', () => {
  expect(closingOf(levelMouth(0.1))).toEqual({ seamShare: 0.42, loweredJaw: 0 });
  expect(closingOf(levelMouth(0.3)).loweredJaw).toBeCloseTo(0.14, 5);
});
