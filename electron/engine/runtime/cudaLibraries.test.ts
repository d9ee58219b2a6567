import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CUDA_LIBRARIES, importCudaLibraries, libraryProblem } from './cudaLibraries.mjs';

const VERSION = '1.29.0';
let folder = '';
let from = '';
let runtime = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-cuda-'));
  [from, runtime] = [path.join(folder, 'from'), path.join(folder, 'runtime')];
  await mkdir(from);
  await mkdir(runtime);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A file with the head of a library and, beyond the first read of a stream, its version. */
function library(version: string, machine = 62): Buffer {
  const head = Buffer.alloc(64);
  head.set([0x7f, 0x45, 0x4c, 0x46, 2, 1]);
  head.writeUInt16LE(3, 16);
  head.writeUInt16LE(machine, 18);
  // The text lies across the border between two reads.
  const filler = Buffer.alloc((1 << 20) - 64 - 3, 1);
  return Buffer.concat([head, filler, Buffer.from(`\0${version}\0`), Buffer.alloc(100, 2)]);
}

const write = (name: string, bytes: Buffer): Promise<void> => writeFile(path.join(from, name), bytes);

it('puts the libraries beside the runtime', async () => {
  for (const name of Object.values(CUDA_LIBRARIES)) await write(name, library(VERSION));
  const result = await importCudaLibraries(from, runtime, VERSION);
  expect(result).toMatchObject({ libraries: Object.values(CUDA_LIBRARIES).map((name) => ({ name })) });
  expect((await readdir(runtime)).sort()).toEqual(Object.values(CUDA_LIBRARIES).sort());
  const { cuda } = CUDA_LIBRARIES;
  expect((await readFile(path.join(runtime, cuda))).equals(await readFile(path.join(from, cuda)))).toBe(true);
});

it('does without TensorRT', async () => {
  await write(CUDA_LIBRARIES.shared, library('any'));
  await write(CUDA_LIBRARIES.cuda, library(VERSION));
  expect(await importCudaLibraries(from, runtime, VERSION)).toMatchObject({ libraries: [{}, {}] });
});

it.each([
  ['of another version', library('1.29.01'), 'is not of ONNX Runtime 1.29.0'],
  ['for another processor', library(VERSION, 183), 'is no library for Linux on x64'],
  ['that is none', Buffer.from('<html>Not found</html>'), 'is no library for Linux on x64'],
  ['that is empty', Buffer.alloc(0), 'is no library for Linux on x64'],
])('refuses a library %s, and puts nothing there', async (_, bytes, problem) => {
  await write(CUDA_LIBRARIES.shared, library(VERSION));
  await write(CUDA_LIBRARIES.cuda, bytes);
  const result = await importCudaLibraries(from, runtime, VERSION);
  expect(result).toEqual({ problem: expect.stringContaining(problem) as string });
  expect(await readdir(runtime)).toEqual([]);
});

it('names the file that is not there', async () => {
  expect(await importCudaLibraries(from, runtime, VERSION)).toEqual({
    problem: `${path.join(from, CUDA_LIBRARIES.shared)} is not there`,
  });
  expect(await libraryProblem(path.join(from, 'x'), null)).toContain('is not there');
});
