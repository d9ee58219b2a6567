import { create } from 'zustand';
import type { MarkLanguage } from '../../shared/contract/provenance.ts';
import type { Encoding, ExportForm } from '../../shared/contract/export.ts';
import { FORM_ENDINGS, STICKER_DEFAULTS, STICKER_RANGES } from '../../shared/contract/exportConstants.ts';
import { RENDER_DEFAULTS } from '../../shared/contract/renderConstants.ts';

export type FormKind = ExportForm['kind'];

/** The short side of a frame, pixels. */
export const SHORT_SIDES = [720, 1080, 1440, 2160] as const;
export type ShortSide = (typeof SHORT_SIDES)[number];
export const FRAME_RATES = [24, 25, 30, 50, 60] as const;

export const CAPTIONS_WISHES = ['burned', 'file', 'none'] as const;
export type CaptionsWish = (typeof CAPTIONS_WISHES)[number];

/** How what is made next is made. Not part of a project: it says nothing of what is seen and heard. */
export interface ExportSettings {
  readonly kind: FormKind;
  /** The ending chosen last of each form. */
  readonly endings: Readonly<Record<FormKind, string>>;
  readonly shortSidePx: ShortSide;
  readonly fps: (typeof FRAME_RATES)[number];
  readonly quality: Encoding['quality'];
  readonly encoder: Encoding['encoder'];
  /** null: as the project says. */
  readonly captions: CaptionsWish | null;
  /** Moment of a picture. */
  readonly atSec: number;
  readonly sticker: Omit<Extract<ExportForm, { kind: 'sticker' }>, 'kind'>;
  /** Language of the small words in a corner that AI made the picture; null: none. */
  readonly mark: MarkLanguage | null;
  /** A record of how the file was made lies beside it, and in short in a video. */
  readonly tellsOrigin: boolean;
  /** File name without its ending; empty: out of photo and voice. */
  readonly name: string;
}

export const DEFAULT_EXPORT: ExportSettings = {
  kind: 'video',
  endings: {
    video: FORM_ENDINGS.video[0],
    still: FORM_ENDINGS.still[0],
    sticker: FORM_ENDINGS.sticker[0],
    sound: FORM_ENDINGS.sound[0],
    captions: FORM_ENDINGS.captions[0],
  },
  shortSidePx: 1080,
  fps: RENDER_DEFAULTS.fps,
  quality: RENDER_DEFAULTS.encoding.quality,
  encoder: 'auto',
  captions: null,
  atSec: 1,
  sticker: STICKER_DEFAULTS,
  mark: null,
  tellsOrigin: false,
  name: '',
};

interface ExportStore {
  readonly settings: ExportSettings;
  readonly change: (change: Partial<ExportSettings>) => void;
}

export const useExports = create<ExportStore>((set) => ({
  settings: DEFAULT_EXPORT,
  change: (change) => set(({ settings }) => ({ settings: { ...settings, ...change } })),
}));

const within = (value: number, { min, max }: { readonly min: number; readonly max: number }): number =>
  Math.min(max, Math.max(min, value));

/** The form as it is ordered. @param durationSec of the voice: nothing begins after its end */
export function formOf({ kind, atSec, sticker }: ExportSettings, durationSec: number): ExportForm {
  switch (kind) {
    case 'still':
      return { kind, atSec: within(atSec, { min: 0, max: durationSec }) };
    case 'sticker':
      return {
        kind,
        ...sticker,
        sidePx: within(sticker.sidePx, STICKER_RANGES.sidePx),
        startSec: within(sticker.startSec, { min: 0, max: durationSec }),
        lengthSec: within(sticker.lengthSec, STICKER_RANGES.lengthSec),
      };
    case 'video':
    case 'sound':
    case 'captions':
      return { kind };
  }
}
