/** Reads members of a tar archive (POSIX ustar, IEEE Std 1003.1 `pax`), as a stream. */

const BLOCK_BYTES = 512;
const REGULAR_FILE_TYPES = Object.freeze(['0', '\0']);

/** @param {Buffer} field */
const fieldText = (field) => {
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? field.length : end);
};

/** @param {Buffer} header */
function parseHeader(header) {
  const prefix = fieldText(header.subarray(345, 500));
  const name = fieldText(header.subarray(0, 100));
  const sizeBytes = Number.parseInt(fieldText(header.subarray(124, 136)).trim(), 8);
  if (!Number.isSafeInteger(sizeBytes)) throw new Error('The archive is damaged: a header has no size.');
  return { path: prefix ? `${prefix}/${name}` : name, sizeBytes, type: String.fromCharCode(header[156]) };
}

/**
 * @param {AsyncIterable<Buffer>} stream an uncompressed archive
 * @param {ReadonlySet<string>} wanted paths of the members to keep
 * @returns {Promise<Map<string, Buffer>>} those that were found
 * @throws {Error} when the archive is cut off inside a wanted member
 */
export async function readTarMembers(stream, wanted) {
  /** @type {Map<string, Buffer>} */
  const members = new Map();
  /** @type {Buffer} */
  let pending = Buffer.alloc(0);
  let skipBytes = 0;
  /** @type {{ path: string, sizeBytes: number, parts: Buffer[], gathered: number } | undefined} */
  let current;

  for await (const chunk of stream) {
    pending = pending.length > 0 ? Buffer.concat([pending, chunk]) : chunk;
    let offset = 0;
    for (;;) {
      if (current) {
        const part = pending.subarray(offset, offset + current.sizeBytes - current.gathered);
        current.parts.push(Buffer.from(part));
        current.gathered += part.length;
        offset += part.length;
        if (current.gathered < current.sizeBytes) break;
        members.set(current.path, Buffer.concat(current.parts));
        skipBytes = (BLOCK_BYTES - (current.sizeBytes % BLOCK_BYTES)) % BLOCK_BYTES;
        current = undefined;
      }
      const skipped = Math.min(skipBytes, pending.length - offset);
      skipBytes -= skipped;
      offset += skipped;
      if (pending.length - offset < BLOCK_BYTES) break;
      const header = pending.subarray(offset, offset + BLOCK_BYTES);
      offset += BLOCK_BYTES;
      // Two empty blocks end an archive; what follows is padding.
      if (header[0] === 0) continue;
      const { path, sizeBytes, type } = parseHeader(header);
      if (REGULAR_FILE_TYPES.includes(type) && wanted.has(path))
        current = { path, sizeBytes, parts: [], gathered: 0 };
      else skipBytes = Math.ceil(sizeBytes / BLOCK_BYTES) * BLOCK_BYTES;
    }
    pending = pending.subarray(offset);
  }
  if (current) throw new Error(`The archive ends inside ${current.path}.`);
  return members;
}
