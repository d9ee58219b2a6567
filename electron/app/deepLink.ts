import path from 'node:path';
import { isProjectFile } from '../projects/projectNames.ts';

/** Addresses that open the studio: `kotohogi://open?project=<absolute path of a project file>`, and nothing else. */
export const DEEP_LINK_SCHEME = 'kotohogi';

const MAX_CHARACTERS = 4096;
const HOST = 'open';
const PARAMETER = 'project';

/** Whether a word of a command line is an address of ours; it may still ask for nothing that is granted. */
export const isDeepLink = (word: string): boolean => word.toLowerCase().startsWith(`${DEEP_LINK_SCHEME}:`);

/** Control characters, and those that turn the direction of writing, make a path read as another one. */
const DISGUISE = /[\p{Cc}\p{Bidi_Control}]/u;

/**
 * The project that an address asks for. Whoever writes a web page can write such an address: it may name a file of
 * this machine and nothing more, and the person is asked before anything is read.
 * @param platform decides what an absolute path is
 * @returns an absolute path; null for every address that is not exactly of the one form
 */
export function projectOfDeepLink(
  address: string,
  platform: NodeJS.Platform = process.platform,
): string | null {
  if (address.length > MAX_CHARACTERS || !URL.canParse(address)) return null;
  const url = new URL(address);
  const [only, ...others] = [...url.searchParams];
  if (only === undefined || others.length > 0 || only[0] !== PARAMETER) return null;
  if (url.protocol !== `${DEEP_LINK_SCHEME}:` || url.host !== HOST || url.hash !== '') return null;
  if (url.pathname !== '' && url.pathname !== '/') return null;
  if (url.username !== '' || url.password !== '') return null;
  const file = only[1];
  const platformPath = platform === 'win32' ? path.win32 : path.posix;
  // A name on another machine would be asked for over the network.
  const isLocal = platform !== 'win32' || /^[a-z]:[\\/]/i.test(file);
  if (DISGUISE.test(file) || !isLocal || !platformPath.isAbsolute(file) || !isProjectFile(file)) return null;
  return platformPath.normalize(file);
}
