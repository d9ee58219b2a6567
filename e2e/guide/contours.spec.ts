/** What each way of speaking does to the melody of the sample: measured on the sound it makes, drawn as SVG. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { SAMPLE_VOICE } from '../fixtures/materials.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const PRESETS = path.join(ROOT, 'shared', 'prosody', 'presets');
const PICTURES = path.join(ROOT, 'docs', 'guide', 'pictures', 'presets');
const WIDTH = 640;
const HEIGHT = 150;
/** Room for the words at the left and at the bottom. */
const LEFT = 44;
const BOTTOM = 22;
/** Drawn from the speaker's median: so many semitones up and down. */
const RANGE_ST = 10;
/** Steps between measurements beyond which the voice has paused: the line ends and begins anew. */
const GAP_STEPS = 3;

interface Analysis {
  readonly durationSec: number;
  readonly f0: {
    readonly startSec: number;
    readonly stepSec: number;
    readonly hz: readonly (number | null)[];
    readonly medianHz: number;
  };
}

const program = (...words: string[]): string =>
  execFileSync(process.execPath, [path.join(ROOT, 'bin', 'kotohogi.mjs'), ...words], { encoding: 'utf8' });
const analyze = (voice: string): Analysis =>
  JSON.parse(program('analyze', '--voice', voice, '--json')) as Analysis;

/** The measured pitch as a line; semitones above `aroundHz`, unvoiced stretches left out. */
function lineOf({ f0 }: Analysis, aroundHz: number, lengthSec: number): string {
  let since = GAP_STEPS;
  return f0.hz
    .map((hz, i) => {
      if (hz === null) {
        since++;
        return '';
      }
      const x = LEFT + ((f0.startSec + i * f0.stepSec) / lengthSec) * (WIDTH - LEFT);
      const st = 12 * Math.log2(hz / aroundHz);
      const y = (HEIGHT - BOTTOM) * (0.5 - Math.max(-1, Math.min(1, st / RANGE_ST)) / 2);
      const move = since >= GAP_STEPS ? 'M' : 'L';
      since = 0;
      return `${move}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('');
}

function drawing(before: Analysis, after: Analysis): string {
  const lengthSec = Math.max(before.durationSec, after.durationSec);
  const around = before.f0.medianHz;
  const seconds = Array.from({ length: Math.floor(lengthSec / 2) + 1 }, (_, i) => i * 2);
  const middle = (HEIGHT - BOTTOM) / 2;
  const text = 'font-family="sans-serif" font-size="11" fill="#6b5a4d"';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" rx="8" fill="#fdfaf3"/>`,
    ...[-6, 0, 6].map((st) => {
      const y = (middle - (st / RANGE_ST) * middle).toFixed(1);
      return `<path d="M${LEFT} ${y}H${WIDTH}" stroke="#e6d9c6"/><text x="${LEFT - 6}" y="${y}" text-anchor="end" dominant-baseline="middle" ${text}>${st > 0 ? '+' : ''}${st} st</text>`;
    }),
    ...seconds.map(
      (sec) =>
        `<text x="${(LEFT + (sec / lengthSec) * (WIDTH - LEFT)).toFixed(1)}" y="${HEIGHT - 7}" ${text}>${sec} s</text>`,
    ),
    `<path d="${lineOf(before, around, lengthSec)}" fill="none" stroke="#b3a596" stroke-width="1.6"/>`,
    `<path d="${lineOf(after, around, lengthSec)}" fill="none" stroke="#b0301c" stroke-width="2"/>`,
    '</svg>\n',
  ].join('\n');
}

test('contours of the presets', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-guide-'));
  mkdirSync(PICTURES, { recursive: true });
  try {
    const before = analyze(SAMPLE_VOICE);
    for (const name of readdirSync(PRESETS)) {
      const { id } = JSON.parse(readFileSync(path.join(PRESETS, name), 'utf8')) as { id: string };
      if (id === 'neutral') continue;
      const voice = path.join(folder, `${id}.wav`);
      program('prosody', '--voice', SAMPLE_VOICE, '--preset', id, '--out', voice);
      writeFileSync(path.join(PICTURES, `${id}.svg`), drawing(before, analyze(voice)));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  expect(readdirSync(PICTURES)).toHaveLength(12);
});
