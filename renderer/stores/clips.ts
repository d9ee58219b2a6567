import { create } from 'zustand';
import type { ProjectDocument, VoiceClip } from './projectDocument.ts';

type Clips = readonly VoiceClip[];

interface ClipStore {
  /** Clips as the hand holds them: shown, and nothing more. */
  readonly held: Clips | null;
  /** What the voice is to become; shown until the engine has put it together, then they are the document's. */
  readonly wanted: Clips | null;
  /** More of the same may follow at once, as with a key that is held: the engine begins when no more comes. */
  readonly unhurried: boolean;
  /** Lengths of sound files in seconds, by their tokens; those that are not known yet are missing. */
  readonly lengths: ReadonlyMap<string, number>;
  /** @param held null lets go */
  readonly hold: (held: Clips | null) => void;
  /** Asks for another arrangement; the session carries it out. */
  readonly want: (wanted: Clips, unhurried?: boolean) => void;
}

/** Clips of the voice on their way into the document. */
export const useClips = create<ClipStore>((set) => ({
  held: null,
  wanted: null,
  unhurried: false,
  lengths: new Map(),
  hold: (held) => set({ held }),
  want: (wanted, unhurried = false) => set({ held: null, wanted, unhurried }),
}));

/** Resolves when nothing is on its way into the document any more: done, or given up. */
export const whenPutTogether = (): Promise<void> =>
  new Promise((resolve) => {
    if (!useClips.getState().wanted) return resolve();
    const stop = useClips.subscribe(({ wanted }) => {
      if (wanted) return;
      stop();
      resolve();
    });
  });

/** The clips of a document. @param durationSec length of its voice; 0: not known yet */
export function clipsOf({ voice, clips }: ProjectDocument, durationSec: number): Clips {
  if (clips.length > 0 || !voice || durationSec === 0) return clips;
  return [{ id: 'voice', media: voice, inSec: 0, outSec: durationSec, startSec: 0, gainDb: 0 }];
}

/** The clips that are shown. */
export const shownClips = (
  { clips }: Pick<ProjectDocument, 'clips'>,
  { held, wanted }: Pick<ClipStore, 'held' | 'wanted'>,
): Clips => held ?? wanted ?? clips;

/** How far a clip of a file may reach: to the end of the file, or of what is known of it. */
export const fileSecOf = (clips: Clips, token: string, lengths: ClipStore['lengths']): number =>
  lengths.get(token) ??
  clips.reduce((most, clip) => (clip.media.token === token ? Math.max(most, clip.outSec) : most), 0);
