/** Characters that some file system refuses in a name; control characters among them. */
const FORBIDDEN = /[<>:"/\\|?*\u0000-\u001f]/g;

/** Makes a proposal for a file name out of any words; never empty, no folder, not hidden. */
export function safeFileName(words: string): string {
  const name = words
    .replace(FORBIDDEN, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 120);
  return name === '' ? 'kotohogi' : name;
}

/** Adds `.mp4` unless it is there. */
export const withMp4 = (filePath: string): string =>
  /\.mp4$/i.test(filePath) ? filePath : `${filePath}.mp4`;
