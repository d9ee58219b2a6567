/**
 * For tests: small speech networks with the true inputs and outputs. Each token becomes a tone of its own height, as
 * long as the network says, so that a test can hear whether times are right.
 */
import { testGraph, type TestGraph } from '../../../../runtime/onnxFile/testGraph.ts';

/** Tones: so high for number 0, and so much higher for each further number. */
export const TONE = { baseHz: 200, stepHz: 20 } as const;

const floats = (
  graph: TestGraph,
  values: readonly number[],
  dims: readonly number[] = [values.length],
): string => graph.constant({ dataType: 'float32', dims, data: Float32Array.from(values) });
const ints = (
  graph: TestGraph,
  values: readonly number[],
  dims: readonly number[] = [values.length],
): string => graph.constant({ dataType: 'int64', dims, data: BigInt64Array.from(values, BigInt) });
const FLOAT = 1;
const DOUBLE = 11;
const INT64 = 7;

/**
 * Tones one after the other.
 * @param ids float [N]
 * @param frames float [N], whole numbers
 * @param quietUpTo numbers up to this one make no sound
 * @returns float [samples]
 */
function tones(
  graph: TestGraph,
  ids: string,
  frames: string,
  {
    hop,
    rateHz,
    quietUpTo,
    shiftHz,
  }: { hop: number; rateHz: number; quietUpTo: number; shiftHz: string | null },
): string {
  const one = (
    operator: string,
    inputs: readonly string[],
    attributes: Parameters<TestGraph['node']>[2] = {},
  ): string => graph.node(operator, inputs, attributes)[0];
  const ends = one('CumSum', [frames, ints(graph, [0], [])]);
  const total = one('Cast', [one('ReduceSum', [frames], { keepdims: 0 })], { to: INT64 });
  const samples = one('Mul', [total, ints(graph, [hop], [])]);
  const clock = one('Range', [ints(graph, [0], []), samples, ints(graph, [1], [])]);
  const clockFloat = one('Cast', [clock], { to: FLOAT });
  // Which token a frame belongs to: as many as have ended before it.
  const frameClock = one('Cast', [one('Range', [ints(graph, [0], []), total, ints(graph, [1], [])])], {
    to: FLOAT,
  });
  const column = one('Unsqueeze', [frameClock, ints(graph, [1])]);
  const row = one('Unsqueeze', [ends, ints(graph, [0])]);
  const ended = one('Cast', [one('GreaterOrEqual', [column, row])], { to: INT64 });
  const token = one('ReduceSum', [ended, ints(graph, [1])], { keepdims: 0 });
  const idOfFrame = one('Gather', [ids, token]);
  const id = one('Gather', [idOfFrame, one('Div', [clock, ints(graph, [hop])])]);
  const height = one('Add', [one('Mul', [id, floats(graph, [TONE.stepHz])]), floats(graph, [TONE.baseHz])]);
  const shifted = shiftHz === null ? height : one('Add', [height, shiftHz]);
  const phase = one('Mul', [one('Mul', [shifted, clockFloat]), floats(graph, [(2 * Math.PI) / rateHz])]);
  const isHeard = one('Cast', [one('Greater', [id, floats(graph, [quietUpTo])])], { to: FLOAT });
  return one('Mul', [one('Mul', [one('Sin', [phase]), isHeard]), floats(graph, [0.5])]);
}

export interface PiperStandIn {
  /** Ceil nodes: with one the lengths can be had, with another number they cannot. */
  readonly ceils?: 0 | 1 | 2;
  readonly manySpeakers?: boolean;
  /** Of another type than floats the lengths cannot be declared. */
  readonly inDoubles?: boolean;
  /** Whether the lengths that it tells are those of its sound. */
  readonly liesAboutLengths?: boolean;
}

/** Lasts: 2 frames and one more for each step of the number modulo 5, times the length scale, rounded up. */
export const piperFrames = (id: number, lengthScale: number): number =>
  Math.ceil(Math.fround(((id % 5) + 2) * Math.fround(lengthScale)));

/** A network with the contract of a Piper voice: 22 050 Hz, hop 256; numbers up to 2 (`_ ^ $`) are silent. */
export async function piperStandIn({
  ceils = 1,
  manySpeakers = false,
  inDoubles = false,
  liesAboutLengths = false,
}: PiperStandIn = {}): Promise<Uint8Array> {
  const graph = await testGraph('piper');
  const input = graph.input('input', ['batch_size', 'phonemes'], 'int64');
  graph.input('input_lengths', ['batch_size'], 'int64');
  const scales = graph.input('scales', [3]);
  if (manySpeakers) graph.input('sid', ['batch_size'], 'int64');
  const one = (
    operator: string,
    inputs: readonly string[],
    attributes: Parameters<TestGraph['node']>[2] = {},
  ): string => graph.node(operator, inputs, attributes)[0];
  const flat = one('Reshape', [input, ints(graph, [-1])]);
  const ids = one('Cast', [flat], { to: FLOAT });
  const lengthScale = one('Gather', [scales, ints(graph, [1], [])]);
  const base = one('Add', [
    one('Cast', [one('Mod', [flat, ints(graph, [5])])], { to: FLOAT }),
    floats(graph, [2]),
  ]);
  const wanted = one('Mul', [base, lengthScale]);
  const inType = (value: string): string => one('Cast', [value], { to: inDoubles ? DOUBLE : FLOAT });
  const round = (value: string): string =>
    ceils === 0
      ? one('Neg', [one('Floor', [one('Neg', [value])])])
      : one('Cast', [one('Ceil', [inType(value)])], { to: FLOAT });
  const told = round(one('Reshape', [wanted, ints(graph, [1, 1, -1])]));
  if (ceils === 2) one('Ceil', [wanted]);
  const frames = one('Reshape', [
    liesAboutLengths ? one('Add', [told, floats(graph, [1])]) : told,
    ints(graph, [-1]),
  ]);
  const speaker = manySpeakers ? one('Mul', [one('Cast', ['sid'], { to: FLOAT }), floats(graph, [7])]) : null;
  const sound = tones(graph, ids, frames, { hop: 256, rateHz: 22_050, quietUpTo: 2, shiftHz: speaker });
  graph.node('Reshape', [sound, ints(graph, [1, 1, 1, -1])], {}, ['output']);
  graph.output('output', ['batch_size', 1, 'time', 'samples']);
  return graph.encode();
}

/** Lasts: 2 units and one more for each step of the number modulo 4, divided by the speed, rounded. */
export const kokoroUnits = (id: number, speed: number): number => {
  const wanted = Math.fround(Math.fround((id % 4) + 2) / Math.fround(speed));
  // The runtime rounds halves to the even neighbour.
  const floor = Math.floor(wanted);
  return wanted - floor === 0.5 ? floor + (floor % 2) : Math.round(wanted);
};

/** A network with the contract of Kokoro: 24 kHz, units of 600 samples; marks (numbers up to 16) are silent. */
export async function kokoroStandIn({
  durations = false,
  tokens = 'input_ids',
}: { readonly durations?: boolean; readonly tokens?: string } = {}): Promise<Uint8Array> {
  const graph = await testGraph('kokoro');
  const input = graph.input(tokens, [1, 'sequence_length'], 'int64');
  const style = graph.input('style', [1, 256]);
  const speed = graph.input('speed', [1]);
  const one = (
    operator: string,
    inputs: readonly string[],
    attributes: Parameters<TestGraph['node']>[2] = {},
  ): string => graph.node(operator, inputs, attributes)[0];
  const flat = one('Reshape', [input, ints(graph, [-1])]);
  const base = one('Add', [
    one('Cast', [one('Mod', [flat, ints(graph, [4])])], { to: FLOAT }),
    floats(graph, [2]),
  ]);
  const frames = one('Round', [one('Div', [base, speed])]);
  const shiftHz = one('Gather', [one('Reshape', [style, ints(graph, [-1])]), ints(graph, [0])]);
  const sound = tones(graph, one('Cast', [flat], { to: FLOAT }), frames, {
    hop: 600,
    rateHz: 24_000,
    quietUpTo: 16,
    shiftHz,
  });
  graph.node('Identity', [sound], {}, ['waveform']);
  graph.output('waveform', ['num_samples']);
  if (durations) {
    graph.node('Cast', [frames], { to: INT64 }, ['durations']);
    graph.output('durations', ['sequence_length'], 'int64');
  }
  return graph.encode();
}

/** The settings of a stand-in: single letters from 3 on. */
export function piperSettings(symbols: string, change: object = {}): string {
  const ids = Object.fromEntries(Array.from(symbols, (symbol, at) => [symbol, [at + 3]]));
  return JSON.stringify({
    audio: { sample_rate: 22_050, quality: 'medium' },
    espeak: { voice: 'en-us' },
    phoneme_id_map: { _: [0], '^': [1], $: [2], ...ids },
    language: { code: 'en_US' },
    num_speakers: 1,
    inference: { noise_scale: 0.667, length_scale: 1, noise_w: 0.8 },
    ...change,
  });
}

/** How high a stretch of sound is, Hz: the tone among those of all numbers that it holds most of. */
export function heardNumber(samples: Float32Array, rateHz: number, shiftHz = 0): number {
  let best = -1;
  let most = 0;
  for (let id = 0; id < 200; id++) {
    const step = (2 * Math.PI * (TONE.baseHz + TONE.stepHz * id + shiftHz)) / rateHz;
    let re = 0;
    let im = 0;
    for (let i = 0; i < samples.length; i++) {
      re += samples[i] * Math.cos(step * i);
      im += samples[i] * Math.sin(step * i);
    }
    const power = Math.hypot(re, im);
    if (power > most) {
      most = power;
      best = id;
    }
  }
  return best;
}
