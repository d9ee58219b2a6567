import type { Comparison, VoiceTake } from '../../shared/contract/compare.ts';
import type { PageCalls } from '../../shared/contract/channels.ts';
import { inputError } from '../../shared/errors.ts';
import { NEUTRAL_EDIT, type ProsodyEdit } from '../../shared/prosody/edits.ts';
import type { ProsodyPreset } from '../../shared/prosody/presets.ts';
import { findPreset } from '../../shared/prosody/presets.ts';
import {
  combineSettings,
  factorOf,
  NEUTRAL_SETTINGS,
  scaleSettings,
  type ProsodySettings,
} from '../../shared/prosody/settings.ts';

const RECORDED = {
  durationSec: 4,
  medianHz: 200,
  rangeSemitones: 2.5,
  syllableRateHz: 4.2,
  lufs: -20,
} as const satisfies VoiceTake['measures'];

/** What an edit comes to: its preset, as much of it as is wanted, and its own settings. */
function settingsOf({ preset, settings }: ProsodyEdit, own: readonly ProsodyPreset[]): ProsodySettings {
  if (!preset) return settings;
  const found = findPreset(preset.id, own);
  if (!found) throw inputError('preset-unknown', `There is no voice preset "${preset.id}".`, 'Choose one.');
  return combineSettings(scaleSettings(found.settings, preset.amount), settings);
}

/** The take of a voice of 4 seconds, as its settings say: nothing is held back, and all turns out well. */
export function fakeTake(edit: ProsodyEdit | null, own: readonly ProsodyPreset[] = []): VoiceTake {
  const { tempo, pitchSemitones, range, loudnessLu } = settingsOf(edit ?? NEUTRAL_EDIT, own);
  const durationSec = RECORDED.durationSec / tempo;
  const medianHz = RECORDED.medianHz * factorOf(pitchSemitones);
  return {
    url: 'media://granted/take',
    sampleRateHz: 48_000,
    timeMap: [
      [0, 0],
      [RECORDED.durationSec, durationSec],
    ],
    phrases: [
      [0.2, 1.8],
      [2.2, 3.8],
    ],
    measures: {
      durationSec,
      medianHz,
      rangeSemitones: RECORDED.rangeSemitones * range,
      syllableRateHz: RECORDED.syllableRateHz * tempo,
      lufs: RECORDED.lufs + loudnessLu,
    },
    recorded: RECORDED,
    pitch: { startSec: 0.5, stepSec: 1, hz: [medianHz, null, medianHz] },
    confidence: { score: 0.95, band: 'good', terms: {}, reasons: [], reasonCodes: [] },
    gentler: null,
    limits: [],
  };
}

/** What the studio around it lends. */
export interface FakeVoiceTools {
  /** Remembers the name of a call. */
  readonly noted: <Args extends unknown[], Value>(
    name: string,
    answer: (...args: Args) => Value | Promise<Value>,
  ) => (...args: Args) => Promise<Value>;
  /** Waits as long as the test wants, and refuses what is broken. */
  readonly look: (token: string) => Promise<unknown>;
  /** What the next dialog answers. */
  readonly chosen: () => string | null;
  readonly tell: (comparison: Comparison) => void;
}

type FakeVoiceCalls = Pick<
  PageCalls,
  | 'listOwnPresets'
  | 'saveOwnPreset'
  | 'renameOwnPreset'
  | 'removeOwnPreset'
  | 'exportOwnPresets'
  | 'importOwnPresets'
  | 'takeVoice'
  | 'startComparison'
  | 'cancelComparison'
  | 'revealComparison'
>;

/** Presets of the user's own, takes and comparisons in memory. */
export function createFakeVoices({ noted, look, chosen, tell }: FakeVoiceTools): FakeVoiceCalls {
  let own: ProsodyPreset[] = [];
  let made = 0;
  const add = (name: string, settings: ProsodySettings): ProsodyPreset[] => {
    made += 1;
    const preset: ProsodyPreset = {
      id: `user-${made}`,
      version: 1,
      name: { en: name, ja: name },
      description: { en: '', ja: '' },
      settings,
      rationale: '',
    };
    return (own = [...own, preset]);
  };
  let comparison: Comparison | null = null;
  return {
    listOwnPresets: noted('listOwnPresets', () => own),
    saveOwnPreset: noted('saveOwnPreset', ({ name, settings }) => {
      if (name.trim() === '')
        throw inputError('preset-no-name', 'A preset needs a name.', 'Type a name and save it again.');
      return add(name, settings);
    }),
    renameOwnPreset: noted('renameOwnPreset', ({ id, name }) => {
      own = own.map((preset) => (preset.id === id ? { ...preset, name: { en: name, ja: name } } : preset));
      return own;
    }),
    removeOwnPreset: noted('removeOwnPreset', ({ id }) => (own = own.filter((preset) => preset.id !== id))),
    exportOwnPresets: noted('exportOwnPresets', () => chosen()),
    importOwnPresets: noted('importOwnPresets', () =>
      chosen() === null ? null : add('Imported', { ...NEUTRAL_SETTINGS, tempo: 0.9 }),
    ),
    takeVoice: noted('takeVoice', async ({ voice, edit }) => {
      await look(voice);
      return fakeTake(edit, own);
    }),
    startComparison: noted('startComparison', () => {
      if (chosen() === null) return null;
      comparison = {
        id: crypto.randomUUID(),
        state: 'running',
        outFolder: '~/Videos/Side by side',
        progress: null,
        gridUrl: null,
        error: null,
        warnings: [],
      };
      return comparison;
    }),
    cancelComparison: noted('cancelComparison', ({ id }) => {
      if (comparison?.id === id) tell({ ...comparison, state: 'cancelled' });
      return null;
    }),
    revealComparison: noted('revealComparison', () => null),
  };
}
