import { create } from 'zustand';
import type { PhotoInspection } from '../../shared/contract/media.ts';
import type { CutEdges } from '../../shared/framing/cutEdges.ts';
import type { MatteStroke, MatteTouchUp } from '../../shared/matteTouchUp.ts';
import type { KotohogiError } from '../../shared/errors.ts';
import type { ProjectDocument } from './projectDocument.ts';

/** Size of the brush in photo pixels. */
export const BRUSH_RADIUS_PX = { min: 2, max: 400 } as const;

export interface Brush {
  readonly kind: MatteStroke['kind'];
  readonly radiusPx: number;
  readonly hardness: number;
}

/** What stands behind the cut-out while it is looked at. */
export const BACKDROPS = ['checker', 'dark', 'light', 'photo', 'chosen'] as const;
export type Backdrop = (typeof BACKDROPS)[number];

interface TouchUpStore {
  readonly brush: Brush;
  readonly backdrop: Backdrop;
  /** Screen pixels that the loupe shows of one photo pixel. */
  readonly loupe: number;
  /** The engine's own answer to a touch-up of a photo. */
  readonly applied: {
    readonly token: string;
    readonly touchUp: MatteTouchUp;
    readonly cutoutUrl: string;
    readonly coverage: number;
    readonly cutEdges: CutEdges | null;
  } | null;
  /** True while the engine is working on the strokes made last. */
  readonly working: boolean;
  readonly problem: KotohogiError | null;
  readonly setBrush: (change: Partial<Brush>) => void;
  readonly setBackdrop: (backdrop: Backdrop) => void;
  readonly setLoupe: (loupe: number) => void;
}

/** The brush and what it has come to: never saved. */
export const useTouchUp = create<TouchUpStore>((set) => ({
  brush: { kind: 'remove', radiusPx: 24, hardness: 0.7 },
  backdrop: 'checker',
  loupe: 2,
  applied: null,
  working: false,
  problem: null,
  setBrush: (change) => set(({ brush }) => ({ brush: heldBrush({ ...brush, ...change }) })),
  setBackdrop: (backdrop) => set({ backdrop }),
  setLoupe: (loupe) => set({ loupe }),
}));

type FoundCutout = Pick<PhotoInspection, 'cutoutUrl' | 'coverage' | 'cutEdges'>;
type Touched = Pick<ProjectDocument, 'matteTouchUp' | 'photo'>;

/** The cut-out to show: corrected by the engine where there are strokes, as it was found elsewhere. */
export const cutoutOf = (
  { matteTouchUp, photo }: Touched,
  found: FoundCutout,
  applied: TouchUpStore['applied'],
): FoundCutout =>
  // While the engine works on newer strokes, its last answer is nearer than none.
  matteTouchUp && applied && applied.token === photo?.token
    ? {
        cutoutUrl: applied.cutoutUrl,
        coverage: applied.coverage,
        cutEdges: applied.cutEdges ?? found.cutEdges,
      }
    : { cutoutUrl: found.cutoutUrl, coverage: found.coverage, cutEdges: found.cutEdges };

export function useCutout(project: Touched, found: FoundCutout): FoundCutout {
  return cutoutOf(
    project,
    found,
    useTouchUp((store) => store.applied),
  );
}

const held = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, value));

/** Holds a brush inside its ranges; sizes are whole pixels. */
const heldBrush = ({ kind, radiusPx, hardness }: Brush): Brush => ({
  kind,
  radiusPx: Math.round(held(radiusPx, BRUSH_RADIUS_PX.min, BRUSH_RADIUS_PX.max)),
  hardness: held(hardness, 0, 1),
});

/** The next size up or down: a fifth more or less, so that small brushes change finely and large ones quickly. */
export const nextRadius = (radiusPx: number, direction: 1 | -1): number => {
  const next = Math.round(radiusPx * 1.2 ** direction);
  return next === radiusPx ? radiusPx + direction : next;
};
