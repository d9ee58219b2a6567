// The parts of ONNX Runtime for NVIDIA GPUs, which are too large for its package. Plain JavaScript because set-up uses
// it before anything is built, and the doctor in the bundle does the same.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { copyFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** By the names that the runtime looks for. */
export const CUDA_LIBRARIES = Object.freeze({
  shared: 'libonnxruntime_providers_shared.so',
  cuda: 'libonnxruntime_providers_cuda.so',
  tensorrt: 'libonnxruntime_providers_tensorrt.so',
});

/** The driver's device files; the last one is how Windows lends its GPU to WSL. */
const NVIDIA_FILES = ['/dev/nvidia0', '/proc/driver/nvidia/version', '/dev/dxg'];

export const hasNvidiaGpu = () => NVIDIA_FILES.some((file) => existsSync(file));

/** ELF identification: magic, 64 bits, little-endian; then, from byte 16, type and machine (System V ABI, x86-64). */
const ELF_64 = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1]);
const ELF_SHARED_OBJECT = 3;
const ELF_X86_64 = 62;
const ELF_HEADER_BYTES = 64;

/** @param {Buffer} head */
const isLinuxX64Library = (head) =>
  head.length >= ELF_HEADER_BYTES &&
  head.subarray(0, ELF_64.length).equals(ELF_64) &&
  head.readUInt16LE(16) === ELF_SHARED_OBJECT &&
  head.readUInt16LE(18) === ELF_X86_64;

/**
 * A provider of another version than the runtime takes the whole program down when it is loaded, so its version is
 * looked for in the file: it carries it as a text between two zeros.
 * @param {string} file
 * @param {string | null} version null: the library does not carry one
 */
export async function libraryProblem(file, version) {
  if (!existsSync(file)) return `${file} is not there`;
  const wanted = version === null ? null : Buffer.from(`\0${version}\0`);
  let seen = wanted === null;
  let head = Buffer.alloc(0);
  let tail = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    if (head.length < ELF_HEADER_BYTES) head = Buffer.concat([head, chunk.subarray(0, ELF_HEADER_BYTES)]);
    if (wanted === null) break;
    const window = Buffer.concat([tail, chunk]);
    seen ||= window.includes(wanted);
    if (seen) break;
    tail = window.subarray(-wanted.length);
  }
  if (!isLinuxX64Library(head)) return `${file} is no library for Linux on x64`;
  return seen ? null : `${file} is not of ONNX Runtime ${String(version)}, the version in use`;
}

/** @param {string} file */
async function hashOf(file) {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}

/**
 * @param {string} from
 * @param {string} runtimeFolder
 * @param {string} version
 */
export async function importCudaLibraries(from, runtimeFolder, version) {
  const { shared, cuda, tensorrt } = CUDA_LIBRARIES;
  // TensorRT is of use to few, so its library may be absent.
  const names = [shared, cuda, ...(existsSync(path.join(from, tensorrt)) ? [tensorrt] : [])];
  for (const name of names) {
    const problem = await libraryProblem(path.join(from, name), name === shared ? null : version);
    if (problem !== null) return { problem };
  }
  const partial = (/** @type {string} */ name) =>
    path.join(runtimeFolder, `${name}.${String(process.pid)}.part`);
  try {
    const libraries = [];
    for (const name of names) {
      await copyFile(path.join(from, name), partial(name));
      const { size } = await stat(partial(name));
      libraries.push({ name, bytes: size, sha256: await hashOf(partial(name)) });
    }
    for (const name of names) await rename(partial(name), path.join(runtimeFolder, name));
    return { libraries };
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    return { problem: `nothing could be put into ${runtimeFolder} (${why})` };
  } finally {
    for (const name of names) await rm(partial(name), { force: true });
  }
}
