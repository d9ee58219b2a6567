import { create } from 'zustand';
import { COMPARED_RANGE } from '../../shared/contract/compareConstants.ts';
import type { Comparison } from '../../shared/contract/compare.ts';
import { seededRandom } from '../../shared/random.ts';
import type { ComparedVoice } from './projectDocument.ts';

/** Kept with the project. */
export type ComparedChoice = ComparedVoice;

export const RECORDED_ID = 'recorded';
export const OWN_EDIT_ID = 'edit';

/** Names and order hidden, so that ears decide. */
export interface Blind {
  readonly seed: number;
  /** The voice that was chosen; null while nothing is revealed. */
  readonly chosenId: string | null;
}

interface CompareStore {
  /** In the order of choosing; at most four, each once. */
  readonly choices: readonly ComparedChoice[];
  /** The voice whose time the playhead follows; null without choices. */
  readonly leadId: string | null;
  /** The voices that are heard; none: silence while the pictures go on. */
  readonly audibleIds: readonly string[];
  /** The voice that was heard before the one that is heard: where A/B goes to. */
  readonly previousId: string | null;
  readonly blind: Blind | null;
  readonly playing: boolean;
  /** What has ended begins again. */
  readonly loops: boolean;
  /** Where the playhead is, seconds of the voice as it was recorded. */
  readonly recordedSec: number;
  /** Grows with every jump of the playhead. */
  readonly jumps: number;
  /** The comparison that is being written, or that was written last; null before the first. */
  readonly written: Comparison | null;

  /** Adds a voice, or takes it out again. A fifth is not taken. */
  readonly toggleChoice: (choice: ComparedChoice) => void;
  readonly setChoices: (choices: readonly ComparedChoice[]) => void;
  /** Hears this voice alone. */
  readonly solo: (id: string) => void;
  /** Mutes a voice that is heard, hears one that is muted besides the others. */
  readonly toggleMute: (id: string) => void;
  /** Back to the voice that was heard before; with two voices, to the other one. */
  readonly swap: () => void;
  /** @param seed of the order in which voices are shown */
  readonly startBlind: (seed: number) => void;
  /** Chooses a voice; names and numbers are shown from then on. */
  readonly reveal: (id: string) => void;
  readonly endBlind: () => void;
  readonly setPlaying: (playing: boolean) => void;
  readonly setLoops: (loops: boolean) => void;
  readonly seek: (recordedSec: number) => void;
  /** The player alone: where its clock is. */
  readonly arrive: (recordedSec: number) => void;
  readonly setWritten: (written: Comparison) => void;
}

type Heard = Pick<CompareStore, 'leadId' | 'audibleIds' | 'previousId'>;

/** Who is heard once some voices have gone: those that stay, or the first one. */
function heardAmong(choices: readonly ComparedChoice[], heard: Heard): Heard {
  const stays = (id: string | null): id is string => choices.some((choice) => choice.id === id);
  const leadId = stays(heard.leadId) ? heard.leadId : (choices[0]?.id ?? null);
  const audibleIds = heard.audibleIds.filter(stays);
  return {
    leadId,
    // Taking away what was heard leaves no silence behind.
    audibleIds: audibleIds.length > 0 || leadId === null ? audibleIds : [leadId],
    previousId: stays(heard.previousId) ? heard.previousId : null,
  };
}

/**
 * Which voices are compared, which of them are heard, and where the playhead is. Never undone; which voices, and nothing
 * else, is kept with the project (session/compare.ts).
 */
export const useCompare = create<CompareStore>((set, get) => ({
  choices: [],
  leadId: null,
  audibleIds: [],
  previousId: null,
  blind: null,
  playing: false,
  loops: true,
  recordedSec: 0,
  jumps: 0,
  written: null,

  toggleChoice: (choice) => {
    const { choices, setChoices } = get();
    const without = choices.filter(({ id }) => id !== choice.id);
    if (without.length < choices.length) setChoices(without);
    else if (choices.length < COMPARED_RANGE.max) setChoices([...choices, choice]);
  },
  setChoices: (choices) =>
    set((store) => {
      const different = choices
        .filter(({ id }, index) => choices.findIndex((other) => other.id === id) === index)
        .slice(0, COMPARED_RANGE.max);
      // What is hidden cannot change without being told: another choice ends it.
      return { choices: different, blind: null, ...heardAmong(different, store) };
    }),
  solo: (id) =>
    set(({ choices, leadId, previousId }) =>
      choices.some((choice) => choice.id === id)
        ? { leadId: id, audibleIds: [id], previousId: id === leadId ? previousId : leadId }
        : {},
    ),
  toggleMute: (id) =>
    set(({ choices, leadId, audibleIds }) => {
      if (!choices.some((choice) => choice.id === id)) return {};
      if (!audibleIds.includes(id)) {
        // After silence the playhead follows what is heard first.
        return { audibleIds: [...audibleIds, id], leadId: audibleIds.length === 0 ? id : leadId };
      }
      const rest = audibleIds.filter((other) => other !== id);
      return { audibleIds: rest, leadId: id === leadId ? (rest[0] ?? leadId) : leadId };
    }),
  swap: () => {
    const { choices, leadId, previousId, solo } = get();
    const other = previousId ?? choices.find(({ id }) => id !== leadId)?.id;
    if (other !== undefined) solo(other);
  },
  startBlind: (seed) =>
    set((store) => {
      if (store.choices.length < COMPARED_RANGE.min) return {};
      const blind = { seed, chosenId: null };
      const first = shownOrder(store.choices, blind)[0].id;
      // Who was heard until now would be known again: the first of the new order is.
      return { blind, leadId: first, audibleIds: [first], previousId: null };
    }),
  reveal: (chosenId) =>
    set(({ blind }) => (blind ? { blind: { ...blind, chosenId: blind.chosenId ?? chosenId } } : {})),
  endBlind: () => set({ blind: null }),
  setPlaying: (playing) => set({ playing }),
  setLoops: (loops) => set({ loops }),
  seek: (recordedSec) => set(({ jumps }) => ({ recordedSec: Math.max(0, recordedSec), jumps: jumps + 1 })),
  arrive: (recordedSec) => set({ recordedSec }),
  setWritten: (written) => set({ written }),
}));

/** True while names, numbers and curves are not shown. */
export const isHidden = (blind: Blind | null): boolean => blind !== null && blind.chosenId === null;

/** The voices in the order in which they are shown: that of choosing, or shuffled by the seed. */
export function shownOrder(
  choices: readonly ComparedChoice[],
  blind: Blind | null,
): readonly ComparedChoice[] {
  if (!blind) return choices;
  const random = seededRandom(blind.seed);
  const shuffled = [...choices];
  // Fisher and Yates; every order is as likely as any other.
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other], shuffled[last]];
  }
  return shuffled;
}

export interface MatchedLoudness {
  /** What all voices are brought to, LUFS; null when none of them sounds. */
  readonly targetLufs: number | null;
  /** Never above 0: nothing can clip. */
  readonly gainsDb: readonly number[];
}

/**
 * Brings voices to the loudness of the quietest, so that the louder one does not win by being loud.
 * @param lufs measured of each voice; null for one that does not sound, which stays as it is
 */
export function matchLoudness(lufs: readonly (number | null)[]): MatchedLoudness {
  const sounding = lufs.filter((value) => value !== null);
  if (sounding.length === 0) return { targetLufs: null, gainsDb: lufs.map(() => 0) };
  const targetLufs = Math.min(...sounding);
  return { targetLufs, gainsDb: lufs.map((value) => targetLufs - (value ?? targetLufs)) };
}
