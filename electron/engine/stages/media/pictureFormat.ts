/** The picture formats that are accepted. */
export type PictureFormat = 'JPEG' | 'PNG' | 'WebP' | 'AVIF' | 'TIFF' | 'GIF';

/** Well-known formats that are recognised in order to be refused by name. */
export type OtherFormat = 'HEIC' | 'BMP' | 'SVG' | 'PDF' | 'Photoshop' | 'camera raw' | 'video';

const ascii = (bytes: Uint8Array, start: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(start, start + length));

/**
 * Tells a picture's format from its first bytes; the file name is not looked at.
 * @param head the first bytes of the file, 32 are enough
 */
export function sniffPicture(head: Uint8Array): PictureFormat | OtherFormat | null {
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'JPEG';
  if (head[0] === 0x89 && ascii(head, 1, 3) === 'PNG') return 'PNG';
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 4) === 'WEBP') return 'WebP';
  if (ascii(head, 0, 4) === 'GIF8') return 'GIF';
  if (ascii(head, 0, 4) === 'II*\0' || ascii(head, 0, 4) === 'MM\0*') return 'TIFF';
  if (ascii(head, 0, 4) === 'II+\0' || ascii(head, 0, 4) === 'MM\0+') return 'TIFF';
  if (ascii(head, 0, 4) === 'FUJI' || ascii(head, 0, 4) === 'IIRO') return 'camera raw';
  if (ascii(head, 4, 4) === 'ftyp') return isoBrand(ascii(head, 8, 4));
  if (ascii(head, 0, 2) === 'BM') return 'BMP';
  if (ascii(head, 0, 4) === '%PDF') return 'PDF';
  if (ascii(head, 0, 4) === '8BPS') return 'Photoshop';
  if (/^\s*(<\?xml|<svg)/.test(ascii(head, 0, 32))) return 'SVG';
  if (head[0] === 0x1a && head[1] === 0x45 && head[2] === 0xdf && head[3] === 0xa3) return 'video';
  return null;
}

function isoBrand(brand: string): PictureFormat | OtherFormat {
  if (brand === 'avif' || brand === 'avis') return 'AVIF';
  if (/^(hei[cxms]|he[vi]c|mif1|msf1|hevx)$/.test(brand)) return 'HEIC';
  return brand.startsWith('crx') ? 'camera raw' : 'video';
}

/** True for the formats that are decoded. */
export function isAccepted(format: PictureFormat | OtherFormat): format is PictureFormat {
  return ['JPEG', 'PNG', 'WebP', 'AVIF', 'TIFF', 'GIF'].includes(format);
}

/** Transfer functions of ITU-T H.273 that mean high dynamic range: PQ and HLG. */
const HDR_TRANSFERS = new Set([16, 18]);
/** The colour description stands in the header of the file. */
const HEADER_BYTES = 64 * 1024;

/** True when an AVIF (`colr`/`nclx` box) or a PNG (`cICP` chunk) says that its values are PQ or HLG. */
export function isHdr(bytes: Uint8Array, format: PictureFormat): boolean {
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEADER_BYTES));
  if (format === 'AVIF') {
    const at = header.indexOf('colrnclx', 0, 'latin1');
    return at >= 0 && at + 12 <= header.length && HDR_TRANSFERS.has(header.readUInt16BE(at + 10));
  }
  if (format === 'PNG') {
    const at = header.indexOf('cICP', 0, 'latin1');
    return at >= 0 && at + 6 <= header.length && HDR_TRANSFERS.has(header[at + 5]);
  }
  return false;
}

/** True when the file's own structure says that its end is missing (for the formats that can tell). */
export function isCutOff(bytes: Uint8Array, format: PictureFormat): boolean {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (format === 'PNG') return data.lastIndexOf('IEND', undefined, 'latin1') < 0;
  if (format === 'WebP') return data.length < 12 || data.readUInt32LE(4) + 8 > data.length;
  if (format === 'TIFF' && data.length >= 8) {
    const directoryAt = data[0] === 0x49 ? data.readUInt32LE(4) : data.readUInt32BE(4);
    return data[2] + data[3] === 42 && directoryAt + 2 > data.length;
  }
  return false;
}
