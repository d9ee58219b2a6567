import { create } from 'zustand';
import type { ProsodyView, SoundOutline } from '../../shared/contract/prosodyView.ts';
import type { KotohogiError } from '../../shared/errors.ts';
import type { PhraseSettings } from '../../shared/prosody/settings.ts';
import type { CurvePoint } from '../../shared/prosody/curve.ts';
import type { VoiceClip } from './projectDocument.ts';

/** What the pointer does in the lanes of pitch and energy. */
export const TIMELINE_TOOLS = ['select', 'pencil', 'points', 'eraser'] as const;
export type TimelineTool = (typeof TIMELINE_TOOLS)[number];

/** What can be selected, by its kind and its index in its list (music has index 0). */
export const ITEM_KINDS = ['phrase', 'pause', 'caption', 'title', 'clip', 'music'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];
export interface ItemRef {
  readonly kind: ItemKind;
  readonly index: number;
}

export const isSameItem = (a: ItemRef, b: ItemRef): boolean => a.kind === b.kind && a.index === b.index;

/** A point of a drawn curve. */
export interface PointRef {
  readonly lane: 'pitch' | 'energy';
  /** Index of the pitch curve; 0 for energy, which has one. */
  readonly curve: number;
  readonly point: number;
}

/** What a phrase was made to do, to be done to others. */
export interface CopiedPhrase {
  readonly settings: PhraseSettings;
  readonly startSec: number;
  readonly endSec: number;
  readonly curves: readonly {
    readonly mode: 'absolute' | 'offset';
    readonly microProsody: number;
    readonly points: readonly CurvePoint[];
  }[];
}

/** A voice that was measured, by its token. */
export interface MeasuredVoice {
  readonly token: string;
  readonly view: ProsodyView;
}

/** So many are kept: a step back finds its voice measured. */
const KNOWN_MAX = 6;

/** Heights of the dock in pixels: what its bars and one lane need, and what leaves room for a picture. */
export const DOCK_MIN_PX = 190;
export const DOCK_MAX_SHARE = 0.7;
const DOCK_FIRST_SHARE = 0.42;
const DOCK_FIRST_MAX_PX = 420;
export const DOCK_STEP_PX = 24;

/** The stretch of the voice that is seen, in times of the voice that is heard. */
export interface TimelineWindow {
  readonly startSec: number;
  /** null: all of it, however long it is and however wide the dock. */
  readonly pxPerSec: number | null;
}

interface TimelineStore {
  readonly open: boolean;
  /** null: as the window suggests. */
  readonly heightPx: number | null;
  /** Width of the lanes, CSS pixels; 0 before they are there. */
  readonly widthPx: number;
  readonly window: TimelineWindow;
  readonly tool: TimelineTool;
  readonly snap: boolean;
  readonly spectrogram: boolean;
  readonly energy: boolean;
  readonly selection: readonly ItemRef[];
  /** Where the keyboard is; one of the selection, or alone. */
  readonly focus: ItemRef | null;
  readonly point: PointRef | null;
  /** The item whose words are being typed. */
  readonly typing: ItemRef | null;
  /** What was copied last: a phrase or clips, never both. */
  readonly copied: CopiedPhrase | null;
  readonly copiedClips: readonly VoiceClip[];
  /** The voice that the lanes show. */
  readonly measured: MeasuredVoice | null;
  /** Voices that were measured, the latest first. */
  readonly known: readonly MeasuredVoice[];
  readonly working: string | null;
  readonly problem: { readonly token: string; readonly error: KotohogiError } | null;
  readonly music: { readonly token: string; readonly outline: SoundOutline } | null;
  /** @param focus where the keyboard goes; by default to the last of them */
  readonly select: (selection: readonly ItemRef[], focus?: ItemRef | null) => void;
  /** Adds to the selection, or takes away what is in it. */
  readonly toggle: (item: ItemRef) => void;
  readonly know: (voice: MeasuredVoice) => void;
}

/** How the timeline is looked at: never saved with a project, never undone. */
export const useTimeline = create<TimelineStore>((set) => ({
  open: true,
  heightPx: null,
  widthPx: 0,
  window: { startSec: -Infinity, pxPerSec: null },
  tool: 'select',
  snap: true,
  spectrogram: false,
  energy: true,
  selection: [],
  focus: null,
  point: null,
  typing: null,
  copied: null,
  copiedClips: [],
  measured: null,
  known: [],
  working: null,
  problem: null,
  music: null,
  select: (selection, focus = selection.at(-1) ?? null) => set({ selection, focus, point: null }),
  toggle: (item) =>
    set(({ selection }) => ({
      selection: selection.some((other) => isSameItem(other, item))
        ? selection.filter((other) => !isSameItem(other, item))
        : [...selection.filter(({ kind }) => kind === item.kind), item],
      focus: item,
      point: null,
    })),
  know: (voice) =>
    set(({ known }) => ({
      known: [voice, ...known.filter(({ token }) => token !== voice.token)].slice(0, KNOWN_MAX),
    })),
}));

/** The height of the dock, held within what the window has. */
export function dockHeight(wantedPx: number | null, windowHeightPx: number): number {
  const most = Math.max(DOCK_MIN_PX, DOCK_MAX_SHARE * windowHeightPx);
  const first = Math.min(DOCK_FIRST_MAX_PX, DOCK_FIRST_SHARE * windowHeightPx);
  return Math.round(Math.min(most, Math.max(DOCK_MIN_PX, wantedPx ?? first)));
}
