import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fromRoot } from '../setup/paths.mjs';
import { longVoice } from './longVoice.mjs';
import { peakMemory } from './peakMemory.mjs';

const SHORT_SEC = 600;
const LONG_SEC = 3600;
/**
 * How many copies of the sound (four bytes a sample) the process may hold more for each second more: the sound as it was
 * decoded and its bytes, the result and its bytes, pulses, grains and the copies that confidence makes.
 */
const TARGET_COPIES = 8;
const BYTES_PER_MIB = 2 ** 20;

/**
 * Adjusts the sample voice with everything at once, measures the confidence, and looks at it from outside.
 * @param {string} folder
 * @param {number} sec
 */
async function measure(folder, sec) {
  const reportFile = path.join(folder, `report-${String(sec)}.json`);
  const out = path.join(folder, `adjusted-${String(sec)}.wav`);
  const words = ['prosody', '--voice', longVoice(folder, sec), '--preset', 'wedding', '--out', out];
  const child = spawn(process.execPath, [fromRoot('bin', 'kotohogi.mjs'), ...words, '--report', reportFile], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const closed = once(child, 'close');
  const { ownBytes } = await peakMemory(child.pid ?? 0, closed);
  const [code] = await closed;
  if (code !== 0) throw new Error(`The edit of ${String(sec)} s ended with code ${String(code)}.`);
  /** @type {{ durationSec: number, sampleRateHz: number, channels: number, analysisMs: number, renderMs: number, confidence: { score: number }, timeMap: [number, number][] }} */
  const report = JSON.parse(readFileSync(reportFile, 'utf8'));
  const { durationSec, sampleRateHz, channels, analysisMs, renderMs, confidence, timeMap } = report;
  const plannedSec = timeMap.at(-1)?.[1] ?? NaN;
  return {
    sec,
    ownBytes,
    analysisMs,
    renderMs,
    sampleRateHz,
    channels,
    confidence: confidence.score,
    /** How far the result is from the length that was planned. */
    errorSamples: Math.abs(durationSec - plannedSec) * sampleRateHz,
  };
}

/** An hour of speech is adjusted to its end, exactly as long as planned, in memory that grows with the sound alone. */
export const prosodyHour = {
  name: 'prosody-hour',
  what: `analysis, edit and confidence of ${String(LONG_SEC / 60)} minutes against ${String(SHORT_SEC / 60)}`,
  async run() {
    if (process.platform !== 'linux')
      throw new Error('Peak memory is read from /proc, which only Linux has.');
    const folder = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-campaign-'));
    try {
      const short = await measure(folder, SHORT_SEC);
      const long = await measure(folder, LONG_SEC);
      const soundBytes = 4 * long.sampleRateHz * long.channels * (LONG_SEC - SHORT_SEC);
      const copies = (long.ownBytes - short.ownBytes) / soundBytes;
      const lines = [short, long].map(
        ({ sec, analysisMs, renderMs, ownBytes, confidence, errorSamples }) =>
          `${String(sec).padStart(5)} s  analysis ${(analysisMs / 1000).toFixed(1)} s, edit ${(renderMs / 1000).toFixed(1)} s, ${errorSamples.toFixed(2)} samples off the plan, confidence ${confidence.toFixed(2)}, peak ${(ownBytes / BYTES_PER_MIB).toFixed(0)} MiB`,
      );
      lines.push(
        `${copies.toFixed(1)} copies of the sound for each second more, target at most ${String(TARGET_COPIES)}`,
      );
      const exact = [short, long].every(({ errorSamples }) => errorSamples <= 0.51);
      return {
        ok: copies <= TARGET_COPIES && exact && long.confidence >= 0.85,
        lines,
        report: { copies, target: TARGET_COPIES, short, long },
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
