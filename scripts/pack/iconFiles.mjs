/** @typedef {{ sizePx: number, png: Buffer }} Drawing a square picture as PNG */

const ICO_HEAD_BYTES = 6;
const ICO_ENTRY_BYTES = 16;
const ICO_TYPE_ICON = 1;
const ICO_MAX_PX = 256;

/**
 * A Windows icon file: a head, one entry a picture, then the pictures, here as PNG, which Windows reads since Vista
 * (https://learn.microsoft.com/en-us/previous-versions/ms997538).
 * @param {readonly Drawing[]} drawings 1 to 256 pixels
 */
export function icoFile(drawings) {
  const head = Buffer.alloc(ICO_HEAD_BYTES + ICO_ENTRY_BYTES * drawings.length);
  head.writeUInt16LE(ICO_TYPE_ICON, 2);
  head.writeUInt16LE(drawings.length, 4);
  let offset = head.length;
  drawings.forEach(({ sizePx, png }, index) => {
    if (sizePx > ICO_MAX_PX) throw new RangeError(`A Windows icon has at most ${String(ICO_MAX_PX)} pixels.`);
    const at = ICO_HEAD_BYTES + ICO_ENTRY_BYTES * index;
    // 256 is written as 0.
    head.writeUInt8(sizePx % ICO_MAX_PX, at);
    head.writeUInt8(sizePx % ICO_MAX_PX, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([head, ...drawings.map(({ png }) => png)]);
}

/** Types of the PNG entries of a macOS icon by their size in pixels (https://en.wikipedia.org/wiki/Apple_Icon_Image_format). */
const ICNS_TYPES = new Map([
  [16, 'icp4'],
  [32, 'icp5'],
  [64, 'icp6'],
  [128, 'ic07'],
  [256, 'ic08'],
  [512, 'ic09'],
  [1024, 'ic10'],
]);
const ICNS_HEAD_BYTES = 8;

/**
 * A macOS icon file: a head, then each picture behind its type and length.
 * @param {readonly Drawing[]} drawings of the sizes that the format knows
 */
export function icnsFile(drawings) {
  const parts = drawings.flatMap(({ sizePx, png }) => {
    const type = ICNS_TYPES.get(sizePx);
    if (!type) throw new RangeError(`macOS icons have no ${String(sizePx)} pixels.`);
    return [icnsHead(type, png.length), png];
  });
  const bytes = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([icnsHead('icns', bytes), ...parts]);
}

/** @param {string} type @param {number} bodyBytes */
function icnsHead(type, bodyBytes) {
  const head = Buffer.alloc(ICNS_HEAD_BYTES);
  head.write(type, 'latin1');
  head.writeUInt32BE(ICNS_HEAD_BYTES + bodyBytes, 4);
  return head;
}
