import { describe, expect, it } from 'vitest';
import { KotohogiError } from '../../../../../shared/errors.ts';
import { readBiRefNetContract } from './contract.ts';
import { IMAGENET_CONSTANTS, sketchFile, type GraphSketch } from './testFile.ts';

type Nodes = GraphSketch['nodes'];
const SCALED: Nodes = [
  ['Sub', ['input', 'mean'], ['centred']],
  ['Div', ['centred', 'deviation'], ['normal']],
  ['Conv', ['normal', 'w'], ['map']],
];
const PLAIN: Nodes = [['Conv', ['input', 'w'], ['map']]];
const weights = { w: [1, 3, 1, 1], large: [100, 20] };

const read = (nodes: Nodes, more: Partial<GraphSketch> = {}) =>
  readBiRefNetContract(
    sketchFile({ nodes, constants: IMAGENET_CONSTANTS, weights, ...more }),
    '/models/some.onnx',
  );
const TRAINED_GAIN = [1 / 0.229, 1 / 0.224, 1 / 0.225];

describe('readBiRefNetContract', () => {
  it('feeds normalised colours and applies the sigmoid where the graph has neither', () => {
    const contract = read([...PLAIN, ['Resize', ['map'], ['output']]]);
    expect(contract).toMatchObject({ curve: 'logits', widthPx: 1024, heightPx: 1024, isHalf: false });
    contract.feed.gain.forEach((gain, c) => expect(gain).toBeCloseTo(TRAINED_GAIN[c], 10));
    expect(contract.feed.bias[0]).toBeCloseTo(-0.485 / 0.229, 10);
    expect(contract.weights).toBe(6 + 3 + 2000);
  });

  it('feeds plain colours and takes the answer as it is where the graph has both', () => {
    const contract = read([...SCALED, ['Resize', ['map'], ['big']], ['Sigmoid', ['big'], ['output']]]);
    expect(contract).toMatchObject({ curve: 'opacity', feed: { gain: [1, 1, 1], bias: [0, 0, 0] } });
  });

  it('tells the two apart each for itself', () => {
    expect(read([...SCALED, ['Identity', ['map'], ['output']]])).toMatchObject({
      curve: 'logits',
      feed: { gain: [1, 1, 1] },
    });
    const other = read([...PLAIN, ['Sigmoid', ['map'], ['half']], ['Cast', ['half'], ['output']]]);
    expect(other.curve).toBe('opacity');
    expect(other.feed.gain[0]).toBeCloseTo(TRAINED_GAIN[0], 10);
  });

  it('feeds 0 to 255 where the graph divides by it', () => {
    const contract = read(
      [
        ['Div', ['input', 'most'], ['unit']],
        ['Sub', ['unit', 'mean'], ['centred']],
        ['Div', ['centred', 'deviation'], ['normal']],
        ['Conv', ['normal', 'w'], ['output']],
      ],
      { constants: { ...IMAGENET_CONSTANTS, most: [[], [255]] } },
    );
    expect(contract.feed).toEqual({ gain: [255, 255, 255], bias: [0, 0, 0] });
  });

  it('knows constants that half floats have rounded', () => {
    const contract = read(SCALED.concat([['Sigmoid', ['map'], ['output']]]), {
      type: 'float16',
      constants: {
        mean: [
          [1, 3, 1, 1],
          [0.48486328125, 0.4560546875, 0.406005859375],
        ],
        deviation: [
          [1, 3, 1, 1],
          [0.22900390625, 0.2239990234375, 0.2249755859375],
        ],
      },
    });
    expect(contract).toMatchObject({ isHalf: true, feed: { gain: [1, 1, 1] } });
  });

  it('takes the final map of several, and sizes that are free', () => {
    const contract = read(
      [
        ['Conv', ['input', 'w'], ['first']],
        ['Conv', ['first', 'w'], ['last']],
      ],
      { outputs: ['first', 'last'], inputDims: ['batch', 3, 'height', 1024] },
    );
    expect(contract).toMatchObject({ outputName: 'last', heightPx: null, widthPx: 1024 });
  });

  it.each<readonly [what: string, nodes: Nodes, more: Partial<GraphSketch>, found: RegExp]>([
    [
      'colours in the order of other programs',
      [...SCALED, ['Sigmoid', ['map'], ['output']]],
      {
        constants: {
          mean: [
            [1, 3, 1, 1],
            [0.406, 0.456, 0.485],
          ],
          deviation: [
            [1, 3, 1, 1],
            [0.225, 0.224, 0.229],
          ],
        },
      },
      /Found: a picture scaled by 4\.4444, 4\.4643, 4\.3668 and moved by -1\.8044, -2\.0357, -2\.1179\./,
    ],
    [
      'a network that was trained on another scale',
      [
        ['Sub', ['input', 'middle'], ['centred']],
        ['Div', ['centred', 'middle'], ['normal']],
        ['Conv', ['normal', 'w'], ['output']],
      ],
      { constants: { middle: [[], [0.5]] } },
      /Found: a picture scaled by 2\.0000, 2\.0000, 2\.0000 and moved by -1\.0000/,
    ],
    [
      'an end that is neither',
      [...PLAIN, ['Softmax', ['map'], ['output']]],
      {},
      /Expected: an output out of a sigmoid.* Found: the output "output" comes out of the operator Softmax\./,
    ],
    [
      'a sigmoid that is stretched afterwards',
      [...PLAIN, ['Sigmoid', ['map'], ['soft']], ['Div', ['soft', 'most'], ['output']]],
      {},
      /operator Div/,
    ],
  ])('refuses by name and with what it found: %s', (_, nodes, more, found) => {
    let thrown: unknown;
    try {
      read(nodes, more);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(KotohogiError);
    expect(thrown).toMatchObject({ kind: 'missing', code: 'model-contract' });
    expect(String(thrown)).toContain('/models/some.onnx');
    expect(String(thrown)).toMatch(found);
  });
});
