import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findInstallFolder } from '../../folders.ts';
import { readManifest } from '../../models/catalogue.ts';
import { checkContract } from '../modelContract.ts';
import { loadSession } from '../onnx.ts';
import { readOnnxFile } from './index.ts';
import { testGraph } from './testGraph.ts';

const MODELS = path.join(findInstallFolder(), 'models');

/** A small network of the stated versions. */
async function networkOf(irVersion: number, opsetVersion: number): Promise<Uint8Array> {
  const graph = await testGraph('versions', opsetVersion);
  graph.input('x', [4]);
  graph.node('Relu', ['x'], {}, ['y']);
  graph.output('y', [4]);
  const bytes = graph.encode();
  // The first field is the version of the format.
  expect(bytes[0]).toBe(8);
  bytes[1] = irVersion;
  return bytes;
}

describe('files newer than the runtime', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'onnx-versions-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each([
    { irVersion: 13, opsetVersion: 18, isTaken: true },
    { irVersion: 14, opsetVersion: 18, isTaken: false },
    { irVersion: 8, opsetVersion: 26, isTaken: true },
    { irVersion: 8, opsetVersion: 27, isTaken: false },
  ])('format $irVersion, operators $opsetVersion: $isTaken, as the runtime says', async (one) => {
    const file = path.join(folder, 'network.onnx');
    await writeFile(file, await networkOf(one.irVersion, one.opsetVersion));
    const isTaken = async (attempt: () => Promise<unknown>): Promise<boolean> =>
      attempt().then(
        () => true,
        () => false,
      );
    expect(await isTaken(() => readOnnxFile(file))).toBe(one.isTaken);
    expect(await isTaken(async () => (await loadSession(file)).release())).toBe(one.isTaken);
  });
});

describe('what the files of the program say about themselves', async () => {
  const cards = await readManifest(MODELS);

  it.each(cards)(
    '$id: the same as the runtime says, and what its family demands',
    async ({ file, family, inputs, outputs }) => {
      const full = path.join(MODELS, file);
      if (!existsSync(full)) throw new Error(`${full} is not there: run "npm run setup".`);
      const description = await readOnnxFile(full);
      if (family === 'kokoro-voice') throw new Error(`${file} is no network.`);
      checkContract(family, description, full);
      const session = await loadSession(full);
      const shapes = (
        values: readonly { name: string; type: string; dims: readonly (number | string)[] }[],
      ): unknown => values.map(({ name, type, dims }) => ({ name, type, dims }));
      expect(shapes(description.inputs)).toEqual(shapes(session.inputs));
      expect(shapes(description.outputs)).toEqual(shapes(session.outputs));
      // The card names the same tensors.
      expect(Object.keys(inputs)).toEqual(description.inputs.map(({ name }) => name));
      expect(Object.keys(outputs).sort()).toEqual(description.outputs.map(({ name }) => name).sort());
      await session.release();
    },
  );
});
