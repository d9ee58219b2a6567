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
  title: 'Updates',
  impossible: {
    checkout: 'This studio runs from its source code and is updated with it.',
    archive: 'This studio is updated the way it was installed: with a new archive, or by the system.',
    unsigned: 'This package does not name its maker, so it cannot update itself.',
  },
  off: 'Off: no update address is set, so the studio never goes online for this.',
  idle: 'Not checked yet.',
  checking: 'Checking…',
  current: 'This is the newest version.',
  found: (version) => `Version ${version} is available.`,
  downloading: (version, percent) => `Downloading version ${version}: ${percent}`,
  ready: (version) => `Version ${version} is downloaded and checked. It is installed when you quit.`,
  address: 'Update address',
  addressText: 'Where updates are looked for. No other place is asked, and only when you check.',
  addressWrong: 'An address that begins with https:// is needed.',
  keepAddress: 'Save address',
  atStart: 'Check whenever the studio starts',
  check: 'Check now',
  download: 'Download',
  install: 'Quit and install',
};
