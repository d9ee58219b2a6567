/** The calls of D-ID's interface that a talking photo needs. */
import type { z } from 'zod';
import { nonsense, type DidAnswer } from './failures.ts';
import { isTransient, type DidCall, type DidHttp } from './http.ts';
import {
  creditsSchema,
  talkListSchema,
  talkSchema,
  uploadedAudioSchema,
  uploadedImageSchema,
  type Talk,
} from './schemas.ts';
import type { DidTimes } from './settings.ts';
import { backOffMs, type Clock } from './clock.ts';
import { KotohogiError } from '../../../../shared/errors.ts';

/** null: not told. */
export interface Credits {
  readonly remaining: number | null;
  readonly total: number | null;
  /** The earliest day on which some of them end, as D-ID writes it. */
  readonly expireAt: string | null;
}

/** What D-ID keeps for one to two days. */
export interface Uploaded {
  readonly id: string;
  /** `s3://...`, used as it is. */
  readonly url: string;
  /** The server's time of the answer. */
  readonly serverMs: number | null;
  /** Tries whose answer was lost: each may have left a copy. */
  readonly inVain: number;
}

/** What became of asking for a talk, which costs money and must not be asked for twice. */
export type Creation =
  | { readonly kind: 'created'; readonly talk: Talk }
  /** It may exist or not. */
  | { readonly kind: 'unclear'; readonly error: KotohogiError }
  /** It does not exist, because an upload is not there any more. */
  | { readonly kind: 'uploads-gone'; readonly error: KotohogiError };

export type Removal = 'deleted' | 'gone';

/** Files have names of our own making: those of the user stay here. */
export interface FilePart {
  readonly fileName: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export const PAGE_SIZE = 100;

export interface DidClient {
  readonly host: string;
  redact(text: string): string;
  credits(signal: AbortSignal): Promise<Credits>;
  /** @returns also how many faces D-ID sees; null when it does not say */
  uploadImage(file: FilePart, signal: AbortSignal): Promise<Uploaded & { readonly faceCount: number | null }>;
  uploadAudio(file: FilePart, signal: AbortSignal): Promise<Uploaded>;
  /**
   * Asks for a talk exactly once, but for answers that say it was not accepted for now.
   * @throws KotohogiError when it certainly does not exist
   */
  createTalk(json: string, signal: AbortSignal): Promise<Creation>;
  talk(id: string, signal: AbortSignal): Promise<Talk>;
  /** @param token of the page before; null for the first one */
  talks(
    token: string | null,
    signal: AbortSignal,
  ): Promise<{ readonly talks: readonly Talk[]; readonly token: string | null }>;
  remove(what: 'talks' | 'images' | 'audios', id: string, signal: AbortSignal): Promise<Removal>;
}

function readCredits(body: z.infer<typeof creditsSchema>): Credits {
  const parts = Array.isArray(body.credits) ? body.credits : body.credits ? [body.credits] : [];
  const sum = (values: readonly (number | null | undefined)[]): number | null =>
    values.some((value) => typeof value === 'number')
      ? values.reduce<number>((all, value) => all + (value ?? 0), 0)
      : null;
  const ends = parts.map(({ expire_at: end }) => end ?? null).filter((end) => end !== null);
  return {
    remaining: body.remaining ?? sum(parts.map(({ remaining }) => remaining)),
    total: body.total ?? sum(parts.map(({ total }) => total)),
    expireAt: ends.sort()[0] ?? null,
  };
}

const formOf =
  (field: string, { fileName, mimeType, bytes }: FilePart, more: Readonly<Record<string, string>>) =>
  (): FormData => {
    const form = new FormData();
    form.set(field, new Blob([bytes], { type: mimeType }), fileName);
    for (const [name, value] of Object.entries(more)) form.set(name, value);
    return form;
  };

export function createDidClient(http: DidHttp, times: DidTimes, clock: Clock): DidClient {
  const { requestMs, uploadMs } = times;
  async function ask<Schema extends z.ZodType>(
    schema: Schema,
    call: DidCall,
    signal: AbortSignal,
  ): Promise<{ readonly value: z.infer<Schema>; readonly answer: DidAnswer; readonly inVain: number }> {
    const { answer, inVain } = await http.again(call, ({ body }) => schema.safeParse(body).success, signal);
    return { value: schema.parse(answer.body), answer, inVain };
  }
  const talkPath = (id: string): string => `/talks/${encodeURIComponent(id)}`;

  return {
    host: http.host,
    redact: http.redact,
    async credits(signal) {
      const call: DidCall = { method: 'GET', path: '/credits', route: 'GET /credits', limitMs: requestMs };
      return readCredits((await ask(creditsSchema, call, signal)).value);
    },
    async uploadImage(file, signal) {
      // Without this field the answer says nothing about faces, and a photo without any would pass here.
      const form = formOf('image', file, { detect_faces: 'true' });
      const call: DidCall = {
        method: 'POST',
        path: '/images',
        route: 'POST /images',
        form,
        limitMs: uploadMs,
      };
      const { value, answer, inVain } = await ask(uploadedImageSchema, call, signal);
      const faceCount = value.faces?.length ?? null;
      return { id: value.id, url: value.url, serverMs: answer.dateMs, inVain, faceCount };
    },
    async uploadAudio(file, signal) {
      const form = formOf('audio', file, {});
      const call: DidCall = {
        method: 'POST',
        path: '/audios',
        route: 'POST /audios',
        form,
        limitMs: uploadMs,
      };
      const { value, answer, inVain } = await ask(uploadedAudioSchema, call, signal);
      return { id: value.id, url: value.url, serverMs: answer.dateMs, inVain };
    },
    async createTalk(json, signal) {
      const call: DidCall = {
        method: 'POST',
        path: '/talks',
        route: 'POST /talks',
        json,
        limitMs: requestMs,
      };
      for (let failures = 1; ; failures++) {
        const outcome = await http.once(call, signal);
        const isAnswered = outcome.kind === 'answered';
        if (isAnswered && outcome.answer.status < 300) {
          const talk = talkSchema.safeParse(outcome.answer.body);
          return talk.success
            ? { kind: 'created', talk: talk.data }
            : { kind: 'unclear', error: nonsense(call.route) };
        }
        const error = http.failure(call, outcome);
        const isRefusedForNow = isAnswered ? outcome.answer.status === 429 : !outcome.mayHaveArrived;
        if (!isRefusedForNow) {
          if (!isAnswered || isTransient(outcome.answer)) return { kind: 'unclear', error };
          if (error.code === 'did-gone') return { kind: 'uploads-gone', error };
          throw error;
        }
        if (failures >= times.attempts) throw error;
        const pauseMs = backOffMs(failures, times.backOffMs, times.maxBackOffMs, () => clock.random());
        await clock.wait(Math.max(pauseMs, isAnswered ? outcome.answer.retryAfterMs : 0), signal);
      }
    },
    async talk(id, signal) {
      const call: DidCall = {
        method: 'GET',
        path: talkPath(id),
        route: 'GET /talks/{id}',
        limitMs: requestMs,
      };
      return (await ask(talkSchema, call, signal)).value;
    },
    async talks(token, signal) {
      const query = { limit: PAGE_SIZE, ...(token === null ? {} : { token }) };
      const call: DidCall = { method: 'GET', path: '/talks', route: 'GET /talks', query, limitMs: requestMs };
      const { value } = await ask(talkListSchema, call, signal);
      return { talks: value.talks, token: value.token ?? null };
    },
    async remove(what, id, signal) {
      const path = `/${what}/${encodeURIComponent(id)}`;
      const call: DidCall = { method: 'DELETE', path, route: `DELETE /${what}/{id}`, limitMs: requestMs };
      try {
        await http.again(call, () => true, signal);
        return 'deleted';
      } catch (thrown) {
        if (thrown instanceof KotohogiError && thrown.code === 'did-gone') return 'gone';
        throw thrown;
      }
    },
  };
}
