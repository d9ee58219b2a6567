/** One request to D-ID at a time: key, time limit, size limit, what became of it. */
import { cancelledError, type KotohogiError } from '../../../../shared/errors.ts';
import { backOffMs, type Clock } from './clock.ts';
import type { Breaker } from './breaker.ts';
import { failureOf, lossOf, sayingOf, type DidAnswer, type LossReason } from './failures.ts';
import type { DidKey, KeyForm } from './key.ts';
import type { DidTimes } from './settings.ts';

/** A hundred talks with all their fields; more is no answer of this interface. */
const MAX_ANSWER_BYTES = 8 * 2 ** 20;
const MAX_RETRY_AFTER_MS = 5 * 60_000;

export interface DidCall {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** As it stands in the address, e.g. `/talks/tlk_1`. */
  readonly path: string;
  /** As messages name it, e.g. `GET /talks/{id}`. */
  readonly route: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly json?: string;
  /** Made anew for each try. */
  readonly form?: () => FormData;
  readonly limitMs: number;
}

export type Outcome =
  | { readonly kind: 'answered'; readonly answer: DidAnswer }
  | {
      readonly kind: 'lost';
      readonly reason: LossReason;
      /** False only when no connection came about at all. */
      readonly mayHaveArrived: boolean;
      readonly error: KotohogiError;
    };

export interface HttpOptions {
  readonly baseUrl: string;
  readonly key: DidKey;
  readonly clock: Clock;
  readonly breaker: Breaker;
  readonly times: DidTimes;
}

/** Failures of making the connection: nothing of the request has left. */
const NEVER_SENT = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENETDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|ERR_TLS/;

function codeOf(thrown: unknown): string {
  const inner = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
  // A name with several addresses fails with one error for each of them.
  const first: unknown = inner instanceof AggregateError ? inner.errors[0] : inner;
  return first instanceof Error && 'code' in first ? String(first.code) : '';
}

async function textOf(response: Response): Promise<string> {
  const body: ReadableStream<Uint8Array> | null = response.body;
  if (!body) return '';
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(pieces).toString('utf8');
    pieces.push(value);
    bytes += value.length;
    if (bytes > MAX_ANSWER_BYTES) throw new RangeError('the answer has no end');
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const timeOf = (text: string | null): number | null => {
  const ms = Date.parse(text ?? '');
  return Number.isNaN(ms) ? null : ms;
};

/** Seconds, or a date: which is held against the server's own clock, not against this computer's. */
function retryAfterOf(headers: Headers, dateMs: number | null): number {
  const value = headers.get('retry-after')?.trim() ?? '';
  const until = timeOf(value);
  const ms = /^\d+$/.test(value)
    ? Number(value) * 1000
    : until !== null && dateMs !== null
      ? until - dateMs
      : 0;
  return Math.max(0, Math.min(MAX_RETRY_AFTER_MS, ms));
}

/** Sends requests with the key, and remembers which way of writing the key is accepted. */
export class DidHttp {
  readonly #options: HttpOptions;
  /** null until one was accepted. */
  #form: KeyForm | null = null;

  constructor(options: HttpOptions) {
    this.#options = options;
  }

  get host(): string {
    return new URL(this.#options.baseUrl).host;
  }

  readonly redact = (text: string): string => this.#options.key.redact(text);

  /**
   * One request; a second one only where the first way of writing the key was refused, which happens before anything
   * is done with a request.
   * @throws KotohogiError `cancelled`
   */
  async once(call: DidCall, signal: AbortSignal): Promise<Outcome> {
    const { breaker } = this.#options;
    await breaker.pass(signal);
    let form = this.#form ?? 'raw';
    let outcome = await this.#send(call, form, signal);
    if (this.#form === null && form === 'raw' && this.#isKeyRefused(outcome)) {
      form = 'base64';
      outcome = await this.#send(call, form, signal);
    }
    if (outcome.kind === 'answered' && outcome.answer.status < 500) {
      if (!this.#isKeyRefused(outcome)) this.#form = form;
      breaker.succeeded();
    } else breaker.failed();
    return outcome;
  }

  /**
   * A request that may be repeated: again while D-ID is not reached, has trouble or asks to slow down.
   * @param isUsable an answer without error that is none of this is asked for again, too
   * @returns an answer without error, and how many tries before it may have been heard all the same
   * @throws KotohogiError did-* for the last answer, `cancelled`
   */
  async again(
    call: DidCall,
    isUsable: (answer: DidAnswer) => boolean,
    signal: AbortSignal,
  ): Promise<{ readonly answer: DidAnswer; readonly inVain: number }> {
    const { clock, times } = this.#options;
    for (let failures = 1; ; failures++) {
      const outcome = await this.once(call, signal);
      const isAnswered = outcome.kind === 'answered';
      if (isAnswered && outcome.answer.status < 300 && isUsable(outcome.answer))
        return { answer: outcome.answer, inVain: failures - 1 };
      const isWorthWhile = !isAnswered || isTransient(outcome.answer);
      if (!isWorthWhile || failures >= times.attempts) throw this.failure(call, outcome);
      const pauseMs = backOffMs(failures, times.backOffMs, times.maxBackOffMs, () => clock.random());
      await clock.wait(Math.max(pauseMs, isAnswered ? outcome.answer.retryAfterMs : 0), signal);
    }
  }

  failure(call: DidCall, outcome: Outcome): KotohogiError {
    return outcome.kind === 'lost' ? outcome.error : failureOf(call.route, outcome.answer, this.redact);
  }

  #isKeyRefused(outcome: Outcome): boolean {
    if (outcome.kind === 'lost') return false;
    const { status, body } = outcome.answer;
    return status === 401 || (status === 403 && sayingOf(body, this.redact).kind === null);
  }

  async #send(call: DidCall, form: KeyForm, signal: AbortSignal): Promise<Outcome> {
    const { baseUrl, key, clock } = this.#options;
    if (signal.aborted) throw cancelledError();
    const url = new URL(`${baseUrl}${call.path}`);
    for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, String(value));
    const limit = clock.limit(call.limitMs);
    try {
      const response = await fetch(url, {
        method: call.method,
        headers: {
          accept: 'application/json',
          authorization: key.authorization(form),
          'user-agent': 'kotohogi-studio',
          ...(call.json === undefined ? {} : { 'content-type': 'application/json' }),
        },
        signal: AbortSignal.any([signal, limit]),
        // The key goes to this address and nowhere else.
        redirect: 'manual',
        ...(call.json === undefined ? {} : { body: call.json }),
        ...(call.form === undefined ? {} : { body: call.form() }),
      });
      const dateMs = timeOf(response.headers.get('date'));
      const retryAfterMs = retryAfterOf(response.headers, dateMs);
      const body = parsed(await textOf(response));
      return { kind: 'answered', answer: { status: response.status, body, dateMs, retryAfterMs } };
    } catch (thrown) {
      if (signal.aborted) throw cancelledError();
      return this.#lost(limit.aborted, thrown);
    }
  }

  #lost(isTooLate: boolean, thrown: unknown): Outcome {
    const code = codeOf(thrown);
    const mayHaveArrived = !NEVER_SENT.has(code) && !CERTIFICATE.test(code);
    const reason = isTooLate ? 'slow' : mayHaveArrived ? 'broken' : 'offline';
    // What the runtime threw may hold the request, and with it the key: only its words go on.
    const cause = new Error(this.redact(code === '' && thrown instanceof Error ? thrown.message : code));
    return { kind: 'lost', reason, mayHaveArrived, error: lossOf(this.host, reason, cause) };
  }
}

/** True for answers that may be different the next time: trouble, haste, or nonsense in the place of an answer. */
export const isTransient = ({ status }: DidAnswer): boolean =>
  status < 300 || status === 408 || status === 409 || status === 429 || status >= 500;
