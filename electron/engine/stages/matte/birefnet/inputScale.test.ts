import { describe, expect, it } from 'vitest';
import { inputScaleOf } from './inputScale.ts';
import { IMAGENET_CONSTANTS, sketchFile, type GraphSketch } from './testFile.ts';

const scaleOf = (sketch: GraphSketch) => inputScaleOf(sketchFile(sketch), 'input');
const reasonOf = (sketch: GraphSketch): string => {
  const finding = scaleOf(sketch);
  return finding.isClear ? 'clear' : finding.reason;
};

describe('inputScaleOf', () => {
  it('finds no scale where the picture goes to the weights as it is, on all the ways of a BiRefNet', () => {
    const finding = scaleOf({
      nodes: [
        ['Shape', ['input'], ['size']],
        ['Pad', ['input', 'pads'], ['padded']],
        ['Conv', ['padded', 'w'], ['features']],
        ['Resize', ['input', '', 'half'], ['small']],
        ['Conv', ['small', 'w'], ['smallFeatures']],
        ['Gather', ['input', 'first'], ['one']],
        ['Split', ['one'], ['left', 'right']],
        ['Unsqueeze', ['left'], ['leftPatch']],
        ['Unsqueeze', ['right'], ['rightPatch']],
        ['Concat', ['leftPatch', 'rightPatch'], ['patches']],
        ['Resize', ['patches', '', '', 'size'], ['resized']],
        ['Conv', ['resized', 'w'], ['patchFeatures']],
        // What comes after the weights does not count.
        ['Mul', ['features', 'ten'], ['output']],
      ],
      constants: { ten: [[], [10]] },
    });
    expect(finding).toEqual({ isClear: true, value: { gain: [1, 1, 1], bias: [0, 0, 0] } });
  });

  it('follows subtraction and division, also through casts of picture and constants', () => {
    const finding = scaleOf({
      nodes: [
        ['Cast', ['input'], ['half']],
        ['Cast', ['mean'], ['halfMean']],
        ['Sub', ['half', 'halfMean'], ['centred']],
        ['Div', ['centred', 'deviation'], ['normal']],
        ['Conv', ['normal', 'w'], ['output']],
      ],
      constants: IMAGENET_CONSTANTS,
    });
    expect(finding).toMatchObject({ isClear: true });
    if (!finding.isClear) return;
    expect(finding.value.gain.map((gain) => gain.toFixed(4))).toEqual(['4.3668', '4.4643', '4.4444']);
    expect(finding.value.bias.map((bias) => bias.toFixed(4))).toEqual(['-2.1179', '-2.0357', '-1.8044']);
  });

  it('follows multiplication and addition with the constant on either side', () => {
    const finding = scaleOf({
      nodes: [
        ['Mul', ['gain', 'input'], ['scaled']],
        ['Add', ['scaled', 'offset'], ['moved']],
        ['Sub', ['one', 'moved'], ['inverse']],
        ['Conv', ['inverse', 'w'], ['output']],
      ],
      constants: {
        gain: [
          [3, 1, 1],
          [2, 4, 8],
        ],
        offset: [[], [-3]],
        one: [[1], [1]],
      },
    });
    expect(finding).toEqual({ isClear: true, value: { gain: [-2, -4, -8], bias: [4, 4, 4] } });
  });

  it.each<readonly [what: string, sketch: GraphSketch, reason: RegExp]>([
    [
      'a constant that lies along the width',
      {
        nodes: [
          ['Sub', ['input', 'row'], ['centred']],
          ['Conv', ['centred', 'w'], ['output']],
        ],
        constants: { row: [[3], [1, 2, 3]] },
      },
      /operator Sub/,
    ],
    [
      'a scale that is computed from the picture',
      {
        nodes: [
          ['ReduceMean', ['input'], ['mean']],
          ['Sub', ['input', 'mean'], ['centred']],
          ['Conv', ['centred', 'w'], ['output']],
        ],
      },
      /operator ReduceMean/,
    ],
    [
      'channels taken apart before they are scaled',
      {
        nodes: [
          ['Split', ['input'], ['r', 'g', 'b']],
          ['Sub', ['r', 'mean'], ['r0']],
          ['Concat', ['r0', 'g', 'b'], ['normal']],
          ['Conv', ['normal', 'w'], ['output']],
        ],
        constants: { mean: [[], [0.485]] },
      },
      /operator Sub/,
    ],
    [
      'two ways on two scales',
      {
        nodes: [
          ['Conv', ['input', 'w'], ['a']],
          ['Sub', ['input', 'mean'], ['centred']],
          ['Conv', ['centred', 'w'], ['output']],
        ],
        constants: { mean: [[], [0.485]] },
      },
      /different scales/,
    ],
    [
      'another kind of normalisation',
      {
        nodes: [
          ['InstanceNormalization', ['input', 's', 'b'], ['normal']],
          ['Conv', ['normal', 'w'], ['output']],
        ],
      },
      /operator InstanceNormalization/,
    ],
    [
      'a picture that nothing looks at',
      { nodes: [['Conv', ['other', 'w'], ['output']]] },
      /reaches no weights/,
    ],
  ])('does not guess: %s', (_, sketch, reason) => {
    expect(reasonOf(sketch)).toMatch(reason);
  });
});
