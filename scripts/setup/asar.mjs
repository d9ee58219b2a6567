/** Round up to a multiple of four, the alignment of Chromium's Pickle. @param {number} bytes */
const aligned = (bytes) => (bytes + 3) & ~3;

/**
 * Packs text files into a flat asar archive: two nested Pickles (size of the header, the header as JSON), then the
 * files' bytes (https://github.com/electron/asar#format).
 * @param {Readonly<Record<string, string>>} files contents by name
 */
export function packAsar(files) {
  /** @type {Record<string, { size: number, offset: string }>} */
  const entries = {};
  const bodies = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const body = Buffer.from(text);
    entries[name] = { size: body.length, offset: String(offset) };
    bodies.push(body);
    offset += body.length;
  }
  const json = Buffer.from(JSON.stringify({ files: entries }));
  const head = Buffer.alloc(16 + aligned(json.length));
  head.writeUInt32LE(4, 0);
  head.writeUInt32LE(8 + aligned(json.length), 4);
  head.writeUInt32LE(4 + aligned(json.length), 8);
  head.writeUInt32LE(json.length, 12);
  json.copy(head, 16);
  return Buffer.concat([head, ...bodies]);
}
