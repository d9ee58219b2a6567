import { create } from 'zustand';
import { EMPTY_PROJECT, type ProjectDocument } from './projectDocument.ts';

export type Change = (document: ProjectDocument) => ProjectDocument;

export interface EditOptions {
  /**
   * Edits in a row with the same name are one step, as long as less than {@link MERGE_WITHIN_MS} lies between two of
   * them: a slider that is pushed, a text that is typed.
   */
  readonly merge?: string;
  /**
   * Comes from elsewhere than the hand: a photo that has been looked at. A gesture that is under way goes on from it,
   * and giving the gesture up does not take it back.
   */
  readonly apart?: boolean;
}

/** A pause longer than this begins a new step. */
export const MERGE_WITHIN_MS = 1000;
/** Steps kept; documents share what they have in common, so that a step costs little. */
export const STEPS_MAX = 500;

interface ProjectStore {
  readonly document: ProjectDocument;
  /** Documents before each step, oldest first. */
  readonly past: readonly ProjectDocument[];
  /** Documents after each step that was undone, the nearest last. */
  readonly future: readonly ProjectDocument[];
  /** The document at the beginning of the gesture that is under way; null between gestures. */
  readonly gestureStart: ProjectDocument | null;
  /** What the next edit may be merged into. */
  readonly lastMerge: { readonly name: string; readonly atMs: number } | null;
  /** Every edit goes through here: one pure function from the old document to the new one. */
  readonly edit: (change: Change, options?: EditOptions) => void;
  /** Pointer down: all edits until the end of the gesture are one step. */
  readonly beginGesture: () => void;
  /** Pointer up. */
  readonly endGesture: () => void;
  /** Escape: the document is what it was at the beginning of the gesture, exactly. */
  readonly cancelGesture: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Another project: its document, and no steps. */
  readonly replace: (document: ProjectDocument) => void;
  /** Puts derived facts in place (an address granted anew, say) without making a step of it. */
  readonly amend: (change: Change) => void;
}

const pushed = (past: readonly ProjectDocument[], document: ProjectDocument): readonly ProjectDocument[] =>
  [...past, document].slice(-STEPS_MAX);

/** The document and how it came about; what is selected, playing or open lives in other stores. */
export const useProject = create<ProjectStore>((set) => ({
  document: EMPTY_PROJECT,
  past: [],
  future: [],
  gestureStart: null,
  lastMerge: null,
  edit: (change, { merge, apart = false } = {}) =>
    set((store) => {
      const document = change(store.document);
      if (document === store.document) return {};
      if (store.gestureStart && apart)
        return {
          document,
          gestureStart: change(store.gestureStart),
          past: pushed(store.past, store.gestureStart),
          future: [],
        };
      if (store.gestureStart) return { document };
      const atMs = performance.now();
      const { lastMerge } = store;
      const continues =
        merge !== undefined && lastMerge?.name === merge && atMs - lastMerge.atMs < MERGE_WITHIN_MS;
      return {
        document,
        past: continues ? store.past : pushed(store.past, store.document),
        future: [],
        lastMerge: merge === undefined ? null : { name: merge, atMs },
      };
    }),
  beginGesture: () =>
    set(({ document, gestureStart }) => (gestureStart ? {} : { gestureStart: document, lastMerge: null })),
  endGesture: () =>
    set(({ document, gestureStart, past }) => {
      if (!gestureStart) return {};
      if (gestureStart === document) return { gestureStart: null };
      return { gestureStart: null, past: pushed(past, gestureStart), future: [] };
    }),
  cancelGesture: () =>
    set(({ gestureStart }) => (gestureStart ? { document: gestureStart, gestureStart: null } : {})),
  undo: () =>
    set(({ document, past, future, gestureStart }) => {
      const target = past.at(-1);
      // A step while the pointer is down would pull the ground from under the gesture.
      if (!target || gestureStart) return {};
      return { document: target, past: past.slice(0, -1), future: [...future, document], lastMerge: null };
    }),
  redo: () =>
    set(({ document, past, future, gestureStart }) => {
      const target = future.at(-1);
      if (!target || gestureStart) return {};
      return { document: target, past: [...past, document], future: future.slice(0, -1), lastMerge: null };
    }),
  replace: (document) => set({ document, past: [], future: [], gestureStart: null, lastMerge: null }),
  amend: (change) =>
    set(({ document, past, future }) => ({
      document: change(document),
      past: past.map(change),
      future: future.map(change),
    })),
}));
