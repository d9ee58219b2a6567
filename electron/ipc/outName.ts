/** Characters that some file system refuses in a name; control characters among them. */
const FORBIDDEN = /[<>:"/\\|?*\u0000-\u001f]/g;

/** Dots and spaces that some file system would hide or drop. */
const EDGES = /^[. ]+|[. ]+$/g;

/**
 * Longest proposed name in bytes of UTF-8. File systems take 255, of which the extension and the mark of a file that
 * is still being written need some.
 */
const MAX_NAME_BYTES = 180;

/** Makes a proposal for a file name out of any words; never empty, no folder, not hidden, not too long. */
export function safeFileName(words: string): string {
  const name = words.replace(FORBIDDEN, ' ').replace(/\s+/g, ' ').replace(EDGES, '');
  const short = withinBytes(name, MAX_NAME_BYTES).replace(EDGES, '');
  return short === '' ? 'kotohogi' : short;
}

/** Cuts between characters, never inside one. */
function withinBytes(text: string, maxBytes: number): string {
  let bytes = 0;
  let kept = '';
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > maxBytes) break;
    kept += character;
  }
  return kept;
}

/** Adds `.mp4` unless it is there. */
export const withMp4 = (filePath: string): string =>
  /\.mp4$/i.test(filePath) ? filePath : `${filePath}.mp4`;
