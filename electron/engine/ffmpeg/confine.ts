/**
 * What ffmpeg is allowed to read and write. ffmpeg speaks dozens of protocols and reads files that name other files
 * (playlists, lists to concatenate, subtitles with fonts, images by pattern); a crafted file would otherwise make it
 * fetch from the network or read what the person never chose.
 */

/** Protocols of what is read: files by their `file:` address, and what this program feeds it. */
const READ_PROTOCOLS = 'file,pipe';

/** Written for people who add an argument list. */
const refuse = (what: string): never => {
  throw new Error(`ffmpeg was not started: ${what}.`);
};

const valueOf = (options: readonly string[], name: string): string | undefined => {
  const at = options.indexOf(name);
  return at < 0 ? undefined : options[at + 1];
};

/** One input: its address, and the options that hold for it. */
function checkInput(address: string, options: readonly string[]): void {
  const format = valueOf(options, '-f');
  if (format === 'lavfi') refuse('a filter graph is no input');
  if (address.startsWith('pipe:')) {
    if (format === undefined) refuse('what it is fed needs a format');
    return;
  }
  if (!address.startsWith('file:')) refuse(`"${address}" is no file address`);
  if (valueOf(options, '-protocol_whitelist') !== READ_PROTOCOLS)
    refuse('an input file needs its list of protocols');
  if (format === undefined && valueOf(options, '-format_whitelist') === undefined)
    refuse('an input file needs its list of formats');
}

/**
 * Looks at an argument list before ffmpeg is started with it.
 * @throws Error, a defect of ours, when an input lacks its allow-lists or the output is no file and no pipe
 */
export function checkConfined(args: readonly string[]): void {
  let from = 0;
  args.forEach((word, at) => {
    if (word !== '-i') return;
    checkInput(args[at + 1] ?? '', args.slice(from, at));
    from = at + 2;
  });
  const target = args.at(-1) ?? '';
  // Without an input ffmpeg is only asked about itself.
  if (from > 0 && !/^(?:file:|pipe:1$|-$)/.test(target)) refuse(`"${target}" is no place to write to`);
}

/** Options of an input file that is read as one of these formats (names of demuxers, by commas) and as nothing else. */
export const allowedFileArgs = (formats: string): string[] => [
  ...['-protocol_whitelist', READ_PROTOCOLS],
  ...['-format_whitelist', formats],
];
