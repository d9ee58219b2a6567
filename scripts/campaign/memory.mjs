import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fromRoot } from '../setup/paths.mjs';
import { longVoice } from './longVoice.mjs';
import { peakMemory } from './peakMemory.mjs';

const SHORT_SEC = 30;
const LONG_SEC = 600;
/** Small frames: what grows with the length is a larger share of all. */
const SIZE = '270x270';
const TARGET_RATIO = 1.1;
const BYTES_PER_MIB = 2 ** 20;

/** @typedef {import('./longVoice.mjs').VoiceForm} VoiceForm */
/** @type {readonly { name: string, form: VoiceForm }[]} */
const RECORDINGS = [
  { name: '16 kHz mono', form: { times: 1, channels: 1 } },
  { name: '48 kHz stereo', form: { times: 3, channels: 2 } },
];
/** As recorded, and made anew by a preset. */
const VOICES = [[], ['--preset', 'celebration']].flatMap((words) =>
  RECORDINGS.map(({ name, form }) => ({ name: [name, ...words].join(' '), form, words })),
);

/**
 * Renders the sample photo, with nothing known of it from earlier, and measures from outside.
 * @param {string} parent
 * @param {VoiceForm} form
 * @param {number} sec
 * @param {readonly string[]} more options
 */
async function measure(parent, form, sec, more) {
  const folder = mkdtempSync(path.join(parent, 'render-'));
  const reportFile = path.join(folder, 'report.json');
  const photo = fromRoot('resources', 'sample', 'photo.jpg');
  const files = ['--photo', photo, '--voice', longVoice(folder, sec, form)];
  const out = ['--out', path.join(folder, 'video.mp4'), '--report', reportFile];
  const words = ['render', ...files, ...out, ...more, '--size', SIZE, '--progress', 'none'];
  const child = spawn(process.execPath, [fromRoot('bin', 'kotohogi.mjs'), ...words], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, KOTOHOGI_HOME: path.join(folder, 'home') },
  });
  const closed = once(child, 'close');
  const peak = await peakMemory(child.pid ?? 0, closed);
  const [code] = await closed;
  if (code !== 0) throw new Error(`The render of ${String(sec)} s ended with code ${String(code)}.`);
  /** @type {{ frames: number, totalMs: number, renderFps: number, peakRssBytes: number }} */
  const { frames, totalMs, renderFps, peakRssBytes } = JSON.parse(readFileSync(reportFile, 'utf8'));
  rmSync(folder, { recursive: true, force: true });
  return { sec, frames, totalMs, renderFps, peakRssBytes, ...peak };
}

const mib = (/** @type {number} */ bytes) => `${(bytes / BYTES_PER_MIB).toFixed(0)} MiB`;

/** @param {Awaited<ReturnType<typeof measure>>} measured */
const lineOf = ({ sec, frames, totalMs, renderFps, ownBytes, childrenBytes, togetherBytes }) =>
  `${String(sec).padStart(4)} s  ${String(frames)} frames in ${(totalMs / 1000).toFixed(1)} s (${renderFps.toFixed(1)} fps)` +
  `  peak ${mib(ownBytes)}, largest ffmpeg ${mib(childrenBytes)}, all at once ${mib(togetherBytes)}`;

/** Ten minutes of video must not need more memory than half a minute does, whatever the voice is recorded at. */
export const memory = {
  name: 'memory',
  what: `peak memory of ${String(LONG_SEC)} s against ${String(SHORT_SEC)} s at ${SIZE}`,
  async run() {
    if (process.platform !== 'linux')
      throw new Error('Peak memory is read from /proc, which only Linux has.');
    const folder = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-campaign-'));
    const lines = [];
    const voices = [];
    try {
      for (const { name, form, words } of VOICES) {
        const short = await measure(folder, form, SHORT_SEC, words);
        const long = await measure(folder, form, LONG_SEC, words);
        const ratio = long.ownBytes / short.ownBytes;
        const togetherRatio = long.togetherBytes / short.togetherBytes;
        voices.push({ name, ratio, togetherRatio, short, long });
        lines.push(
          name,
          lineOf(short),
          lineOf(long),
          `ratio ${ratio.toFixed(3)} (all at once ${togetherRatio.toFixed(3)}), target at most ${TARGET_RATIO.toFixed(2)}`,
        );
      }
      return {
        ok: voices.every(({ ratio, togetherRatio }) => Math.max(ratio, togetherRatio) <= TARGET_RATIO),
        lines,
        report: { size: SIZE, target: TARGET_RATIO, voices },
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
