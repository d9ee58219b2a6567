import { describe, expect, it } from 'vitest';
import { readTarMembers } from './tar.mjs';

/**
 * @param {string} path
 * @param {Buffer} content
 * @param {string} [type]
 */
function member(path, content, type = '0') {
  const header = Buffer.alloc(512);
  header.write(path, 0);
  header.write(content.length.toString(8).padStart(11, '0'), 124);
  header.write(type, 156);
  return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}

/**
 * @param {Buffer} archive
 * @param {number} chunkBytes
 */
async function* inChunks(archive, chunkBytes) {
  for (let at = 0; at < archive.length; at += chunkBytes) yield archive.subarray(at, at + chunkBytes);
}

const large = Buffer.from(Array.from({ length: 3000 }, (_, index) => index % 251));
const archive = Buffer.concat([
  member('package/readme', Buffer.from('hello')),
  member('package/models/', Buffer.alloc(0), '5'),
  member('package/models/large.bin', large),
  member('package/empty', Buffer.alloc(0)),
  member('package/last', Buffer.from('end')),
  Buffer.alloc(1024),
]);

describe('readTarMembers', () => {
  it.each([1, 7, 512, 700, 100_000])('finds members in chunks of %d bytes', async (chunkBytes) => {
    const wanted = new Set(['package/models/large.bin', 'package/empty', 'package/last', 'package/absent']);
    const members = await readTarMembers(inChunks(archive, chunkBytes), wanted);
    expect([...members.keys()]).toEqual(['package/models/large.bin', 'package/empty', 'package/last']);
    expect(members.get('package/models/large.bin')?.equals(large)).toBe(true);
    expect(members.get('package/empty')).toHaveLength(0);
    expect(members.get('package/last')?.toString()).toBe('end');
  });

  it('notices an archive that is cut off', async () => {
    const cut = archive.subarray(0, 512 * 6);
    await expect(readTarMembers(inChunks(cut, 512), new Set(['package/models/large.bin']))).rejects.toThrow(
      'ends inside package/models/large.bin',
    );
  });
});
