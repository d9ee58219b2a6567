import type { MatteStroke } from '../../../shared/matteTouchUp.ts';
import { joinRects, StrokeMask, type GridRect } from './strokeMask.ts';

type Brush = Pick<MatteStroke, 'kind' | 'radiusPx' | 'hardness'>;

/** A cut-out with the strokes that are in it already. */
interface Cutout {
  readonly picture: HTMLImageElement;
  readonly strokes: readonly MatteStroke[];
}

function createLayer(width: number, height: number): CanvasRenderingContext2D {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This computer has no memory left for pictures.');
  return context;
}

const startsWith = (strokes: readonly MatteStroke[], first: readonly MatteStroke[]): boolean =>
  first.length <= strokes.length && first.every((stroke, index) => stroke === strokes[index]);

/**
 * The person as the brush leaves them, at the size of the display: strokes show at once, by the engine's rule for
 * opacity. Colours of mixed pixels are the photo's own until the engine has parted them.
 */
export class LivePerson {
  /** Grid pixels per photo pixel. */
  readonly scale: number;
  readonly #photo: HTMLImageElement;
  readonly #found: Cutout;
  /** All strokes that are made. */
  readonly #settled: CanvasRenderingContext2D;
  /** The same with the stroke under the hand. */
  readonly #shown: CanvasRenderingContext2D;
  readonly #mask: CanvasRenderingContext2D;
  readonly #added: CanvasRenderingContext2D;
  #applied: Cutout | null = null;
  #start: Cutout | null = null;
  #strokes: readonly MatteStroke[] = [];
  #current: { readonly brush: Brush; readonly mask: StrokeMask; area: GridRect | null } | null = null;

  /**
   * @param photo reduced for display
   * @param found the cut-out without any strokes, as large as the photo is here
   * @param photoWidthPx width of the photo itself
   */
  constructor(photo: HTMLImageElement, found: HTMLImageElement, photoWidthPx: number) {
    const { naturalWidth: width, naturalHeight: height } = found;
    this.scale = width / photoWidthPx;
    this.#photo = photo;
    this.#found = { picture: found, strokes: [] };
    this.#settled = createLayer(width, height);
    this.#shown = createLayer(width, height);
    this.#mask = createLayer(width, height);
    this.#added = createLayer(width, height);
    this.show([], null);
  }

  get picture(): HTMLCanvasElement {
    return this.#shown.canvas;
  }

  /**
   * Shows a touch-up.
   * @param strokes in the order they were made
   * @param applied the engine's own picture of the same strokes, or of the first ones; null: there is none
   */
  show(strokes: readonly MatteStroke[], applied: Cutout | null): void {
    this.#applied = applied;
    this.#current = null;
    const start = this.#applied && startsWith(strokes, this.#applied.strokes) ? this.#applied : this.#found;
    if (start !== this.#start || !startsWith(strokes, this.#strokes)) {
      this.#start = start;
      this.#strokes = start.strokes;
      const { width, height } = this.#settled.canvas;
      this.#settled.clearRect(0, 0, width, height);
      this.#settled.drawImage(start.picture, 0, 0, width, height);
    }
    for (const stroke of strokes.slice(this.#strokes.length)) this.#settle(stroke);
    this.#strokes = strokes;
    this.#restore(null);
  }

  /** Starts the stroke under the hand. */
  begin(brush: Brush): void {
    this.#current = { brush, mask: this.#newMask(brush), area: null };
  }

  /** Goes on with it. @param point photo pixels */
  extend(point: readonly [number, number]): void {
    const current = this.#current;
    const changed = current?.mask.extend(point) ?? null;
    if (!current || !changed) return;
    current.area = joinRects(current.area, changed);
    this.#restore(changed);
    this.#lay(this.#shown, current.brush.kind, current.mask, changed);
  }

  /** Leaves everything exactly as it was before the stroke. */
  drop(): void {
    const area = this.#current?.area ?? null;
    this.#current = null;
    if (area) this.#restore(area);
  }

  #newMask(brush: Brush): StrokeMask {
    const { width, height } = this.#settled.canvas;
    return new StrokeMask(width, height, this.scale, brush);
  }

  #settle(stroke: MatteStroke): void {
    const mask = this.#newMask(stroke);
    const area = stroke.points.reduce<GridRect | null>(
      (joined, point) => joinRects(joined, mask.extend(point)),
      null,
    );
    if (area) this.#lay(this.#settled, stroke.kind, mask, area);
  }

  /** Shows what is settled; everywhere, or in a rectangle. */
  #restore(area: GridRect | null): void {
    const { canvas } = this.#settled;
    const { left, top, width, height } = area ?? {
      left: 0,
      top: 0,
      width: canvas.width,
      height: canvas.height,
    };
    this.#shown.clearRect(left, top, width, height);
    this.#shown.drawImage(canvas, left, top, width, height, left, top, width, height);
  }

  /** Lays a stroke over a layer inside a rectangle. */
  #lay(to: CanvasRenderingContext2D, kind: MatteStroke['kind'], mask: StrokeMask, area: GridRect): void {
    const { left, top, width, height } = area;
    const data = new ImageData(width, height);
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1)
        data.data[4 * (y * width + x) + 3] = mask.weights[(top + y) * mask.width + left + x];
    this.#mask.putImageData(data, left, top);
    const weights = this.#mask.canvas;
    if (kind === 'remove') {
      to.globalCompositeOperation = 'destination-out';
      to.drawImage(weights, left, top, width, height, left, top, width, height);
    } else {
      const added = this.#added;
      added.save();
      added.beginPath();
      added.rect(left, top, width, height);
      added.clip();
      added.globalCompositeOperation = 'copy';
      added.drawImage(this.#photo, 0, 0, added.canvas.width, added.canvas.height);
      added.globalCompositeOperation = 'destination-in';
      added.drawImage(weights, 0, 0);
      added.restore();
      to.globalCompositeOperation = 'source-over';
      to.drawImage(added.canvas, left, top, width, height, left, top, width, height);
    }
    to.globalCompositeOperation = 'source-over';
  }
}
