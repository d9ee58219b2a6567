/** One request for a file, or for the rest of it. The only place of the model library that opens a connection. */
import { isIP } from 'node:net';
import { bodyPieces } from '../runtime/bodyPieces.ts';

const MAX_REDIRECTS = 10;
/** A server may ask for some patience, within bounds. */
const MAX_RETRY_AFTER_MS = 30_000;

/** Why an address did not give the file, as part of a sentence. */
export class SourceFailure extends Error {
  override readonly name = 'SourceFailure';
  /**
   * `offline`: the server was not reached, or the line broke; trying again may help.
   * `trouble`: the server answers that it has a problem of its own; trying again may help.
   * `refused`: this address will not give the file.
   * `stale`: what is there of the file already does not belong to what the server has; asking for all of it will help.
   */
  readonly kind: 'offline' | 'trouble' | 'refused' | 'stale';
  readonly retryAfterMs: number;

  constructor(
    kind: SourceFailure['kind'],
    message: string,
    options: { cause?: unknown; retryAfterMs?: number } = {},
  ) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs ?? 0;
  }
}

/** What comes back for a request. */
export interface SourceAnswer {
  /** Byte of the file that `body` starts at. */
  readonly start: number;
  /** Size of the whole file; null when the server does not say. */
  readonly totalBytes: number | null;
  /** What identifies this version of the file for {@link openSource}; null when the server has nothing of the kind. */
  readonly validator: string | null;
  readonly body: AsyncIterable<Uint8Array>;
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'));

/**
 * Encrypted, or on this very machine when it was so from the start.
 * @param origin the address that was asked for first
 */
function checkAddress(url: URL, origin: URL): void {
  const isLocal = url.protocol === 'http:' && isLoopback(url.hostname) && isLoopback(origin.hostname);
  if (url.protocol === 'https:' || isLocal) return;
  throw new SourceFailure('refused', `${url.host || url.href} would have to be asked without encryption`);
}

const CERTIFICATE_CODE = /CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|ERR_TLS/;

/** Turns a failure of the connection into words. */
export function connectionFailure(host: string, thrown: unknown): SourceFailure {
  const inner = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
  const code = inner instanceof Error && 'code' in inner ? String(inner.code) : '';
  const describe = (): string => {
    if (CERTIFICATE_CODE.test(code)) return `the certificate of ${host} is not trusted here`;
    switch (code) {
      case 'ENOTFOUND':
      case 'EAI_AGAIN':
        return `the name ${host} cannot be looked up`;
      case 'ECONNREFUSED':
        return `${host} refuses the connection`;
      case 'ENETUNREACH':
      case 'EHOSTUNREACH':
      case 'ENETDOWN':
        return `there is no way to ${host}`;
      case 'ETIMEDOUT':
      case 'UND_ERR_CONNECT_TIMEOUT':
      case 'UND_ERR_HEADERS_TIMEOUT':
      case 'UND_ERR_BODY_TIMEOUT':
        return `${host} does not answer`;
      default:
        return `the connection to ${host} broke off`;
    }
  };
  return new SourceFailure('offline', describe(), { cause: thrown });
}

function retryAfterMs(value: string | null): number {
  const seconds = Number(value ?? NaN);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * 1000, MAX_RETRY_AFTER_MS) : 0;
}

function refusal(host: string, status: number, retryAfter: string | null): SourceFailure {
  if (status === 404 || status === 410)
    return new SourceFailure('refused', `${host} has no such file (HTTP ${status})`);
  if (status === 408 || status === 429 || status >= 500)
    return new SourceFailure('trouble', `${host} has a problem at the moment (HTTP ${status})`, {
      retryAfterMs: retryAfterMs(retryAfter),
    });
  return new SourceFailure('refused', `${host} does not give the file away (HTTP ${status})`);
}

/** A weak tag says that the content means the same, not that the bytes are the same. */
function validatorOf(headers: Headers): string | null {
  const etag = headers.get('etag');
  if (etag && !etag.startsWith('W/')) return etag;
  return headers.get('last-modified');
}

const numberOf = (text: string | undefined): number | null =>
  text !== undefined && /^\d+$/.test(text) ? Number(text) : null;

/** `bytes 100-199/200`; without the first part when the range lies behind the end. */
function contentRange(headers: Headers): {
  readonly start: number | null;
  readonly totalBytes: number | null;
} {
  const match = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/.exec(headers.get('content-range') ?? '');
  return { start: numberOf(match?.[1]), totalBytes: numberOf(match?.[2]) };
}

async function* nothing(): AsyncGenerator<Uint8Array, void, undefined> {
  // The file is complete already.
}

async function follow(
  address: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Response> {
  const origin = new URL(address);
  let url = origin;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    checkAddress(url, origin);
    const answer = await fetch(url, { headers, redirect: 'manual', signal }).catch((thrown: unknown) => {
      throw signal.aborted ? thrown : connectionFailure(url.host, thrown);
    });
    const target = answer.headers.get('location');
    if (answer.status < 300 || answer.status > 399 || target === null) return answer;
    await answer.body?.cancel();
    if (!URL.canParse(target, url.href)) break;
    url = new URL(target, url);
  }
  throw new SourceFailure('refused', `${origin.host} sends from address to address without end`);
}

/**
 * Asks for a file from a byte on.
 * @param from bytes that are there already
 * @param validator of the version they belong to: if the server has another one by now, it sends all of it
 * @throws SourceFailure when there is no such answer; whatever `signal` was aborted with
 */
export async function openSource(
  address: string,
  from: number,
  validator: string | null,
  signal: AbortSignal,
): Promise<SourceAnswer> {
  const host = new URL(address).host;
  const answer = await follow(
    address,
    {
      // Compressed on the way, byte positions would mean something else.
      'accept-encoding': 'identity',
      'user-agent': 'kotohogi-studio',
      ...(from > 0 ? { range: `bytes=${from}-` } : {}),
      ...(from > 0 && validator !== null ? { 'if-range': validator } : {}),
    },
    signal,
  );
  const { status, headers } = answer;
  const leave = async (failure: SourceFailure): Promise<never> => {
    await answer.body?.cancel();
    throw failure;
  };
  if (/^text\/html\b/i.test(headers.get('content-type') ?? '') && status < 300)
    return leave(
      new SourceFailure(
        'refused',
        `${host} answers with a web page instead (perhaps the log-in page of a network)`,
      ),
    );
  if ((headers.get('content-encoding') ?? 'identity') !== 'identity')
    return leave(new SourceFailure('refused', `${host} answers in a compressed form that was not asked for`));
  const common = { validator: validatorOf(headers) };
  switch (status) {
    case 200:
      return {
        ...common,
        start: 0,
        totalBytes: numberOf(headers.get('content-length') ?? undefined),
        body: bodyPieces(answer),
      };
    case 206: {
      const { start, totalBytes } = contentRange(headers);
      if (start !== from)
        return leave(new SourceFailure('trouble', `${host} sends another part than the one asked for`));
      return { ...common, start, totalBytes, body: bodyPieces(answer) };
    }
    case 416: {
      const { totalBytes } = contentRange(headers);
      if (from === 0 || totalBytes !== from)
        return leave(new SourceFailure('stale', `${host} has a shorter file`));
      await answer.body?.cancel();
      return { ...common, start: from, totalBytes, body: nothing() };
    }
    default:
      return leave(refusal(host, status, headers.get('retry-after')));
  }
}
