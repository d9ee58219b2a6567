import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fromRoot } from '../setup/paths.mjs';
import { longVoice } from './longVoice.mjs';
import { peakMemory } from './peakMemory.mjs';

const SHORT_SEC = 10;
const LONG_SEC = 60;
const SIZE = '1080x1080';
const TARGET_RATIO = 1.1;
const BYTES_PER_MIB = 2 ** 20;

/**
 * Renders the sample photo and measures from outside.
 * @param {string} folder
 * @param {number} sec
 */
async function measure(folder, sec) {
  const reportFile = path.join(folder, `report-${String(sec)}.json`);
  const files = ['--photo', fromRoot('resources', 'sample', 'photo.jpg'), '--voice', longVoice(folder, sec)];
  const out = ['--out', path.join(folder, `video-${String(sec)}.mp4`), '--report', reportFile];
  const words = ['render', ...files, ...out, '--size', SIZE, '--progress', 'none'];
  const child = spawn(process.execPath, [fromRoot('bin', 'kotohogi.mjs'), ...words], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const closed = once(child, 'close');
  const peak = await peakMemory(child.pid ?? 0, closed);
  const [code] = await closed;
  if (code !== 0) throw new Error(`The render of ${String(sec)} s ended with code ${String(code)}.`);
  /** @type {{ frames: number, totalMs: number, renderFps: number, peakRssBytes: number }} */
  const { frames, totalMs, renderFps, peakRssBytes } = JSON.parse(readFileSync(reportFile, 'utf8'));
  return { sec, frames, totalMs, renderFps, peakRssBytes, ...peak };
}

/** A minute of video must not need more memory than ten seconds do. */
export const memory = {
  name: 'memory',
  what: `peak memory of ${String(LONG_SEC)} s against ${String(SHORT_SEC)} s at ${SIZE}`,
  async run() {
    if (process.platform !== 'linux')
      throw new Error('Peak memory is read from /proc, which only Linux has.');
    const folder = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-campaign-'));
    try {
      const short = await measure(folder, SHORT_SEC);
      const long = await measure(folder, LONG_SEC);
      const ratio = long.ownBytes / short.ownBytes;
      const mib = (/** @type {number} */ bytes) => `${(bytes / BYTES_PER_MIB).toFixed(0)} MiB`;
      const lines = [short, long].map(
        ({ sec, frames, totalMs, renderFps, ownBytes, childrenBytes, peakRssBytes }) =>
          `${String(sec).padStart(4)} s  ${String(frames)} frames in ${(totalMs / 1000).toFixed(1)} s (${renderFps.toFixed(1)} fps)  peak ${mib(ownBytes)} (report: ${mib(peakRssBytes)}), ffmpeg ${mib(childrenBytes)}`,
      );
      lines.push(`ratio ${ratio.toFixed(3)}, target at most ${TARGET_RATIO.toFixed(2)}`);
      return {
        ok: ratio <= TARGET_RATIO,
        lines,
        report: { size: SIZE, ratio, target: TARGET_RATIO, short, long },
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
