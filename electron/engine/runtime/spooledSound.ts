/** Sounds that wait in temporary files: memory then does not grow with their length. */
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { inputError } from '../../../shared/errors.ts';
import { ownMark } from './ownFiles.ts';
import type { SoundSource } from './soundSource.ts';
import { WAV_HEADER_BYTES, wavHeader } from './wavFile.ts';

const BYTES_PER_SAMPLE = 4;

/** A sound that waits in a file until the encoder reads it. */
export interface SpooledSound {
  readonly file: string;
  readonly sampleRateHz: number;
  readonly channels: number;
  /** Removes the file and its folder; a second time is no error. */
  readonly dispose: () => Promise<void>;
}

/** What is made in a temporary folder of its own. */
interface InTempFolder<T> {
  readonly made: T;
  readonly file: string;
  /** Removes the folder. */
  readonly remove: () => Promise<void>;
}

/**
 * @param make makes `file`, and may use the folder it lies in
 * @throws whatever `make` throws, and nothing is left then; `input` temp-full
 */
export async function inTempFolder<T>(make: (file: string) => Promise<T>): Promise<InTempFolder<T>> {
  const folder = await mkdtemp(path.join(os.tmpdir(), `kotohogi-${ownMark()}`));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const file = path.join(folder, 'voice.wav');
    return { made: await make(file), file, remove };
  } catch (thrown) {
    await remove();
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOSPC')
      throw inputError(
        'temp-full',
        `The folder for temporary files "${os.tmpdir()}" has no room for the voice.`,
        'Free some space there, then render again.',
        thrown,
      );
    throw thrown;
  }
}

/**
 * Makes a sound in a temporary folder of its own.
 * @param write makes `file`, and may use the folder it lies in; says how many channels it wrote
 * @throws as {@link inTempFolder}
 */
export async function spoolInto(
  sampleRateHz: number,
  write: (file: string) => Promise<number>,
): Promise<SpooledSound> {
  const { made, file, remove } = await inTempFolder(write);
  return { channels: made, file, sampleRateHz, dispose: remove };
}

/** A sound in a file that is read again while it waits there. */
export interface SoundFile extends SoundSource, SpooledSound {}

/** A WAV file of 32-bit floats that grows while samples arrive. */
export interface SoundFileWriter {
  readonly frameCount: number;
  /** @param interleaved whole frames */
  append(interleaved: Float32Array): void;
  /** Writes the header. @returns the file, still open: it is read from here, and closed by `close` */
  finish(): SoundSource;
  /** A second time is no error. */
  close(): void;
}

/**
 * Opens a new file, in the thread that asks: a decoder hands its sound over faster than anybody could wait for each
 * piece, and what is written goes to the system's memory first.
 * @throws what the file system says
 */
export function createSoundFile(file: string, sampleRateHz: number, channelCount: number): SoundFileWriter {
  const fd = openSync(file, 'wx+');
  let frameCount = 0;
  let isOpen = true;
  writeWhole(fd, wavHeader({ sampleRateHz, channelCount, length: 0 }, 'float32'));
  return {
    get frameCount() {
      return frameCount;
    },
    append(interleaved) {
      writeWhole(fd, new Uint8Array(interleaved.buffer, interleaved.byteOffset, interleaved.byteLength));
      frameCount += interleaved.length / channelCount;
    },
    finish() {
      writeWhole(fd, wavHeader({ sampleRateHz, channelCount, length: frameCount }, 'float32'), 0);
      return createReader(fd, sampleRateHz, channelCount, frameCount);
    },
    close() {
      if (isOpen) closeSync(fd);
      isOpen = false;
    },
  };
}

/** @param position by default the end of what was written */
function writeWhole(fd: number, bytes: Uint8Array, position: number | null = null): void {
  for (let done = 0; done < bytes.length;)
    done += writeSync(fd, bytes, done, bytes.length - done, position === null ? null : position + done);
}

function createReader(fd: number, sampleRateHz: number, channelCount: number, length: number): SoundSource {
  const frameBytes = channelCount * BYTES_PER_SAMPLE;
  let interleaved = new Float32Array(0);
  let channels: Float32Array[] = [];
  return {
    sampleRateHz,
    channelCount,
    length,
    read(start, end) {
      const count = end - start;
      if (interleaved.length < count * channelCount) {
        interleaved = new Float32Array(count * channelCount);
        channels = Array.from({ length: channelCount }, () => new Float32Array(count));
      }
      readWhole(
        fd,
        new Uint8Array(interleaved.buffer, 0, count * frameBytes),
        WAV_HEADER_BYTES + start * frameBytes,
      );
      if (channelCount === 1) return [interleaved.subarray(0, count)];
      return channels.map((samples, channel) => {
        for (let i = 0, at = channel; i < count; i++, at += channelCount) samples[i] = interleaved[at];
        return samples.subarray(0, count);
      });
    },
  };
}

function readWhole(fd: number, into: Uint8Array, position: number): void {
  for (let done = 0; done < into.length;) {
    const count = readSync(fd, into, done, into.length - done, position + done);
    if (count === 0) throw new Error('A temporary sound file is shorter than what was written to it.');
    done += count;
  }
}
