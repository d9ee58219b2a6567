/** A photographic blur of what is behind the person, without the person bleeding into it. */
import { createRgba, type GrayImage, type RgbaImage } from '../../runtime/image.ts';

/** Radius of the blur disc, in shares of the longer side of the frame: a portrait lens wide open. */
const DISC_RADIUS_SHARE = 0.022;
/** The blur is computed at about this longer side; what it leaves has no finer detail. */
const WORK_SIDE_PX = 360;
/** The person is left out with this much of the surroundings (stray hair, soft edges), in shares of the longer side. */
const KEEP_OUT_SHARE = 0.012;
/** A mean alpha of 1 / KEEP_OUT_GAIN in the neighbourhood leaves a pixel out altogether. */
const KEEP_OUT_GAIN = 12;

/** Linear-light RGB with the weight of each pixel, premultiplied: what is unknown has weight 0. */
export interface WeightedPicture {
  readonly width: number;
  readonly height: number;
  /** Interleaved weight * R, weight * G, weight * B, weight. */
  readonly data: Float32Array;
}

const toLinear = Float32Array.from({ length: 256 }, (_, value) => {
  const v = value / 255;
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
});

/** Fine enough that neighbouring steps differ by less than one 8-bit value, also in the darkest tones. */
const SRGB_STEPS = 16384;
const srgbOf = Uint8ClampedArray.from({ length: SRGB_STEPS + 2 }, (_, step) => {
  const linear = step / SRGB_STEPS;
  return 255 * (linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055);
});

/** Block means of picture and alpha; pixels near the person get weight 0. */
function shrinkWithoutPerson(
  picture: RgbaImage,
  alpha: GrayImage,
  block: number,
  keepOutPx: number,
): WeightedPicture {
  const width = Math.ceil(picture.width / block);
  const height = Math.ceil(picture.height / block);
  const data = new Float32Array(width * height * 4);
  const person = new Float32Array(width * height);
  for (let y = 0; y < picture.height; y++)
    for (let x = 0; x < picture.width; x++) {
      const from = y * picture.width + x;
      const to = Math.floor(y / block) * width + Math.floor(x / block);
      for (let c = 0; c < 3; c++) data[to * 4 + c] += toLinear[picture.data[from * 4 + c]];
      data[to * 4 + 3]++;
      person[to] += alpha.data[from];
    }
  for (let i = 0; i < person.length; i++) {
    const count = data[i * 4 + 3];
    person[i] /= count;
    for (let c = 0; c < 4; c++) data[i * 4 + c] /= count;
  }
  const near = discBlur({ width, height, data: spread(person) }, keepOutPx);
  for (let i = 0; i < person.length; i++) {
    const weight = Math.max(0, 1 - KEEP_OUT_GAIN * near.data[i * 4]);
    for (let c = 0; c < 4; c++) data[i * 4 + c] *= weight;
  }
  return { width, height, data };
}

/** One value per pixel in all four channels, so that the four-channel filters serve it too. */
const spread = (values: Float32Array): Float32Array =>
  Float32Array.from({ length: values.length * 4 }, (_, i) => values[i >> 2]);

/**
 * Fills what has no weight from its surroundings by push and pull (Gortler et al. 1996): halve until everything is
 * known, then fill each size from the next smaller one.
 * @returns the picture with weight 1 everywhere; unchanged when nothing at all is known
 */
export function fillUnknown(picture: WeightedPicture): WeightedPicture {
  const { width, height, data } = picture;
  if (width === 1 && height === 1) {
    const weight = data[3];
    return weight > 0 ? { width, height, data: data.map((value) => value / weight) } : picture;
  }
  const w = Math.ceil(width / 2);
  const h = Math.ceil(height / 2);
  const half = new Float32Array(w * h * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 4; c++) half[((y >> 1) * w + (x >> 1)) * 4 + c] += data[(y * width + x) * 4 + c];
  for (let i = 0; i < w * h; i++) {
    const scale = half[i * 4 + 3] > 1 ? 1 / half[i * 4 + 3] : 1;
    for (let c = 0; c < 4; c++) half[i * 4 + c] *= scale;
  }
  const below = fillUnknown({ width: w, height: h, data: half });
  const fill = enlarge(below, width, height);
  return { width, height, data: data.map((value, i) => value + (1 - data[i | 3]) * fill[i]) };
}

/** Bilinear enlargement, pixel centres to pixel centres. */
function enlarge(picture: WeightedPicture, width: number, height: number): Float32Array {
  const { data } = picture;
  const out = new Float32Array(width * height * 4);
  const column = new Float32Array(picture.width * 4);
  let to = 0;
  for (let y = 0; y < height; y++) {
    const sy = Math.min(picture.height - 1, Math.max(0, ((y + 0.5) * picture.height) / height - 0.5));
    const above = Math.floor(sy) * column.length;
    const below = Math.min(picture.height - 1, Math.floor(sy) + 1) * column.length;
    const shareY = sy - Math.floor(sy);
    for (let i = 0; i < column.length; i++)
      column[i] = data[above + i] + shareY * (data[below + i] - data[above + i]);
    for (let x = 0; x < width; x++) {
      const sx = Math.min(picture.width - 1, Math.max(0, ((x + 0.5) * picture.width) / width - 0.5));
      const left = Math.floor(sx) * 4;
      const right = Math.min(picture.width - 1, Math.floor(sx) + 1) * 4;
      const shareX = sx - Math.floor(sx);
      for (let c = 0; c < 4; c++)
        out[to++] = column[left + c] + shareX * (column[right + c] - column[left + c]);
    }
  }
  return out;
}

/**
 * Running sums of one row, read at fractional positions; beyond its ends the row continues with its end pixels.
 * `values[x * 4 + c]` becomes the sum over the 2 * half + 1 pixels around x.
 */
function sumAlongRow(
  data: Float32Array,
  row: number,
  width: number,
  half: number,
  values: Float32Array,
): void {
  const whole = Math.floor(half);
  const part = half - whole;
  const at = (x: number, c: number): number => data[row + Math.min(width - 1, Math.max(0, x)) * 4 + c];
  for (let c = 0; c < 4; c++) {
    let sum = 0;
    for (let x = -whole; x <= whole; x++) sum += at(x, c);
    for (let x = 0; x < width; x++) {
      values[x * 4 + c] = sum + part * (at(x - whole - 1, c) + at(x + whole + 1, c));
      sum += at(x + whole + 1, c) - at(x - whole, c);
    }
  }
}

/**
 * Mean over a disc, as an open lens makes it: each row of the disc is a running sum. The border is repeated.
 * @param radius pixels from the middle to the centres of the outermost pixels, may be fractional
 */
export function discBlur(picture: WeightedPicture, radius: number): WeightedPicture {
  const { width, height, data } = picture;
  const reach = Math.floor(radius);
  const halves = Array.from({ length: reach + 1 }, (_, dy) => Math.sqrt(radius * radius - dy * dy));
  const area = halves.reduce((sum, half, dy) => sum + (dy === 0 ? 1 : 2) * (2 * half + 1), 0);
  const out = new Float32Array(data.length);
  const values = new Float32Array(width * 4);
  const addTo = (row: number): void => {
    for (let i = 0, to = row * width * 4; i < values.length; i++, to++) out[to] += values[i] / area;
  };
  for (let y = 0; y < height; y++)
    for (let dy = 0; dy <= reach; dy++) {
      sumAlongRow(data, y * width * 4, width, halves[dy], values);
      if (y + dy < height) addTo(y + dy);
      if (dy > 0 && y - dy >= 0) addTo(y - dy);
      // Rows beyond the border repeat the border row: those that ask for one get it.
      if (y === 0) for (let row = 0; row < Math.min(dy, height); row++) addTo(row);
      if (y === height - 1) for (let row = Math.max(0, height - dy); row < height; row++) addTo(row);
    }
  return { width, height, data: out };
}

/**
 * Blurs the surroundings of the person like a portrait lens: in linear light, so that lights grow to discs. Where the
 * person stands, the surroundings are continued first.
 * @param picture opaque
 * @param alpha the person, same size
 */
export function blurBackground(picture: RgbaImage, alpha: GrayImage): RgbaImage {
  const longer = Math.max(picture.width, picture.height);
  const block = Math.max(1, Math.round(longer / WORK_SIDE_PX));
  const scale = 1 / block;
  const known = shrinkWithoutPerson(picture, alpha, block, KEEP_OUT_SHARE * longer * scale);
  const filled = fillUnknown(known);
  const soft = discBlur(filled, DISC_RADIUS_SHARE * longer * scale);
  // Blocks at the right and lower end may be cut: enlarge to whole blocks, then read the frame's part.
  const wide = soft.width * block;
  const values = enlarge(soft, wide, soft.height * block);
  const out = createRgba(picture.width, picture.height);
  for (let y = 0; y < picture.height; y++) {
    let to = y * picture.width * 4;
    for (let from = y * wide * 4, end = from + picture.width * 4; from < end; from += 4, to += 4) {
      for (let c = 0; c < 3; c++) out.data[to + c] = srgbOf[Math.round(values[from + c] * SRGB_STEPS)];
      out.data[to + 3] = 255;
    }
  }
  return out;
}
