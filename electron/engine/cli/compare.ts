import path from 'node:path';
import { EXIT_CODES, usageError } from '../../../shared/errors.ts';
import { PRESETS, type ProsodyPreset } from '../../../shared/prosody/presets.ts';
import {
  COMPARE_DEFAULT_SIZE,
  GRID_FILE,
  MOST_PRESETS,
  type CompareReport,
  type CompareRequest,
} from '../compare/types.ts';
import { voicesOfPresets } from '../compare/voices.ts';
import { resolveFolders } from '../folders.ts';
import { readUserPresets } from '../presetStore.ts';
import { engineRun } from './engineRun.ts';
import {
  choiceOption,
  isSet,
  optionalText,
  required,
  type OptionSpecs,
  type OptionValues,
} from './options.ts';
import { PRESET_OPTIONS, presetIdOf } from './prosodyRequest.ts';
import { TALK_OPTIONS, talkFrom } from './provenanceOptions.ts';
import type { TalkComparison } from '../talk/compareTalk.ts';
import { PROGRESS_STYLES } from './progressStyles.ts';
import { createProgressView } from './progressView.ts';
import { RENDER_OPTIONS, renderRequestFrom } from './renderRequest.ts';
import { printJson } from './terminal.ts';
import type { Verb, VerbContext } from './verb.ts';

const DEFAULT_SIZE = `${COMPARE_DEFAULT_SIZE.widthPx}x${COMPARE_DEFAULT_SIZE.heightPx}`;

const OPTIONS: OptionSpecs = {
  ...RENDER_OPTIONS,
  ...TALK_OPTIONS,
  photo: { type: 'string', value: 'F', help: 'photo of a person: JPEG, PNG, WebP, AVIF, TIFF or GIF' },
  out: {
    type: 'string',
    value: 'DIR',
    help: `folder for PRESET.mp4 each, ${GRID_FILE} and report.json; made when it is missing`,
  },
  presets: {
    type: 'string',
    value: 'a,b,c,d',
    help: `without --did: one to ${MOST_PRESETS}, yours or of: ${PRESETS.map(({ id }) => id).join(', ')}; the first one is heard side by side`,
  },
  lang: PRESET_OPTIONS.lang,
  size: {
    type: 'string',
    value: 'WxH',
    help: `size of each preset's video in pixels, even numbers (${DEFAULT_SIZE}: four cost little more than one render at 1080x1080; larger sizes cost in proportion)`,
  },
  progress: {
    type: 'string',
    value: 'P',
    help: `${PROGRESS_STYLES.join(', ')} (auto: a bar on a terminal, else lines; none with --json)`,
  },
};

/** @param text what stands behind `--presets` */
export function parsePresets(text: string, userPresets: readonly ProsodyPreset[] = []): string[] {
  const ids = text.split(',').map((id) => presetIdOf(id.trim(), userPresets));
  const hint = `Choose one to ${MOST_PRESETS} of: ${PRESETS.map(({ id }) => id).join(', ')}.`;
  if (ids.length > MOST_PRESETS)
    throw usageError('bad-value', `${ids.length} presets are too many to show side by side.`, hint);
  if (new Set(ids).size < ids.length)
    throw usageError('bad-value', `--presets ${text} names a preset twice.`, hint);
  return ids;
}

/** The complete order of a comparison out of the words of a command line. */
export function compareRequestFrom(
  values: OptionValues,
  userPresets: readonly ProsodyPreset[] = [],
): CompareRequest {
  const outFolder = path.resolve(required(values, 'out', 'compare'));
  const presetIds = parsePresets(required(values, 'presets', 'compare'), userPresets);
  for (const name of ['photo', 'voice']) required(values, name, 'compare');
  const size = optionalText(values, 'size') ?? DEFAULT_SIZE;
  const shared = renderRequestFrom({
    ...values,
    out: path.join(outFolder, GRID_FILE),
    size,
  });
  return { ...shared, outFolder, voices: voicesOfPresets(presetIds, shared.language, userPresets) };
}

/** The report in a few lines for people. */
export function compareText({
  presets,
  grid,
  matchedLufs,
  totalMs,
  warnings,
  fallbacks,
}: CompareReport): string {
  const confidence = (score: number | null | undefined): string =>
    typeof score === 'number' ? score.toFixed(2) : 'not computed';
  const lines = [
    ...presets.map(({ id, out, durationSec, confidence: measured, error }) =>
      error === null
        ? `${out ?? ''}  ${(durationSec ?? 0).toFixed(2)} s, confidence ${confidence(measured?.score)}`
        : `${id}: ${error.message} ${error.hint}`,
    ),
    grid === null
      ? 'The side-by-side video could not be made.'
      : `${grid.out}  ${grid.width}x${grid.height}, sound and time of "${grid.heard}"`,
    `${matchedLufs === null ? 'Silent' : `All sounds at ${matchedLufs.toFixed(1)} LUFS`}; ${(totalMs / 1000).toFixed(2)} s in all`,
    ...fallbacks.map((sentence) => `Fallback: ${sentence}`),
    ...warnings.map((sentence) => `Note: ${sentence}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** This computer and D-ID, side by side. @returns the exit code */
async function compareWithDid(values: OptionValues, context: VerbContext): Promise<number> {
  const { terminal } = context;
  if (optionalText(values, 'presets') !== undefined)
    throw usageError('bad-value', '--did and --presets were both given.', 'Give one of them.');
  const out = path.resolve(required(values, 'out', 'compare'));
  const size = optionalText(values, 'size') ?? DEFAULT_SIZE;
  const request = renderRequestFrom({ ...values, out: path.join(out, GRID_FILE), size });
  const talk = await talkFrom(values);
  if (!talk) throw new Error('The D-ID job was named, and is not there.');
  const style = choiceOption(values, 'progress', PROGRESS_STYLES, isSet(values, 'json') ? 'none' : 'auto');
  const view = createProgressView(style, terminal);
  const { compareTalk } = await import('../index.ts');
  let report: TalkComparison;
  try {
    const run = await engineRun(values, context, (progress) => view.show(progress));
    report = await compareTalk({ ...request, outPath: out, talk }, run);
  } finally {
    view.close();
  }
  if (style === 'json') terminal.out(`${JSON.stringify({ report })}\n`);
  else if (isSet(values, 'json')) printJson(terminal, report);
  else terminal.out(talkComparisonText(report));
  return 0;
}

function talkComparisonText({
  local,
  talk,
  grid,
  frames,
  totalMs,
  warnings,
  fallbacks,
}: TalkComparison): string {
  const { offsetSec, agreement } = talk;
  const lines = [
    `${local.out}  lip-sync ${local.lipsync} on ${local.device}`,
    `${talk.out}  by ${talk.by}, ${offsetSec === null ? 'its sound is another one' : `${(offsetSec * 1000).toFixed(0)} ms beside the voice, agreement ${agreement.toFixed(2)}`}`,
    `${grid.out}  ${grid.width}x${grid.height}, ${frames} frames`,
    `${(totalMs / 1000).toFixed(2)} s in all`,
    ...fallbacks.map((sentence) => `Fallback: ${sentence}`),
    ...warnings.map((sentence) => `Note: ${sentence}`),
  ];
  return `${lines.join('\n')}\n`;
}

async function run(values: OptionValues, context: VerbContext): Promise<number> {
  const { terminal } = context;
  if (optionalText(values, 'did') !== undefined) return compareWithDid(values, context);
  const request = compareRequestFrom(values, await readUserPresets(resolveFolders().home));
  const style = choiceOption(values, 'progress', PROGRESS_STYLES, isSet(values, 'json') ? 'none' : 'auto');
  const view = createProgressView(style, terminal);
  const { compare: compareVideos } = await import('../index.ts');
  let report: CompareReport;
  try {
    report = await compareVideos(
      request,
      await engineRun(values, context, (progress) => view.show(progress)),
    );
  } finally {
    view.close();
  }
  if (style === 'json') terminal.out(`${JSON.stringify({ report })}\n`);
  else if (isSet(values, 'json')) printJson(terminal, report);
  else terminal.out(compareText(report));
  const failure = report.presets.find(({ error }) => error !== null)?.error;
  if (failure) return EXIT_CODES[failure.kind];
  return report.grid === null ? EXIT_CODES.defect : 0;
}

export const compare: Verb = {
  name: 'compare',
  summary:
    'renders up to four presets of one voice on one face, or this computer and D-ID, each by itself and side by side',
  example:
    'compare --photo photo.jpg --voice voice.wav --presets neutral,celebration,wedding,calm --out compared',
  options: OPTIONS,
  run,
};
