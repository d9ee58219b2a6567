import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { expect, it } from 'vitest';
import { workerUrl } from './workerUrl.ts';

it('points sources at the built bundles', () => {
  const root = path.resolve(import.meta.dirname, '../../..');
  expect(fileURLToPath(workerUrl('pixelWorker'))).toBe(path.join(root, 'dist', 'node', 'pixelWorker.js'));
});
