/** For programs that read ASCII: letters lose their accents instead of being spelled out byte by byte. */
export const plainEnglish = (words: string): string =>
  words
    .replaceAll(/[‘’]/g, "'")
    .replaceAll(/[“”]/g, '"')
    .replaceAll(/[–—]/g, ', ')
    .normalize('NFKD')
    .replaceAll(/[^\x20-\x7e]/g, '');
