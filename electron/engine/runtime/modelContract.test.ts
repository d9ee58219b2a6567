import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ONNX_FAMILIES, type OnnxFamily } from '../../../shared/contract/models.ts';
import {
  RIGHT_NETWORKS,
  tensor,
  WRONG_TENSORS,
  writeNetwork,
  type TestNetwork,
} from '../models/testNetworks.ts';
import { checkContract } from './modelContract.ts';
import { readOnnxFile } from './onnxFile/index.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'model-contract-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** @returns the sentence that refuses the network; null when it is accepted */
async function refusal(family: OnnxFamily, network: TestNetwork): Promise<string | null> {
  const file = path.join(folder, 'network.onnx');
  await writeFile(file, await writeNetwork(network));
  const description = await readOnnxFile(file);
  try {
    checkContract(family, description, file);
    return null;
  } catch (thrown) {
    expect(thrown).toMatchObject({ code: 'model-contract', kind: 'input' });
    return thrown instanceof Error ? thrown.message : null;
  }
}

const PERSON_NOTES = { names: "{0: 'person'}" };
const yolox = (size: number | string, boxes: number | string): TestNetwork => ({
  inputs: [tensor('images', ['batch', 3, size, size])],
  outputs: [tensor('output', ['batch', boxes, 85])],
});
const ultralytics = (
  dims: (number | string)[],
  notes: Record<string, string> = PERSON_NOTES,
): TestNetwork => ({
  inputs: [tensor('images', [1, 3, 640, 640])],
  outputs: [tensor('output0', dims)],
  notes,
});

describe('a file of the family', () => {
  it.each(ONNX_FAMILIES)('%s is accepted', async (family) => {
    expect(await refusal(family, RIGHT_NETWORKS[family])).toBeNull();
  });

  it.each<[what: string, family: OnnxFamily, network: TestNetwork]>([
    ['YOLOX at 416 pixels', 'yolox', yolox(416, 3549)],
    ['YOLOX at 640 pixels', 'yolox', yolox(640, 8400)],
    ['YOLOX of free size', 'yolox', yolox('size', 'boxes')],
    ['Ultralytics, raw head', 'ultralytics', ultralytics([1, 5, 8400])],
    ['Ultralytics, end-to-end head', 'ultralytics', ultralytics([1, 300, 6])],
    ['Ultralytics with free sizes', 'ultralytics', ultralytics(['batch', 5, 'anchors'])],
    [
      'BiRefNet in half floats',
      'birefnet',
      {
        inputs: [tensor('input', [1, 3, 1024, 1024], 'float16')],
        outputs: [tensor('mask', [1, 1, 1024, 1024], 'float16')],
      },
    ],
    [
      'BiRefNet with intermediate maps and free sizes',
      'birefnet',
      {
        inputs: [tensor('input_image', ['n', 3, 'height', 'width'])],
        outputs: [
          tensor('small', ['n', 1, 8, 8]),
          tensor('output_image', ['n', 1, 'h', 'w']),
          tensor('other', ['n', 7]),
        ],
      },
    ],
    [
      'Wav2Lip with the other names, the other way round, and a free batch',
      'wav2lip',
      {
        inputs: [tensor('video_frames', ['b', 6, 96, 96]), tensor('mel_spectrogram', ['b', 1, 80, 16])],
        outputs: [tensor('predicted', ['b', 3, 96, 96])],
      },
    ],
  ])('%s is accepted as well', async (_what, family, network) => {
    expect(await refusal(family, network)).toBeNull();
  });
});

describe('is refused with what was expected and what was found:', () => {
  const pairs = ONNX_FAMILIES.flatMap((family) =>
    ONNX_FAMILIES.filter((other) => other !== family).map((other) => [family, other] as const),
  );
  it.each(pairs)('as %s, a file of the family %s', async (family, other) => {
    const sentence = await refusal(family, RIGHT_NETWORKS[other]);
    expect(sentence).toMatch(/network\.onnx is not .*Expected: inputs .*Found: /);
  });

  const wrong = ONNX_FAMILIES.flatMap((family) =>
    Object.keys(WRONG_TENSORS).map((what) => [family, what] as const),
  );
  it.each(wrong)('%s, %s', async (family, what) => {
    expect(await refusal(family, WRONG_TENSORS[what](RIGHT_NETWORKS[family]))).toMatch(/Expected: .*Found: /);
  });

  it.each<[what: string, family: OnnxFamily, network: TestNetwork, found: RegExp]>([
    [
      'YOLOX with another number of boxes',
      'yolox',
      yolox(64, 85),
      /85 boxes where a picture of 64x64 has 84/,
    ],
    ['YOLOX with sides that no grid fits', 'yolox', yolox(100, 84), /100, which is not a multiple of 32/],
    ['Ultralytics without class names', 'ultralytics', ultralytics([1, 84, 8400], {}), /no class names/],
    [
      'Ultralytics without persons',
      'ultralytics',
      ultralytics([1, 5, 8400], { names: "{0: 'cat'}" }),
      /no class "person"/,
    ],
    [
      'an Ultralytics network for another task',
      'ultralytics',
      ultralytics([1, 5, 8400], { ...PERSON_NOTES, task: 'pose' }),
      /task "pose", not "detect"/,
    ],
    ['Ultralytics with more classes than names', 'ultralytics', ultralytics([1, 84, 8400]), /\[1,84,8400\]/],
    [
      'Wav2Lip for 256 pixels',
      'wav2lip',
      {
        inputs: [tensor('mel_spectrogram', ['b', 1, 80, 16]), tensor('video_frames', ['b', 6, 256, 256])],
        outputs: [tensor('output', ['b', 3, 256, 256])],
      },
      /"video_frames" float32 \[b,6,256,256\]/,
    ],
    [
      'Wav2Lip with two mel inputs',
      'wav2lip',
      {
        inputs: [tensor('a', [1, 1, 80, 16]), tensor('b', [1, 1, 80, 16])],
        outputs: [tensor('output', [1, 3, 96, 96])],
      },
      /"b" float32 \[1,1,80,16\]/,
    ],
    [
      'BiRefNet whose map has another size than the picture',
      'birefnet',
      { inputs: [tensor('i', [1, 3, 64, 64])], outputs: [tensor('o', [1, 1, 32, 32])] },
      /\[1,1,32,32\]/,
    ],
    [
      'a mouth network whose outputs have other names',
      'mouth',
      {
        inputs: [tensor('mel', [1, 'frames', 80])],
        outputs: ['open', 'width', 'protrusion', 'closure', 'tongue'].map((name) =>
          tensor(name, [1, 'frames']),
        ),
      },
      /"tongue"/,
    ],
  ])('%s', async (_what, family, network, found) => {
    expect(await refusal(family, network)).toMatch(found);
  });
});
