/**
 * What this program assumes about D-ID. Where public sources disagree, or where there is none, the value is a setting
 * and the comment says so: nothing here was measured against a live account.
 */
import { isIP } from 'node:net';
import { inputError } from '../../../../shared/errors.ts';

export interface DidSettings {
  /** Where everything is sent: https, or http on this very computer. */
  readonly baseUrl: string;
  readonly image: {
    /** Width times height. The documented "10 MB" behaves like 10 * 1024 * 1024 pixels. */
    readonly maxPixels: number;
    /** D-ID refuses 128 and takes 256. */
    readonly minSidePx: number;
    readonly maxBytes: number;
  };
  readonly audio: {
    /** Sources say 5 or 10 minutes. */
    readonly maxSec: number;
    /** Sources say 6 or 15 MB. */
    readonly maxBytes: number;
    /** The smaller of the two limits: beyond it the description warns. */
    readonly safeBytes: number;
  };
  /** The mouth in the whole picture (true) or the cut-out face alone (false). */
  readonly stitch: boolean;
  /** Further fields of `config`, as the interface names them. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly times: DidTimes;
}

export interface DidTimes {
  /** For an answer of a few lines. */
  readonly requestMs: number;
  readonly uploadMs: number;
  /** For one connection of a download; what has come by then is kept. */
  readonly downloadMs: number;
  /** Tries of a request that can be repeated without harm. */
  readonly attempts: number;
  readonly backOffMs: number;
  readonly maxBackOffMs: number;
  readonly firstPollMs: number;
  readonly maxPollMs: number;
  /** As the two before, while D-ID's call is listened for: asking is what remains where it does not come. */
  readonly firstCalledPollMs: number;
  readonly maxCalledPollMs: number;
  /** Waiting for a talk altogether; afterwards the job can be resumed. */
  readonly deadlineMs: number;
  /**
   * How long a talk may take to show up in the list after an unclear answer. No source says; a gateway gives up after
   * 29 s, and what it gave up on may still be accepted behind it.
   */
  readonly settleMs: number;
  /** Times that a talk is asked for in one run, each after the one before has proved not to exist. */
  readonly maxPosts: number;
  /** Uploads are kept 24 to 48 hours; older ones than this are sent again. */
  readonly uploadLifeMs: number;
  /** Failures in a row that stop all requests for a while. */
  readonly breakerFailures: number;
  readonly breakerPauseMs: number;
}

export const DID_ADDRESS = 'https://api.d-id.com';

const MINUTE_MS = 60_000;

export const DEFAULT_DID_SETTINGS: DidSettings = {
  baseUrl: DID_ADDRESS,
  image: { maxPixels: 10_000_000, minSidePx: 256, maxBytes: 10_000_000 },
  audio: { maxSec: 300, maxBytes: 15_000_000, safeBytes: 6_000_000 },
  stitch: true,
  config: {},
  times: {
    requestMs: 45_000,
    uploadMs: 3 * MINUTE_MS,
    downloadMs: 5 * MINUTE_MS,
    attempts: 6,
    backOffMs: 1_000,
    maxBackOffMs: 30_000,
    firstPollMs: 3_000,
    maxPollMs: 10_000,
    firstCalledPollMs: 15_000,
    maxCalledPollMs: MINUTE_MS,
    deadlineMs: 30 * MINUTE_MS,
    settleMs: 2 * MINUTE_MS,
    maxPosts: 3,
    uploadLifeMs: 20 * 60 * MINUTE_MS,
    breakerFailures: 8,
    breakerPauseMs: MINUTE_MS,
  },
};

export const isLoopbackHost = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'));

/**
 * The address that requests go to.
 * @returns without a slash at its end
 * @throws KotohogiError `did-address` unless it is https, or http on this computer, with neither name nor password
 */
export function checkDidAddress(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  const isSafe =
    url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname)));
  if (!isSafe || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw inputError(
      'did-address',
      'The address for D-ID is not one that a key may be sent to.',
      `Use ${DID_ADDRESS}, or another address that starts with https:// and has nothing behind its path.`,
    );
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}
