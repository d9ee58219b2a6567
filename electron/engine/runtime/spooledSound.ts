/** Sounds that wait in temporary files: memory then does not grow with their length. */
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
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

/** @returns what to throw for a file that could not be written */
function whyNotWritten(thrown: unknown): unknown {
  if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOSPC')) return thrown;
  return inputError(
    'temp-full',
    `The folder for temporary files "${os.tmpdir()}" has no room for the voice.`,
    'Free some space there, then render again.',
    thrown,
  );
}

const makeFolder = (): Promise<string> => mkdtemp(path.join(os.tmpdir(), `kotohogi-${ownMark()}`));
const removeFolder = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });

/**
 * Makes a sound in a temporary folder of its own.
 * @param write makes `file`, and may use the folder it lies in; says how many channels it wrote
 * @throws whatever `write` throws, and nothing is left then; `input` temp-full
 */
export async function spoolInto(
  sampleRateHz: number,
  write: (file: string) => Promise<number>,
): Promise<SpooledSound> {
  const folder = await makeFolder();
  try {
    const file = path.join(folder, 'voice.wav');
    return { channels: await write(file), file, sampleRateHz, dispose: () => removeFolder(folder) };
  } catch (thrown) {
    await removeFolder(folder);
    throw whyNotWritten(thrown);
  }
}

/** A WAV file of 32-bit floats that grows while samples arrive. */
export interface SoundFileWriter {
  readonly frameCount: number;
  /**
   * Writes in the thread that asks: a decoder hands its sound over faster than anybody could wait for each piece, and
   * what is written goes to the system's memory first.
   * @param interleaved whole frames
   * @throws `input` temp-full
   */
  append(interleaved: Float32Array): void;
  /**
   * {@link append} of samples that come channel by channel.
   * @param channels as many as the file has, all of one length
   */
  appendChannels(channels: readonly Float32Array[]): void;
  /** Writes the header. @returns the sound, which is read from the file for as long as its folder is there */
  finish(): SoundFile;
}

/** A temporary folder for sounds that are read again while they wait there. */
export interface SoundFolder {
  /**
   * Opens a new file.
   * @throws what the file system says; `input` temp-full
   */
  create(sampleRateHz: number, channelCount: number): SoundFileWriter;
  /** Closes and removes one of its files before the others. */
  remove(sound: Pick<SpooledSound, 'file'>): void;
  /** Removes all of its files but one; all of them where that is not one of them. */
  keepOnly(sound: Pick<SpooledSound, 'file'>): Promise<void>;
  /** Closes its files and removes it; a second time is no error. */
  readonly dispose: () => Promise<void>;
}

/** A sound in a file of such a folder; to dispose of it is to dispose of the folder. */
export interface SoundFile extends SoundSource, SpooledSound {
  readonly folder: SoundFolder;
}

/** @throws what the file system says */
export async function createSoundFolder(): Promise<SoundFolder> {
  const place = await makeFolder();
  const open = new Map<string, number>();
  let created = 0;
  const folder: SoundFolder = {
    create(sampleRateHz, channelCount) {
      const file = path.join(place, `voice-${created++}.wav`);
      const fd = openSync(file, 'wx+');
      open.set(file, fd);
      return createWriter(fd, { file, folder, sampleRateHz, channelCount });
    },
    remove({ file }) {
      const fd = open.get(file);
      if (fd === undefined) return;
      // Not everywhere can a file be removed while it is open.
      closeSync(fd);
      open.delete(file);
      rmSync(file, { force: true });
    },
    async keepOnly({ file: kept }) {
      if (!open.has(kept)) return folder.dispose();
      for (const file of open.keys()) if (file !== kept) folder.remove({ file });
    },
    dispose: async () => {
      for (const fd of open.values()) closeSync(fd);
      open.clear();
      await removeFolder(place);
    },
  };
  return folder;
}

function createWriter(
  fd: number,
  { file, folder, ...form }: Pick<SoundFile, 'file' | 'folder' | 'sampleRateHz' | 'channelCount'>,
): SoundFileWriter {
  const { channelCount } = form;
  let frameCount = 0;
  let room = new Float32Array(0);
  writeWhole(fd, wavHeader({ ...form, length: 0 }, 'float32'));
  const append = (interleaved: Float32Array): void => {
    writeWhole(fd, new Uint8Array(interleaved.buffer, interleaved.byteOffset, interleaved.byteLength));
    frameCount += interleaved.length / channelCount;
  };
  return {
    get frameCount() {
      return frameCount;
    },
    append,
    appendChannels(channels) {
      if (channelCount === 1) {
        append(channels[0]);
        return;
      }
      const count = channels[0].length * channelCount;
      if (room.length < count) room = new Float32Array(count);
      channels.forEach((samples, channel) => {
        for (let i = 0, at = channel; i < samples.length; i++, at += channelCount) room[at] = samples[i];
      });
      append(room.subarray(0, count));
    },
    finish() {
      writeWhole(fd, wavHeader({ ...form, length: frameCount }, 'float32'), 0);
      const source = createReader(fd, form.sampleRateHz, channelCount, frameCount);
      return { ...source, file, folder, channels: channelCount, dispose: folder.dispose };
    },
  };
}

/** @param position by default the end of what was written */
function writeWhole(fd: number, bytes: Uint8Array, position: number | null = null): void {
  try {
    for (let done = 0; done < bytes.length;)
      done += writeSync(fd, bytes, done, bytes.length - done, position === null ? null : position + done);
  } catch (thrown) {
    throw whyNotWritten(thrown);
  }
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
