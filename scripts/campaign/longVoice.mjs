import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fromRoot } from '../setup/paths.mjs';

/**
 * The sample voice, said again and again until the time is full.
 * @param {string} folder
 * @param {number} sec
 * @returns {string} a WAV file
 */
export function longVoice(folder, sec) {
  const sample = readFileSync(fromRoot('resources', 'sample', 'voice.wav'));
  const format = sample.indexOf('fmt ');
  const dataAt = sample.indexOf('data') + 8;
  const bytes = sample.readUInt32LE(format + 16) * sec;
  const head = Buffer.from(sample.subarray(0, dataAt));
  head.writeUInt32LE(bytes, dataAt - 4);
  head.writeUInt32LE(dataAt - 8 + bytes, 4);
  const file = path.join(folder, `voice-${String(sec)}.wav`);
  writeFileSync(file, Buffer.concat([head, Buffer.alloc(bytes, sample.subarray(dataAt))]));
  return file;
}
