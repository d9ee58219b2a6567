import type { RenderReport, RenderRequest } from '../../../shared/contract/render.ts';
import type { ErrorReport } from '../../../shared/errors.ts';
import type { ProsodyConfidence } from '../../../shared/prosody/confidence.ts';
import type { ProsodyEdit } from '../../../shared/prosody/edits.ts';
import type { Loudness } from '../stages/voice/loudness.ts';

/** One way to change the voice: a preset, or an edit of one's own. */
export interface ComparedVoice {
  /** Names its file: letters, digits and hyphens. */
  readonly id: string;
  readonly name: { readonly en: string; readonly ja: string };
  /** null: as it was recorded. */
  readonly edit: ProsodyEdit | null;
}

/** Several voices of one recording on one face. `size` is that of each one's own video. */
export interface CompareRequest extends Omit<RenderRequest, 'outPath' | 'preset' | 'prosody'> {
  /** Made when it is missing. */
  readonly outFolder: string;
  /** One to four with different ids; the first one's sound is heard in the side-by-side video. */
  readonly voices: readonly ComparedVoice[];
}

export const MOST_PRESETS = 4;
/** Four of these fill the side-by-side video with about as many pixels as one ordinary video has. */
export const COMPARE_DEFAULT_SIZE = { widthPx: 540, heightPx: 540 } as const;
export const GRID_FILE = 'side-by-side.mp4';
export const REPORT_FILE = 'report.json';
export const COMPARE_REPORT_VERSION = 1;

/** What became of one voice. */
export interface ComparedPreset {
  readonly id: string;
  readonly name: { readonly en: string; readonly ja: string };
  /** null when it failed. */
  readonly out: string | null;
  readonly durationSec: number | null;
  readonly frames: number | null;
  /** Of the matched sound in the video. */
  readonly loudness: Loudness | null;
  readonly confidence: ProsodyConfidence | null;
  /** Sentences: what was held back for this voice, and why. */
  readonly limits: readonly string[];
  /** Why there is no video; null when there is one. */
  readonly error: ErrorReport | null;
}

export interface CompareReport {
  readonly schemaVersion: typeof COMPARE_REPORT_VERSION;
  readonly photo: string;
  readonly voice: string;
  readonly out: string;
  readonly fps: number;
  readonly width: number;
  readonly height: number;
  /** `builtin` or `wav2lip`, and where it ran. */
  readonly lipsync: string;
  readonly device: string;
  /** Every network that took part, with its licence. */
  readonly models: RenderReport['models'];
  readonly presets: readonly ComparedPreset[];
  /** null when it could not be made. */
  readonly grid: {
    readonly out: string;
    readonly width: number;
    readonly height: number;
    readonly columns: number;
    readonly rows: number;
    readonly frames: number;
    readonly durationSec: number;
    /** Whose sound is heard, and whose time all pictures follow. */
    readonly heard: string;
    readonly tiles: readonly {
      readonly preset: string;
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    }[];
  } | null;
  /** What all sounds were brought to, LUFS. */
  readonly matchedLufs: number | null;
  readonly stages: RenderReport['stages'];
  readonly totalMs: number;
  readonly peakRssBytes: number;
  readonly warnings: readonly string[];
  readonly fallbacks: readonly string[];
}
