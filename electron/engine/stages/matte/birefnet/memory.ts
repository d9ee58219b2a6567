import os from 'node:os';
import type { BiRefNetContract } from './contract.ts';
import type { WorkingSize } from './workingSize.ts';

/** The processor computes with float32, whatever the file holds. */
const BYTES_PER_WEIGHT = 4;
/**
 * What the layers hold at the worst moment per pixel of the picture. BiRefNet takes 4.8 GB for a picture of 1024 x 1024
 * with its large backbone, of which 0.9 GB are weights; hardly less with the small one, because most of it is the
 * decoder's. A network that has learnt little cannot have many layers.
 */
const LAYER_BYTES_PER_PIXEL_MAX = 4500;
const WEIGHTS_PER_LAYER_BYTE = 10_000;
/** The picture and the answer, there and here. */
const PICTURE_BYTES_PER_PIXEL = 64;
/** As much of the free memory as one network may take: the rest of the machine goes on meanwhile. */
const FREE_SHARE = 0.85;

/** What has to be free to load a file, bytes: for a moment it is there beside the weights made of it. */
export const loadNeedBytes = (contract: Pick<BiRefNetContract, 'weights'>, fileBytes: number): number =>
  fileBytes + contract.weights * BYTES_PER_WEIGHT;

/** What has to be free to run a loaded network once, bytes. */
export function runNeedBytes(contract: Pick<BiRefNetContract, 'weights'>, size: WorkingSize): number {
  const layers = Math.min(LAYER_BYTES_PER_PIXEL_MAX, contract.weights / WEIGHTS_PER_LAYER_BYTE);
  return size.widthPx * size.heightPx * (layers + PICTURE_BYTES_PER_PIXEL);
}

/** Free memory of the machine or container that a network may use, bytes. */
export function availableBytes(): number {
  // macOS counts only what was never used as free, so there half of all memory is taken to be there.
  const free =
    process.platform === 'darwin' ? Math.max(os.freemem(), os.totalmem() / 2) : process.availableMemory();
  return free * FREE_SHARE;
}

/** Of sizes, best first, the first that fits; null when none does. */
export function fittingSize(
  contract: Pick<BiRefNetContract, 'weights'>,
  sizes: readonly WorkingSize[],
  freeBytes: number,
): WorkingSize | null {
  return sizes.find((size) => runNeedBytes(contract, size) <= freeBytes) ?? null;
}

/** Bytes as a person reads them, in GB: `4.9`. */
export const gigabytes = (bytes: number): string => (bytes / 1e9).toFixed(1);
