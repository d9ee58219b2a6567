import type { UpdateObstacle } from '../../shared/contract/updates.ts';

/** The words of updates. */
export interface UpdateWords {
  readonly title: string;
  readonly impossible: Readonly<Record<UpdateObstacle, string>>;
  readonly off: string;
  readonly idle: string;
  readonly checking: string;
  readonly current: string;
  readonly found: (version: string) => string;
  readonly downloading: (version: string, percent: string) => string;
  readonly ready: (version: string) => string;
  readonly address: string;
  readonly addressText: string;
  readonly addressWrong: string;
  readonly keepAddress: string;
  readonly atStart: string;
  readonly check: string;
  readonly download: string;
  readonly install: string;
}

export const enUpdates: UpdateWords = {
  title: 'New versions',
  impossible: {
    checkout: 'This studio runs from its source and is renewed with it.',
    archive: 'This studio is renewed the way it was installed: by a new archive or by the system.',
    unsigned: 'This package does not name its maker, so it does not replace itself.',
  },
  off: 'Off: no address is set, and nothing is asked for anywhere.',
  idle: 'Nothing has been asked for yet.',
  checking: 'Looking…',
  current: 'This is the newest version.',
  found: (version) => `Version ${version} is there.`,
  downloading: (version, percent) => `Version ${version} is being loaded: ${percent}`,
  ready: (version) => `Version ${version} is loaded and checked. It takes this one’s place when you quit.`,
  address: 'Address of the versions',
  addressText: 'Only this address is asked, and only when you look for a new version.',
  addressWrong: 'An address that begins with https:// is needed.',
  keepAddress: 'Keep the address',
  atStart: 'Look whenever the studio starts',
  check: 'Look now',
  download: 'Load it',
  install: 'Quit and install',
};
