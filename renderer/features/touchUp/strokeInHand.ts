import type { MatteStroke } from '../../../shared/matteTouchUp.ts';
import type { Brush } from '../../stores/touchUp.ts';
import type { LivePerson } from './livePerson.ts';

/** Points closer together than this share of the radius say nothing new. */
const STEP_SHARE = 0.06;
/** Points closer together than this cannot be told apart, photo pixels. */
const STEP_MIN_PX = 0.5;
/** A stroke ends by itself before it could not be saved any more. */
const MAX_POINTS = 20_000;

/** The stroke that is being drawn, by pointer or keys: begun, led on, and either kept or dropped without a trace. */
export class StrokeInHand {
  readonly #live: LivePerson;
  readonly #keep: (stroke: MatteStroke) => void;
  #brush: Brush | null = null;
  #points: [number, number][] = [];

  /** @param keep takes the finished stroke */
  constructor(live: LivePerson, keep: (stroke: MatteStroke) => void) {
    this.#live = live;
    this.#keep = keep;
  }

  get isDown(): boolean {
    return this.#brush !== null;
  }

  begin(brush: Brush, point: readonly [number, number]): void {
    this.#brush = brush;
    this.#points = [];
    this.#live.begin(brush);
    this.lead(point);
  }

  lead([x, y]: readonly [number, number]): void {
    if (!this.#brush || this.#points.length >= MAX_POINTS) return;
    const last = this.#points.at(-1);
    const step = Math.max(STEP_MIN_PX, this.#brush.radiusPx * STEP_SHARE);
    if (last && Math.hypot(x - last[0], y - last[1]) < step) return;
    // A hundredth of a pixel is finer than any edge.
    const point: [number, number] = [Math.round(x * 100) / 100, Math.round(y * 100) / 100];
    this.#points.push(point);
    this.#live.extend(point);
  }

  end(): void {
    if (!this.#brush) return;
    const { kind, radiusPx, hardness } = this.#brush;
    this.#brush = null;
    this.#keep({ kind, radiusPx, hardness, points: this.#points });
  }

  drop(): void {
    this.#brush = null;
    this.#points = [];
    this.#live.drop();
  }
}
