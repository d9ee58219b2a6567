/**
 * The settings beside a Piper voice (`NAME.onnx.json`), as far as a runner needs them. Source of the format:
 * OHF-Voice/piper1-gpl, its voice settings as documented; no code of it is used.
 */
import { z } from 'zod';
import { inputError } from '../../../../shared/errors.ts';

const rangeSchema = z.number().min(0).max(10);

const configSchema = z.object({
  audio: z.object({ sample_rate: z.number().int().min(8_000).max(96_000), quality: z.string().optional() }),
  espeak: z.object({ voice: z.string().regex(/^[\w+.-]{1,40}$/) }).optional(),
  phoneme_type: z.string().default('espeak'),
  phoneme_id_map: z.record(z.string(), z.array(z.number().int().min(0)).min(1)),
  num_symbols: z.number().int().optional(),
  num_speakers: z.number().int().min(1).default(1),
  speaker_id_map: z.record(z.string(), z.number().int().min(0)).default({}),
  inference: z
    .object({
      noise_scale: rangeSchema.default(0.667),
      length_scale: rangeSchema.default(1),
      noise_w: rangeSchema.default(0.8),
    })
    .prefault({}),
  hop_length: z.number().int().min(16).max(4_096).default(256),
  language: z.object({ code: z.string() }).optional(),
  dataset: z.string().optional(),
});
export type PiperConfig = z.infer<typeof configSchema>;

/** What a phoneme sequence is framed and parted with. */
export const PIPER_MARKS = { start: '^', end: '$', pad: '_' } as const;
/** Ways from text to phonemes that are read here: `text` voices take letters as they are. */
const PHONEME_TYPES = ['espeak', 'text'];

/** What the settings lack, as the end of a sentence; null when all is there. */
function problemOf({ phoneme_type: type, phoneme_id_map: map, espeak }: PiperConfig): string | null {
  if (!PHONEME_TYPES.includes(type)) return `its phonemes are of the kind "${type}", which is not read here`;
  if (type === 'espeak' && !espeak) return 'it names no espeak-ng voice';
  for (const mark of Object.values(PIPER_MARKS)) if (!map[mark]) return `it has no number for "${mark}"`;
  return null;
}

/**
 * @param text of the settings file
 * @param label how the file is called in sentences
 * @throws KotohogiError `voice-config`
 */
export function parsePiperConfig(text: string, label: string): PiperConfig {
  const refused = (found: string, cause?: unknown): Error =>
    inputError(
      'voice-config',
      `The file ${label} does not describe a Piper voice: ${found}.`,
      'Take the .onnx.json that belongs to the voice, from the same folder as its .onnx.',
      cause,
    );
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw refused('it is no JSON', cause);
  }
  const parsed = configSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refused(`"${issue.path.join('.')}" is missing or wrong`, parsed.error);
  }
  const problem = problemOf(parsed.data);
  if (problem !== null) throw refused(problem);
  return parsed.data;
}

/** BCP 47 of a voice: what its settings say, else what its espeak-ng voice is for. */
export function piperLanguage({ language, espeak }: PiperConfig): string {
  for (const code of [language?.code.replace('_', '-'), espeak?.voice.replace(/\+.*$/, '')]) {
    if (code === undefined) continue;
    try {
      return new Intl.Locale(code).toString();
    } catch {
      // The next one, then.
    }
  }
  return 'und';
}

/** Lines of a MODEL_CARD that state the licence: `* License: CC0`, `License: [MIT](...)`. */
const LICENCE_LINE = /^[\s*#>-]*licen[cs]e\s*[:：]\s*(.+)$/im;
const LICENCE_MAX_CHARS = 160;

/** The licence that a MODEL_CARD states; null where it states none. */
export function licenceInCard(card: string): string | null {
  const words = LICENCE_LINE.exec(card)?.[1].replaceAll(/\s+/g, ' ').trim() ?? '';
  return words === '' ? null : words.slice(0, LICENCE_MAX_CHARS);
}
