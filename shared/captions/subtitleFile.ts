/** SubRip (.srt) and WebVTT (.vtt) files: read leniently, as players do, written strictly. */
import { CAPTIONS_MAX, captionSchema, type Caption } from './captions.ts';

export type SubtitleFormat = 'srt' | 'vtt';

/** `01:02:03,450`, `02:03.450`: hours may be missing in WebVTT; both signs before the milliseconds are found in both. */
const CLOCK = String.raw`(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[,.](\d{1,3})`;
const TIMES = new RegExp(String.raw`^\s*${CLOCK}\s*-->\s*${CLOCK}(?:\s.*)?$`);
/** Markup of both formats: `<i>`, `<v Anna>`, `<00:01.000>`, `{\an8}`. */
const MARKUP = /<[^>]*>|\{\\[^}]*\}/g;
const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': ' ',
  '&lrm;': '\u200e',
  '&rlm;': '\u200f',
};

const secondsOf = (hours: string | undefined, minutes: string, seconds: string, millis: string): number =>
  Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(millis.padEnd(3, '0')) / 1000;

const plainText = (lines: readonly string[]): string =>
  lines
    .join('\n')
    .replaceAll(MARKUP, '')
    .replaceAll(/&[a-z]+;/g, (entity) => ENTITIES[entity] ?? entity)
    .trim();

/** What was read, and where blocks begin that were no captions. */
export interface ReadSubtitles {
  readonly captions: readonly Caption[];
  /** Lines of the file, counted from 1, in order. */
  readonly badLines: readonly number[];
}

/**
 * Reads a subtitle file of either format, told apart by their content.
 * @returns captions in the order of their start
 */
export function readSubtitles(text: string): ReadSubtitles {
  const rows = text
    .replace(/^\ufeff/, '')
    .replaceAll(/\r\n?/g, '\n')
    .split('\n');
  const captions: Caption[] = [];
  const badLines: number[] = [];
  for (const { firstLine, lines } of blocksOf(rows)) {
    const timesAt = lines.findIndex((line) => TIMES.test(line));
    if (timesAt < 0) {
      // Heads, notes, styles and regions of WebVTT say nothing that is shown.
      if (!/^(WEBVTT|NOTE|STYLE|REGION)\b/.test(lines[0].trim())) badLines.push(firstLine);
      continue;
    }
    const [, h1, m1 = '0', s1 = '0', f1 = '0', h2, m2 = '0', s2 = '0', f2 = '0'] =
      TIMES.exec(lines[timesAt]) ?? [];
    const caption = captionSchema.safeParse({
      startSec: secondsOf(h1, m1, s1, f1),
      endSec: secondsOf(h2, m2, s2, f2),
      text: plainText(lines.slice(timesAt + 1)),
    });
    if (caption.success && captions.length < CAPTIONS_MAX) captions.push(caption.data);
    else badLines.push(firstLine + timesAt);
  }
  return { captions: captions.sort((a, b) => a.startSec - b.startSec), badLines };
}

/** Rows between blank ones, with the number of the first. */
function blocksOf(
  rows: readonly string[],
): readonly { readonly firstLine: number; readonly lines: readonly string[] }[] {
  const blocks: { firstLine: number; lines: string[] }[] = [];
  let open = false;
  rows.forEach((row, index) => {
    const blank = row.trim() === '';
    if (!blank && open) blocks.at(-1)?.lines.push(row);
    else if (!blank) blocks.push({ firstLine: index + 1, lines: [row] });
    open = !blank;
  });
  return blocks;
}

function clock(sec: number, sign: ',' | '.'): string {
  const millis = Math.round(sec * 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(millis / 3_600_000))}:${two(Math.floor(millis / 60_000) % 60)}:${two(Math.floor(millis / 1000) % 60)}${sign}${String(millis % 1000).padStart(3, '0')}`;
}

/** WebVTT reads `<` and `&` as the beginning of markup; SubRip has no way to write them otherwise. */
const escapeVtt = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** @returns the text of a subtitle file */
export function writeSubtitles(captions: readonly Caption[], format: SubtitleFormat): string {
  const blocks = captions.map(({ startSec, endSec, text }, i) =>
    format === 'srt'
      ? `${i + 1}\n${clock(startSec, ',')} --> ${clock(endSec, ',')}\n${text}\n`
      : `${clock(startSec, '.')} --> ${clock(endSec, '.')}\n${escapeVtt(text)}\n`,
  );
  return `${format === 'vtt' ? 'WEBVTT\n\n' : ''}${blocks.join('\n')}`;
}
