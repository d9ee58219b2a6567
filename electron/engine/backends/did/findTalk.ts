/** Whether a talk that was asked for exists: what stands between a lost answer and paying twice. */
import { KotohogiError, missingError, throwIfCancelled } from '../../../../shared/errors.ts';
import type { DidClient } from './client.ts';
import type { Clock } from './clock.ts';
import type { JobRecord } from './journal.ts';
import type { Talk } from './schemas.ts';
import type { DidTimes } from './settings.ts';

/** The list is read to its end, within reason: twenty thousand talks. No source says in which order they come. */
const MAX_PAGES = 200;
/** Talks without a label that are looked at one by one. */
const MAX_UNLABELLED = 30;
/** How much earlier than the request its talk may seem to have been made. */
const SERVER_CLOCK_SLACK_MS = 10 * 60_000;
const FIRST_LOOK_MS = 5_000;
const MAX_LOOK_MS = 30_000;

interface Room {
  readonly client: DidClient;
  readonly clock: Clock;
  readonly times: DidTimes;
  readonly signal: AbortSignal;
}

const uncertain = (cause?: unknown): KotohogiError =>
  missingError(
    'did-create-uncertain',
    'It is not known yet whether D-ID has accepted the job; until it is, nothing is sent again, so that nothing is paid twice.',
    'Resume the job later: it looks for the video first.',
    cause,
  );

/** Seconds or milliseconds since 1970, or words; null without a time zone, which would be off by hours. */
function madeMs({ created_at: at }: Talk): number | null {
  if (typeof at === 'number') return at < 1e11 ? at * 1000 : at;
  const ms = /(?:Z|GMT|UTC|[+-]\d\d:?\d\d)$/i.test(at ?? '') ? Date.parse(at ?? '') : NaN;
  return Number.isNaN(ms) ? null : ms;
}

const isLabelled = (talk: Talk): boolean => (talk.user_data ?? talk.name ?? '') !== '';

/**
 * Reads the list of talks once.
 * @returns null when the talk is certainly not in it
 * @throws KotohogiError `did-create-uncertain` when the list does not tell
 */
async function lookOnce(record: JobRecord, { client, signal }: Room): Promise<Talk | null> {
  const { jobId } = record;
  const isOurs = (talk: Talk): boolean => talk.user_data === jobId || talk.name === jobId;
  const { notBeforeServerMs } = record.create;
  // Both times are the server's own, so that no clock has to be right.
  const mayBeOurs = (talk: Talk): boolean => {
    const ms = madeMs(talk);
    return ms === null || notBeforeServerMs === null || ms >= notBeforeServerMs - SERVER_CLOCK_SLACK_MS;
  };
  const unlabelled: string[] = [];
  let token: string | null = null;
  for (let pages = 0; ; pages++) {
    if (pages === MAX_PAGES) throw uncertain();
    const page: Awaited<ReturnType<DidClient['talks']>> = await client.talks(token, signal);
    const ours = page.talks.find(isOurs);
    if (ours) return ours;
    unlabelled.push(...page.talks.filter((talk) => !isLabelled(talk) && mayBeOurs(talk)).map(({ id }) => id));
    if (page.token === null || page.talks.length === 0) break;
    token = page.token;
  }
  if (unlabelled.length > MAX_UNLABELLED) throw uncertain();
  for (const id of unlabelled) {
    const talk = await client.talk(id, signal).catch((thrown: unknown) => {
      // Deleted in the meantime, so not ours: nobody else knows of it.
      if (thrown instanceof KotohogiError && thrown.code === 'did-gone') return null;
      throw thrown;
    });
    if (talk !== null && isOurs(talk)) return talk;
  }
  return null;
}

/**
 * Looks for the talk of a request whose answer was lost, until it is there or would have been there for long.
 * @returns null when it does not exist, so that it may be asked for again
 * @throws KotohogiError `did-create-uncertain`, `cancelled`
 */
export async function findTalk(record: JobRecord, room: Room): Promise<Talk | null> {
  const { clock, times, signal } = room;
  // Counted from now, not from when the request went out: the clock may have been set in between, and a wait that is
  // too long costs two minutes where one that is too short costs money.
  let leftMs = times.settleMs;
  try {
    for (let pauseMs = FIRST_LOOK_MS; ; pauseMs = Math.min(MAX_LOOK_MS, pauseMs * 2)) {
      const talk = await lookOnce(record, room);
      if (talk !== null || leftMs <= 0) return talk;
      const waitMs = Math.min(leftMs, pauseMs);
      await clock.wait(waitMs, signal);
      throwIfCancelled(signal);
      leftMs -= waitMs;
    }
  } catch (thrown) {
    const isSaid =
      thrown instanceof KotohogiError &&
      (thrown.kind === 'cancelled' || thrown.code === 'did-create-uncertain');
    throw isSaid ? thrown : uncertain(thrown);
  }
}
