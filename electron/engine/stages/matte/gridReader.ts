import type { RgbaImage } from '../../runtime/image.ts';
import type { LayerColours } from './foregroundColours.ts';
import type { Region } from './resample.ts';

/** Position between two grid lines for each photo pixel of a stretch. */
interface Steps {
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly share: Float32Array;
}

function stepsFor(photoLength: number, gridLength: number): Steps {
  const low = new Int32Array(photoLength);
  const high = new Int32Array(photoLength);
  const share = new Float32Array(photoLength);
  for (let i = 0; i < photoLength; i++) {
    const at = Math.min(gridLength - 1, Math.max(0, ((i + 0.5) * gridLength) / photoLength - 0.5));
    low[i] = Math.floor(at);
    high[i] = Math.min(gridLength - 1, low[i] + 1);
    share[i] = at - low[i];
  }
  return { low, high, share };
}

/** Reads what lies on a grid at the photo's own pixels, bilinearly. */
export class GridReader {
  readonly #across: Steps;
  readonly #down: Steps;
  readonly #gridWidth: number;
  // The four grid pixels around the photo pixel and their weights: fields, because this runs for every pixel.
  #a = 0;
  #b = 0;
  #c = 0;
  #d = 0;
  #wa = 0;
  #wb = 0;
  #wc = 0;
  #wd = 0;

  /** @param region the part of the photo that the grid covers, whole pixels */
  constructor(region: Region, gridWidth: number, gridHeight: number) {
    this.#across = stepsFor(region.width, gridWidth);
    this.#down = stepsFor(region.height, gridHeight);
    this.#gridWidth = gridWidth;
  }

  /** Goes to a photo pixel, counted from the corner of the region. */
  moveTo(x: number, y: number): void {
    const low = this.#down.low[y] * this.#gridWidth;
    const high = this.#down.high[y] * this.#gridWidth;
    const shareX = this.#across.share[x];
    const shareY = this.#down.share[y];
    this.#a = low + this.#across.low[x];
    this.#b = low + this.#across.high[x];
    this.#c = high + this.#across.low[x];
    this.#d = high + this.#across.high[x];
    this.#wa = (1 - shareX) * (1 - shareY);
    this.#wb = shareX * (1 - shareY);
    this.#wc = (1 - shareX) * shareY;
    this.#wd = shareX * shareY;
  }

  /** Value between the grid pixels around; `stride` values per grid pixel, of which the one at `offset`. */
  read(data: Float32Array, stride: number, offset: number): number {
    return (
      this.#wa * data[this.#a * stride + offset] +
      this.#wb * data[this.#b * stride + offset] +
      this.#wc * data[this.#c * stride + offset] +
      this.#wd * data[this.#d * stride + offset]
    );
  }

  /** Value of the grid pixel to the upper left. */
  readCorner(data: Float32Array, stride: number, offset: number): number {
    return data[this.#a * stride + offset];
  }

  /**
   * Writes the person's colour at the photo pixel that was moved to. In mixed pixels it takes up the photo's fine
   * detail: what the interpolated layers leave unexplained, F + alpha * (I - alpha * F - (1 - alpha) * B).
   * @param pixel its index in the photo
   * @param alpha the final one, below 1: where it is 1 the person's colour is the photo's
   */
  writeColour(photo: RgbaImage, pixel: number, alpha: number, layers: LayerColours, to: RgbaImage): void {
    const at = pixel * 4;
    for (let channel = 0; channel < 3; channel++) {
      if (alpha === 0) {
        to.data[at + channel] = this.readCorner(layers.foreground, 3, channel) * 255;
        continue;
      }
      const person = this.read(layers.foreground, 3, channel);
      const behind = this.read(layers.background, 3, channel);
      const rest = photo.data[at + channel] / 255 - alpha * person - (1 - alpha) * behind;
      to.data[at + channel] = (person + alpha * rest) * 255;
    }
  }
}
