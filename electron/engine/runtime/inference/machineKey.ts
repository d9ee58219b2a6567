import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { runtimeDescription } from '../onnx.ts';
import { installedLibrary } from '../providers.ts';

const DEVICE_FOLDER = '/dev/dri';
/** The driver says its version here; the text changes with every update. */
const NVIDIA_VERSION = '/proc/driver/nvidia/version';

const sizeAndTime = async (file: string): Promise<string> => {
  const { size, mtimeMs } = await stat(file);
  return `${path.basename(file)} ${size} ${Math.floor(mtimeMs)}`;
};

/**
 * Everything about this machine that a trial's result depends on and that can be known without asking a driver: the
 * runtime, its provider libraries, the system with its graphics driver, the processor. One line each.
 */
async function describeMachine(): Promise<string[]> {
  const { version, providers } = runtimeDescription();
  const library = installedLibrary('cuda');
  const answers = await Promise.allSettled([
    library === null ? Promise.resolve('no CUDA provider') : sizeAndTime(library),
    readFile(NVIDIA_VERSION, 'utf8'),
    readdir(DEVICE_FOLDER).then((names) => names.sort().join(' ')),
  ]);
  return [
    `onnxruntime ${version}`,
    providers.join(' '),
    // Graphics drivers of Windows and macOS come with the system's releases or leave the rest to the doctor.
    `${process.platform} ${process.arch} ${os.release()}`,
    `${os.cpus()[0]?.model ?? ''} x ${os.availableParallelism()}`,
    ...answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.trim() : 'none')),
  ];
}

/** @returns a hex SHA-256 that changes when results of trials may no longer hold */
export const machineKey = async (): Promise<string> =>
  createHash('sha256')
    .update((await describeMachine()).join('\n'))
    .digest('hex');
