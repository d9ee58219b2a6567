import type { RenderReport, RenderRequest } from '../../../shared/contract/render.ts';
import { PRESETS } from '../../../shared/prosody/presets.ts';
import { RECORDED_PRESET_ID } from '../../stores/expression.ts';
import type { Words } from '../../text/words.ts';
import {
  formatBytes,
  formatDuration,
  formatNumber,
  formatPercent,
  type Language,
} from '../../text/format.ts';

export type Fact = readonly [name: string, value: string];

const captionsText = ({ captions }: RenderRequest, { exporting }: Words): string =>
  captions ? exporting.report.count(captions.length) : exporting.report.none;

const backgroundText = ({ background, form }: RenderRequest, { exporting }: Words): string =>
  form.kind === 'sticker' && form.isCutOut
    ? exporting.cutOut
    : (exporting.report.backgrounds[background.kind] ?? background.kind);

/** The way of speaking by its name: that of the command line, or that of the project. */
function presetText({ preset, request }: RenderReport, words: Words, language: Language): string {
  const id = preset ?? request?.prosody?.preset?.id ?? RECORDED_PRESET_ID;
  if (id === RECORDED_PRESET_ID) return words.exporting.report.none;
  return PRESETS.find((known) => known.id === id)?.name[language] ?? words.expression.own;
}

/** A device by its name for people; what a report says otherwise stays as it is. */
export const deviceName = (device: string, { settings }: Words): string =>
  (settings.devices as Readonly<Record<string, string>>)[device] ?? device;

/** The settings of a report, as people read them. */
export function settingFacts(report: RenderReport, words: Words, language: Language): readonly Fact[] {
  const { request } = report;
  const { names, none } = words.exporting.report;
  if (!request) return [];
  const { kind } = request.form;
  const hasPictures = report.frames > 0;
  const facts: (Fact | null)[] = [
    [names.form, words.exporting.forms[kind].name],
    hasPictures ? [names.photo, request.photoPath] : null,
    // What was read aloud has no file that anybody knows.
    report.speaker ? [names.speaker, report.speaker.name] : [names.voice, request.voicePath],
    hasPictures ? [names.size, `${report.width} × ${report.height}`] : null,
    hasPictures ? [names.fps, formatNumber(report.fps, language)] : null,
    hasPictures ? [names.background, backgroundText(request, words)] : null,
    hasPictures ? [names.lipsync, words.result.methods[report.lipsync] ?? report.lipsync] : null,
    hasPictures ? [names.device, deviceName(report.device, words)] : null,
    [names.preset, presetText(report, words, language)],
    report.confidence === null ? null : [names.confidence, formatPercent(report.confidence, language)],
    ...(report.colours ?? []).map(({ person, consent }): Fact => [
      words.people.report.colour,
      words.people.report.colourOf(person, consent.note, consent.date),
    ]),
    request.consents && request.consents.length > 0
      ? [words.people.report.consents, request.consents.map(({ name }) => name).join(', ')]
      : null,
    kind === 'video' ? [names.quality, words.exporting.qualities[request.encoding.quality]] : null,
    report.encoder === null ? null : [names.encoder, report.encoder],
    [names.music, request.music?.path ?? none],
    [names.captions, captionsText(request, words)],
    hasPictures ? [names.seed, String(request.seed)] : null,
    [names.bytes, formatBytes(report.outBytes, language)],
    [names.took, formatDuration(report.totalMs / 1000, language)],
  ];
  return facts.filter((fact) => fact !== null);
}
