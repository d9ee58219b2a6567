import { writeFile } from 'node:fs/promises';
import type { EstimateRange } from '../../../shared/contract/estimate.ts';
import { SOFTWARE_ENCODER } from '../../../shared/contract/exportConstants.ts';
import type { ProvenanceReport, TalkReport } from '../../../shared/contract/provenance.ts';
import type { RenderReport, RenderRequest } from '../../../shared/contract/render.ts';
import { usageError } from '../../../shared/errors.ts';
import { resolveFolders } from '../folders.ts';
import { readUserPresets } from '../presetStore.ts';
import { CAPTION_OPTIONS, captionsFrom } from './captions.ts';
import { engineRun } from './engineRun.ts';
import { outKindFrom } from './exportOptions.ts';
import { choiceOption, isSet, optionalText, type OptionSpecs, type OptionValues } from './options.ts';
import { outputFile } from './outputFile.ts';
import { PROGRESS_STYLES } from './progressStyles.ts';
import { clockText, createProgressView } from './progressView.ts';
import { PRESET_OPTIONS } from './prosodyRequest.ts';
import { TALK_OPTIONS, talkFrom } from './provenanceOptions.ts';
import { RENDER_OPTIONS, renderRequestFrom } from './renderRequest.ts';
import { asksForSpeech, spokenFrom, TEXT_OPTIONS } from './speak.ts';
import { SPEAK_AS_OPTIONS, withSpeakAs } from './speakAsOptions.ts';
import { printJson } from './terminal.ts';
import type { Verb, VerbContext } from './verb.ts';

/** What was made, in one line. */
function madeText({ form, durationSec, frames, width, height, fps, ...report }: RenderReport): string {
  const { lipsync, device, preset, confidence, encoder } = report;
  const length = `${durationSec.toFixed(2)} s`;
  const parts: string[] = [];
  if (form === 'still') parts.push(`${width}x${height}`);
  else if (frames > 0) parts.push(length, `${frames} frames`, `${width}x${height} at ${fps} fps`);
  else parts.push(length);
  if (frames > 0) parts.push(`lip-sync ${lipsync} on ${device}`);
  if (encoder !== null && encoder !== SOFTWARE_ENCODER) parts.push(`encoded by ${encoder}`);
  if (preset !== null) parts.push(`voice preset ${preset}`);
  if (confidence !== null) parts.push(`confidence ${confidence.toFixed(2)}`);
  return parts.join(', ');
}

const talkText = ({ by, jobId, offsetSec, agreement }: TalkReport): string =>
  `Pictures from ${by} (job ${jobId}); its sound ${offsetSec === null ? 'is another one' : `lies ${(offsetSec * 1000).toFixed(0)} ms beside the voice, agreement ${agreement.toFixed(2)}`}`;

const provenanceText = ({ record, isInFile, signedBy }: ProvenanceReport): string =>
  `How it was made: ${record}${isInFile ? ', and in short in the file' : ''}${signedBy === null ? '' : `; signed by ${signedBy} (C2PA)`}`;

/** The report in a few lines for people. */
export function reportText(report: RenderReport): string {
  const { out, totalMs, frames } = report;
  const lines = [
    out,
    madeText(report),
    ...report.stages.map(
      ({ name, ms, cache }) =>
        `  ${name.padEnd(10)}${(ms / 1000).toFixed(2).padStart(8)} s${cache === 'hit' ? '  (from the cache)' : ''}`,
    ),
    `  ${'in all'.padEnd(10)}${(totalMs / 1000).toFixed(2).padStart(8)} s${frames > 0 ? `, ${report.renderFps.toFixed(1)} frames a second (stages overlap)` : ''}`,
    ...(report.talk ? [talkText(report.talk)] : []),
    ...(report.provenance ? [provenanceText(report.provenance)] : []),
    ...(report.colours ?? []).map(
      ({ person, consent }) =>
        `Converted voice: in the colour of ${person} (${consent.note}, ${consent.date})`,
    ),
    ...(report.speaker?.credit ? [`Credit to show: ${report.speaker.credit}`] : []),
    ...report.fallbacks.map((sentence) => `Fallback: ${sentence}`),
    ...report.warnings.map((sentence) => `Note: ${sentence}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** A file of captions out of a text has those of the text, unless others are named. */
const captionWords = (values: OptionValues): OptionValues =>
  outKindFrom(values) === 'captions' ? { captions: 'auto', ...values } : values;

/** The order of a render; a text is read aloud first, and the voice is then that of any recording. */
async function requestFrom(values: OptionValues, context: VerbContext): Promise<RenderRequest> {
  const userPresets = await readUserPresets(resolveFolders().home);
  if (!asksForSpeech(values))
    return {
      ...renderRequestFrom(values, userPresets),
      captions: await captionsFrom(values, null),
      talk: await talkFrom(values),
    };
  if (optionalText(values, 'voice') !== undefined)
    throw usageError('bad-value', '--voice and a text were both given.', 'Give one of them.');
  // What else is wrong with the command line is said before anything is spoken.
  renderRequestFrom({ ...values, voice: 'spoken.wav' }, userPresets);
  const spoken = await spokenFrom(values, context);
  const { id, name, licence, credit } = spoken.voice;
  return {
    ...renderRequestFrom({ ...values, voice: spoken.path }, userPresets),
    captions: await captionsFrom(captionWords(values), spoken),
    talk: await talkFrom(values),
    speaker: { id, name, licence, credit },
  };
}

const RESUME_OPTIONS = {
  resume: {
    type: 'boolean',
    help: 'goes on with a render of the same words that was interrupted',
  },
} as const satisfies OptionSpecs;

/** How a render tells of itself: what `project render` takes as well. */
export const REPORT_OPTIONS = {
  report: { type: 'string', value: 'F.json', help: 'write the report of the render there' },
  progress: {
    type: 'string',
    value: 'P',
    help: `${PROGRESS_STYLES.join(', ')} (auto: a bar on a terminal, else lines; none with --json)`,
  },
} as const satisfies OptionSpecs;

/** Renders and tells of it. @returns the exit code */
export async function renderAndReport(
  request: RenderRequest,
  values: OptionValues,
  context: VerbContext,
): Promise<number> {
  const { terminal } = context;
  const reportPath = await outputFile(values, 'report');
  // With --json standard error carries the error object and nothing else, unless progress is asked for.
  const style = choiceOption(values, 'progress', PROGRESS_STYLES, isSet(values, 'json') ? 'none' : 'auto');
  const view = createProgressView(style, terminal);
  // Loaded late: help and doctor must work where the native parts of the engine do not.
  const { render: renderVideo } = await import('../index.ts');
  let report: RenderReport;
  try {
    const run = await engineRun(values, context, (progress) => view.show(progress));
    report = await renderVideo(request, { ...run, resume: isSet(values, 'resume') ? 'asked' : 'never' });
  } finally {
    view.close();
  }
  if (reportPath !== undefined) await writeFile(reportPath, `${JSON.stringify(report, null, 2)}\n`);
  if (style === 'json') terminal.out(`${JSON.stringify({ report })}\n`);
  else if (isSet(values, 'json')) printJson(terminal, report);
  else terminal.out(reportText(report));
  return 0;
}

const ESTIMATE_OPTIONS = {
  estimate: {
    type: 'boolean',
    help: 'say how long it will take and how large it will get, from earlier renders, and make nothing',
  },
} as const satisfies OptionSpecs;

const rangeText = (range: EstimateRange | null, unit: (value: number) => string): string =>
  range ? `${unit(range.from)} to ${unit(range.to)}` : 'not measured yet on this computer';

/** Tells of an estimate. @returns the exit code */
async function estimateOnly(
  request: RenderRequest,
  values: OptionValues,
  context: VerbContext,
): Promise<number> {
  const { estimateOf } = await import('../index.ts');
  const estimate = await estimateOf(request, await engineRun(values, context));
  if (isSet(values, 'json')) printJson(context.terminal, { schemaVersion: 1, ...estimate });
  else
    context.terminal.out(
      [
        `Time: ${rangeText(estimate.sec, clockText)}`,
        `Size: ${rangeText(estimate.bytes, (bytes) => `${(bytes / 1e6).toFixed(2)} MB`)}`,
        `From ${estimate.renders} earlier renders.\n`,
      ].join('\n'),
    );
  return 0;
}

export const render: Verb = {
  name: 'render',
  summary: 'renders one photo and one voice to a talking video, or a picture, a sticker or the sound of it',
  example: 'render --photo photo.jpg --voice voice.wav --out video.mp4',
  options: {
    ...RENDER_OPTIONS,
    ...TALK_OPTIONS,
    ...TEXT_OPTIONS,
    ...SPEAK_AS_OPTIONS,
    ...CAPTION_OPTIONS,
    ...PRESET_OPTIONS,
    ...RESUME_OPTIONS,
    ...REPORT_OPTIONS,
    ...ESTIMATE_OPTIONS,
  },
  run: async (values, context) => {
    const request = await withSpeakAs(await requestFrom(values, context), values, context);
    return (isSet(values, 'estimate') ? estimateOnly : renderAndReport)(request, values, context);
  },
};
