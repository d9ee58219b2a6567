import { open } from 'node:fs/promises';

/** Marks the fuse wire in every Electron program (https://www.electronjs.org/docs/latest/tutorial/fuses). */
const SENTINEL = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
/**
 * Electron's stock values, in wire order: RunAsNode, cookie encryption, NODE_OPTIONS, CLI inspect, asar integrity,
 * only load from asar, browser-only V8 snapshot, file protocol privileges.
 */
const STOCK = '10110001';
const WIRE_VERSION = 1;
/** A fuse that this Electron no longer has. */
const REMOVED = 'r'.charCodeAt(0);
const CHUNK_BYTES = 1 << 24;

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @returns {Promise<number>} byte offset just behind the sentinel
 */
async function findWire(file) {
  const buffer = Buffer.alloc(CHUNK_BYTES + SENTINEL.length);
  for (let offset = 0; ; offset += CHUNK_BYTES) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, offset);
    const at = buffer.subarray(0, bytesRead).indexOf(SENTINEL);
    if (at >= 0) return offset + at + SENTINEL.length;
    if (bytesRead < buffer.length) throw new Error('The Electron program has no fuse wire.');
  }
}

/**
 * Sets every fuse back to Electron's stock value, so that the runtime behaves like an official install whatever the
 * product it was taken from had chosen.
 * @param {string} executable absolute path of the Electron program
 */
export async function restoreStockFuses(executable) {
  const file = await open(executable, 'r+');
  try {
    const wireOffset = await findWire(file);
    const wire = Buffer.alloc(2 + STOCK.length);
    await file.read(wire, 0, wire.length, wireOffset);
    const [version, length = 0] = wire;
    if (version !== WIRE_VERSION || length < STOCK.length)
      throw new Error(`Unknown fuse wire: version ${String(version)}, ${String(length)} fuses.`);
    const fuses = wire.subarray(2);
    for (let i = 0; i < fuses.length; i++) if (fuses[i] !== REMOVED) fuses[i] = STOCK.charCodeAt(i);
    await file.write(fuses, 0, fuses.length, wireOffset + 2);
  } finally {
    await file.close();
  }
}
