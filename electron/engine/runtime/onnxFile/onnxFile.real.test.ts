import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findInstallFolder } from '../../folders.ts';
import { readManifest } from '../../models/catalogue.ts';
import { checkContract } from '../modelContract.ts';
import { loadSession } from '../onnx.ts';
import { readOnnxFile } from './index.ts';

const MODELS = path.join(findInstallFolder(), 'models');

describe('what the files of the program say about themselves', async () => {
  const cards = await readManifest(MODELS);

  it.each(cards)(
    '$id: the same as the runtime says, and what its family demands',
    async ({ file, family, inputs, outputs }) => {
      const full = path.join(MODELS, file);
      if (!existsSync(full)) throw new Error(`${full} is not there: run "npm run setup".`);
      const description = await readOnnxFile(full);
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
