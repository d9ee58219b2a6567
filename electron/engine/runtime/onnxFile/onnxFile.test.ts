import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KotohogiError } from '../../../../shared/errors.ts';
import { seededRandom } from '../random.ts';
import { readOnnxFile, type OnnxFile } from './index.ts';
import { testGraph } from './testGraph.ts';

/** On a busy machine. */
const SLOW_MS = 180_000;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'onnx-file-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(bytes: Uint8Array): Promise<OnnxFile> {
  const file = path.join(folder, 'model.onnx');
  await writeFile(file, bytes);
  return readOnnxFile(file);
}

/** What is said when the bytes are refused; fails when they are not. */
async function refusal(bytes: Uint8Array): Promise<string> {
  const outcome = await read(bytes).catch((thrown: unknown) => thrown);
  if (!(outcome instanceof KotohogiError)) throw new Error('The bytes were not refused.', { cause: outcome });
  expect([outcome.kind, outcome.code]).toEqual(['input', 'model-file']);
  return outcome.message;
}

// Protocol Buffers by hand, for what the writer does not write.
function varint(value: number | bigint): number[] {
  const bytes = [];
  for (let rest = BigInt.asUintN(64, BigInt(value)); ; rest >>= 7n) {
    const low = Number(rest & 0x7fn);
    if (rest < 128n) return [...bytes, low];
    bytes.push(low | 0x80);
  }
}
const integer = (field: number, value: number | bigint): number[] => [
  ...varint(field << 3),
  ...varint(value),
];
function bytes(field: number, value: readonly number[] | string): number[] {
  const content = typeof value === 'string' ? [...Buffer.from(value)] : value;
  return [...varint((field << 3) | 2), ...varint(content.length), ...content];
}
const node = (operator: string, inputs: string[], outputs: string[], ...rest: number[][]): number[] =>
  bytes(1, [
    ...inputs.flatMap((name) => bytes(1, name)),
    ...outputs.flatMap((name) => bytes(2, name)),
    ...bytes(4, operator),
    ...rest.flat(),
  ]);
const value = (field: 11 | 12, name: string, dims: number[][]): number[] =>
  bytes(field, [
    ...bytes(1, name),
    ...bytes(
      2,
      bytes(1, [
        ...integer(1, 1),
        ...bytes(
          2,
          dims.flatMap((dim) => bytes(1, dim)),
        ),
      ]),
    ),
  ]);
const model = (...graph: number[][]): Uint8Array =>
  Uint8Array.from([...integer(1, 8), ...bytes(7, graph.flat()), ...bytes(8, integer(2, 17))]);
const identity = [
  node('Identity', ['x'], ['y']),
  value(11, 'x', [integer(1, 4)]),
  value(12, 'y', [integer(1, 4)]),
];

async function smallNetwork(): Promise<Uint8Array> {
  const graph = await testGraph('small', 13);
  graph.input('x', ['batch', 3, 2, 2]);
  graph.input('flags', [1], 'int64');
  const weight = graph.constant({
    dataType: 'float32',
    dims: [2, 3, 1, 1],
    data: Float32Array.of(1, 2, 3, 4, 5, -0.5),
  });
  const axes = graph.constant({ dataType: 'int64', dims: [2], data: BigInt64Array.of(-1n, 7n) });
  graph.node('Conv', ['x', weight], { kernel_shape: [1, 1], auto_pad: 'VALID' }, ['c']);
  graph.node('Squeeze', ['c', axes], {}, ['y']);
  graph.output('y', undefined, 'float16');
  return graph.encode({ names: "{0: 'person'}", stride: '32' });
}

describe('readOnnxFile', () => {
  it('reads what the writer wrote', async () => {
    const file = await read(await smallNetwork());
    expect(file).toMatchObject({
      producer: 'kotohogi-studio',
      irVersion: 8,
      opsetVersion: 13,
      inputs: [
        { name: 'x', type: 'float32', dims: ['batch', 3, 2, 2], hasShape: true },
        { name: 'flags', type: 'int64', dims: [1], hasShape: true },
      ],
      outputs: [{ name: 'y', type: 'float16', dims: [], hasShape: false }],
      metadata: { names: "{0: 'person'}", stride: '32' },
      initializers: [
        { type: 'float32', dims: [2, 3, 1, 1], values: [1, 2, 3, 4, 5, -0.5] },
        { type: 'int64', dims: [2], values: [-1, 7] },
      ],
      externalData: [],
    });
    expect(file.nodes.map(({ opType, outputs }) => [opType, outputs])).toEqual([
      ['Conv', ['c']],
      ['Squeeze', ['y']],
    ]);
    expect(file.nodes[0].inputs).toEqual(['x', file.initializers[0].name]);
  });

  it('knows the shape of large weights without holding them', async () => {
    const graph = await testGraph('large');
    graph.input('x', [1, 65]);
    const weight = graph.constant({ dataType: 'float32', dims: [65, 1], data: new Float32Array(65) });
    graph.node('MatMul', ['x', weight], {}, ['y']);
    graph.output('y', [1, 1]);
    const [initializer] = (await read(graph.encode())).initializers;
    expect([initializer.dims, initializer.values]).toEqual([[65, 1], null]);
  });

  it('takes values from every place that ONNX has for them', async () => {
    const tensor = (...parts: number[][]): number[] => bytes(5, parts.flat());
    const constant = (output: string, ...attribute: number[][]): number[] =>
      node('Constant', [], [output], bytes(5, attribute.flat()));
    const float = (field: number, number: number): number[] => [
      ...varint((field << 3) | 5),
      ...Buffer.from(Float32Array.of(number).buffer),
    ];
    const { initializers } = await read(
      model(
        ...identity,
        // Sizes one by one, values packed, and the other way round.
        tensor(
          integer(1, 2),
          integer(1, 1),
          integer(2, 7),
          bytes(7, [...varint(-3), ...varint(300)]),
          bytes(8, 'packed'),
        ),
        tensor(bytes(1, varint(2)), integer(2, 6), integer(5, 5), integer(5, -1), bytes(8, 'single')),
        tensor(integer(1, 1), integer(2, 10), integer(5, 0xc000), bytes(8, 'half')),
        tensor(integer(1, 2), integer(2, 10), bytes(9, [0x00, 0x3c, 0x01, 0x00]), bytes(8, 'halves')),
        tensor(integer(2, 1), float(4, 0.25), bytes(8, 'scalar')),
        constant('list', bytes(1, 'value_ints'), integer(8, 4), integer(8, 5)),
        constant('one', bytes(1, 'value_float'), float(2, 1.5)),
        constant(
          'tensor',
          bytes(1, 'value'),
          bytes(5, [...integer(1, 1), ...integer(2, 9), ...bytes(9, [1])]),
        ),
      ),
    );
    expect(Object.fromEntries(initializers.map(({ name, type, values }) => [name, [type, values]]))).toEqual({
      packed: ['int64', [-3, 300]],
      single: ['int32', [5, -1]],
      half: ['float16', [-2]],
      halves: ['float16', [1, 2 ** -24]],
      scalar: ['float32', [0.25]],
      list: ['int64', [4, 5]],
      one: ['float32', [1.5]],
      tensor: ['bool', [1]],
    });
  });

  it('names free sizes, also those without a name', async () => {
    const dims = [bytes(2, 'rows'), integer(1, -1), []];
    const file = await read(
      model(node('Identity', ['x'], ['y']), value(11, 'x', dims), value(12, 'y', dims)),
    );
    expect(file.inputs[0].dims).toEqual(['rows', '', '']);
  });

  it('does not count weights as inputs, as old exporters list them', async () => {
    const file = await read(
      model(
        node('Add', ['x', 'w'], ['y']),
        bytes(5, [...integer(1, 1), ...integer(2, 1), ...bytes(9, [0, 0, 0, 0]), ...bytes(8, 'w')]),
        value(11, 'x', [integer(1, 1)]),
        value(11, 'w', [integer(1, 1)]),
        value(12, 'y', [integer(1, 1)]),
      ),
    );
    expect(file.inputs.map(({ name }) => name)).toEqual(['x']);
  });

  it('finds weights that lie in other files, also inside of branches', async () => {
    const outside = (name: string): number[] => [
      ...integer(1, 9),
      ...integer(2, 1),
      ...bytes(13, [...bytes(1, 'location'), ...bytes(2, name)]),
      ...integer(14, 1),
    ];
    const branch = bytes(6, [...bytes(5, outside('../../inner.bin')), ...value(12, 'b', [])]);
    const file = await read(
      model(
        ...identity,
        bytes(5, [...outside('outer.bin'), ...bytes(8, 'w')]),
        node('If', ['x'], ['z'], bytes(5, [...bytes(1, 'then_branch'), ...branch])),
      ),
    );
    expect([...file.externalData].sort()).toEqual(['../../inner.bin', 'outer.bin']);
  });
});

describe('refuses by name', () => {
  const zip = (name: string): Uint8Array => {
    const head = Buffer.alloc(30);
    head.write('PK\x03\x04', 'latin1');
    head.writeUInt16LE(name.length, 26);
    return Buffer.concat([head, Buffer.from(name), Buffer.alloc(64)]);
  };
  const safetensors = Buffer.from('\x08\x00\x00\x00\x00\x00\x00\x00{"__me":1}', 'latin1');

  it.each<[what: string, content: Uint8Array, reason: RegExp]>([
    ['nothing', Buffer.alloc(0), /is empty/],
    ['a PyTorch checkpoint', zip('archive/data.pkl'), /PyTorch checkpoint.*pickled.*never opened/],
    ['an old PyTorch checkpoint', Buffer.from([0x80, 2, 0x8a, 0x0a, 0x6c, 0xfc]), /PyTorch checkpoint/],
    [
      'a pickle',
      Buffer.from('\x80\x04\x95\x10\x00cposix\nsystem\n', 'latin1'),
      /pickled Python objects.*never opened/,
    ],
    ['a ZIP archive', zip('model.onnx'), /a ZIP archive/],
    ['safetensors', safetensors, /safetensors/],
    [
      'an LFS pointer',
      Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:8f23\n'),
      /Git LFS/,
    ],
    ['a web page', Buffer.from('\n<!DOCTYPE html><html><body>Not found</body></html>'), /web page/],
    ['an error in JSON', Buffer.from('{"error": "gated"}'), /text, not a model/],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0]), /gzip/],
    ['TensorFlow Lite', Buffer.from('\x1c\0\0\0TFL3aaaa', 'latin1'), /TensorFlow Lite/],
    ['a program', Buffer.from('\x7fELF\x02\x01', 'latin1'), /a program/],
    ['zeros', Buffer.alloc(1000), /no ONNX file/],
    ['noise', Buffer.from('The quick brown fox jumps over the lazy dog.'), /no ONNX file/],
    [
      'a TensorFlow graph',
      Uint8Array.from(bytes(1, [...bytes(1, 'x'), ...bytes(2, 'Const')])),
      /no ONNX file/,
    ],
  ])('%s', async (_what, content, reason) => {
    const sentence = await refusal(content);
    expect(sentence).toContain('model.onnx');
    expect(sentence).toMatch(reason);
  });

  it('what is no file', async () => {
    await mkdir(path.join(folder, 'folder.onnx'));
    await expect(readOnnxFile(path.join(folder, 'folder.onnx'))).rejects.toThrow(/is a folder/);
    await expect(readOnnxFile(path.join(folder, 'none.onnx'))).rejects.toThrow(/there is no such file/);
    if (process.platform === 'win32') return;
    // Opening a pipe that nobody writes to would wait for ever.
    execFileSync('mkfifo', [path.join(folder, 'pipe.onnx')]);
    await expect(readOnnxFile(path.join(folder, 'pipe.onnx'))).rejects.toThrow(/no ordinary file/);
    await symlink('/dev/zero', path.join(folder, 'endless.onnx'));
    await expect(readOnnxFile(path.join(folder, 'endless.onnx'))).rejects.toThrow(/no ordinary file/);
  });

  it('a file that is larger than Protocol Buffers can be', async () => {
    const file = path.join(folder, 'large.onnx');
    await writeFile(file, await smallNetwork());
    // Sparse: takes no room.
    await truncate(file, 2 ** 31 + 1);
    await expect(readOnnxFile(file)).rejects.toThrow(/larger than an ONNX file can be/);
  });

  it('a file that was cut off anywhere', async () => {
    const graph = await testGraph('cut');
    graph.input('x', [1, 8]);
    const weight = graph.constant({
      dataType: 'float32',
      dims: [8, 8],
      data: new Float32Array(64).fill(0.5),
    });
    graph.node('MatMul', ['x', weight], {}, ['y']);
    graph.output('y', [1, 8]);
    const whole = graph.encode();
    await read(whole);
    for (let length = 0; length < whole.length; length++) await refusal(whole.subarray(0, length));
  });

  it.each<[what: string, content: () => Uint8Array, reason: RegExp]>([
    [
      'a length beyond the file',
      () => Uint8Array.from([...integer(1, 8), 0x3a, ...varint(2n ** 62n)]),
      /bytes long/,
    ],
    [
      'a length beyond the part around it',
      () => model([0x0a, ...varint(10_000)]),
      /should be 10000 bytes long/,
    ],
    ['a negative length', () => Uint8Array.from([...integer(1, 8), 0x3a, ...varint(-1)]), /bytes long/],
    ['a number without end', () => Uint8Array.from([8, ...Array<number>(40).fill(0xff)]), /does not end/],
    [
      'text that is no text',
      () => model(node('Identity', ['x'], ['y']), bytes(5, bytes(8, [0xff, 0xfe]))),
      /not text/,
    ],
    ['two networks', () => Uint8Array.from([...model(...identity), ...model(...identity)]), /two networks/],
    ['no operators', () => model(value(11, 'x', []), value(12, 'x', [])), /network is empty/],
    [
      'an input from nowhere',
      () => model(node('Add', ['x', 'lost'], ['y']), ...identity.slice(1)),
      /nothing in it makes "lost"/,
    ],
    ['an output from nowhere', () => model(...identity, value(12, 'lost', [])), /its output "lost"/],
    [
      'too few weights',
      () => model(...identity, bytes(5, [...integer(1, 9), ...integer(2, 1), ...bytes(9, [1, 2])])),
      /36 bytes and has 2/,
    ],
    [
      'too few values',
      () => model(...identity, bytes(5, [...integer(1, 9), ...integer(2, 7), ...bytes(7, [1, 2])])),
      /9 values and has 2/,
    ],
    [
      'no weights at all',
      () => model(...identity, bytes(5, [...integer(1, 2 ** 40), ...integer(2, 1)])),
      /has 0/,
    ],
    [
      'an impossible shape',
      () => model(...identity, bytes(5, [...integer(1, -4), ...integer(2, 1)])),
      /impossible shape/,
    ],
    ['no operator set', () => model(...identity).subarray(0, -4), /which operators/],
  ])('%s', async (_what, content, reason) => {
    expect(await refusal(content())).toMatch(reason);
  });

  it('graphs within graphs within graphs', async () => {
    let inner: number[] = [];
    for (let depth = 0; depth < 200; depth++) inner = node('If', ['x'], ['y'], bytes(5, bytes(6, inner)));
    expect(await refusal(model(...identity, inner))).toMatch(/nested deeper/);
  });

  it(
    'more parts than any real model, soon and in little memory',
    async () => {
      const many = (part: number[], count: number): Uint8Array => {
        const graph = Buffer.alloc(part.length * count, Buffer.from(part));
        const length = varint(graph.length);
        return Buffer.concat([
          Buffer.from([...integer(1, 8), 0x3a, ...length]),
          graph,
          Buffer.from(bytes(8, integer(2, 17))),
        ]);
      };
      expect(await refusal(many(node('A', ['x'], ['y']), 700_000))).toMatch(/more parts/);
      // Skipped parts cost no memory, but time.
      expect(await refusal(many(integer(99, 1), 8_500_000))).toMatch(/more fields/);
      expect(
        await refusal(many(bytes(1, [...bytes(4, 'A'), ...bytes(3, 'n'.repeat(60_000))]), 1_200)),
      ).toMatch(/longer texts/);
    },
    SLOW_MS,
  );
});

describe('damaged files', () => {
  it(
    'are read or refused, and never anything else: 3000 seeded mutations',
    async () => {
      const random = seededRandom(20_261);
      const below = (limit: number): number => Math.floor(random() * limit);
      const network = await smallNetwork();
      const nested = model(
        ...identity,
        node('If', ['x'], ['z'], bytes(5, [...bytes(1, 'then_branch'), ...bytes(6, identity.flat())])),
        bytes(5, [...integer(1, 2), ...integer(2, 7), ...bytes(7, [1, 2]), ...bytes(8, 'w')]),
      );
      const outcomes = { read: 0, refused: 0 };
      for (let round = 0; round < 3_000; round++) {
        const origin = round % 2 === 0 ? network : nested;
        const damaged = Buffer.from(origin);
        for (let hits = 1 + below(4); hits > 0; hits--) {
          const at = below(damaged.length);
          switch (below(4)) {
            case 0:
              damaged[at] ^= 1 << below(8);
              break;
            case 1:
              damaged[at] = below(256);
              break;
            case 2:
              damaged.subarray(at, at + below(12)).fill(0xff);
              break;
            default:
              damaged.copyWithin(at, below(damaged.length), below(damaged.length));
          }
        }
        const cut = random() < 0.25 ? damaged.subarray(0, below(damaged.length)) : damaged;
        const outcome = await read(cut).catch((thrown: unknown) => thrown);
        if (outcome instanceof KotohogiError && outcome.code === 'model-file') outcomes.refused += 1;
        else if (outcome instanceof Error) throw outcome;
        else outcomes.read += 1;
      }
      expect(outcomes.read + outcomes.refused).toBe(3_000);
      expect(outcomes.refused).toBeGreaterThan(1_500);
    },
    SLOW_MS,
  );
});
