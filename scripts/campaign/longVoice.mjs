import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fromRoot } from '../setup/paths.mjs';

const BYTES_PER_SAMPLE = 2;
/** The second side of a stereo voice is a little quieter, as a second microphone would be. */
const OTHER_SIDE = 0.8;

/** @typedef {{ times: number, channels: 1 | 2 }} VoiceForm `times` the sample rate of the sample */

/**
 * The sample voice, said again and again until the time is full.
 * @param {string} folder
 * @param {number} sec
 * @param {VoiceForm} [form] as the sample is by default: 16 kHz mono
 * @returns {string} a WAV file
 */
export function longVoice(folder, sec, form = { times: 1, channels: 1 }) {
  const { times, channels } = form;
  const sample = readFileSync(fromRoot('resources', 'sample', 'voice.wav'));
  const format = sample.indexOf('fmt ') + 8;
  const dataAt = sample.indexOf('data') + 8;
  const frameBytes = channels * BYTES_PER_SAMPLE;
  const rateHz = sample.readUInt32LE(format + 4) * times;
  const bytes = rateHz * frameBytes * sec;
  const head = Buffer.from(sample.subarray(0, dataAt));
  head.writeUInt16LE(channels, format + 2);
  head.writeUInt32LE(rateHz, format + 4);
  head.writeUInt32LE(rateHz * frameBytes, format + 8);
  head.writeUInt16LE(frameBytes, format + 12);
  head.writeUInt32LE(bytes, dataAt - 4);
  head.writeUInt32LE(dataAt - 8 + bytes, 4);
  const file = path.join(folder, `voice-${String(rateHz)}-${String(channels)}-${String(sec)}.wav`);
  writeFileSync(file, Buffer.concat([head, Buffer.alloc(bytes, reshaped(sample.subarray(dataAt), form))]));
  return file;
}

/**
 * At a multiple of the rate, in straight lines between the samples, and on one or two sides.
 * @param {Buffer} mono 16 bits
 * @param {VoiceForm} form
 */
function reshaped(mono, { times, channels }) {
  const frames = Math.floor(mono.length / BYTES_PER_SAMPLE);
  const shaped = Buffer.alloc(frames * times * channels * BYTES_PER_SAMPLE);
  for (let i = 0; i < frames * times; i++) {
    const at = Math.floor(i / times);
    const [from, to] = [at, Math.min(frames - 1, at + 1)].map((n) => mono.readInt16LE(n * BYTES_PER_SAMPLE));
    const value = from + ((to - from) * (i % times)) / times;
    for (let channel = 0; channel < channels; channel++)
      shaped.writeInt16LE(
        Math.round(channel === 0 ? value : OTHER_SIDE * value),
        (i * channels + channel) * BYTES_PER_SAMPLE,
      );
  }
  return shaped;
}
