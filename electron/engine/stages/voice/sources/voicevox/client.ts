/** The HTTP calls of a VOICEVOX engine or one that speaks like it. */
import type { z } from 'zod';
import { cancelledError, inputError, KotohogiError, missingError } from '../../../../../../shared/errors.ts';
import { bodyPieces } from '../../../../runtime/bodyPieces.ts';
import {
  audioQuerySchema,
  engineManifestSchema,
  speakerInfoSchema,
  speakersSchema,
  type AudioQuery,
  type EngineManifest,
  type Speakers,
} from './schemas.ts';
import type { Portrait } from '../types.ts';

/** An engine that is there answers at once; a network that swallows packets must not hold up the list of voices. */
const GREETING_LIMIT_MS = 2_000;
/** The first sentence of a style loads its model, on a slow disk for a good while. */
const WORK_LIMIT_MS = 120_000;
/** A sentence of ten minutes at 48 kHz stereo; more is no sentence. */
const MAX_ANSWER_BYTES = 128 * 2 ** 20;

export interface VoicevoxClient {
  readonly baseUrl: string;
  version(signal: AbortSignal): Promise<string>;
  manifest(signal: AbortSignal): Promise<EngineManifest>;
  speakers(signal: AbortSignal): Promise<Speakers>;
  /** The terms of a speaker, markdown. */
  policy(speakerUuid: string, signal: AbortSignal): Promise<string>;
  /** The speaker's picture; null where the engine has none. */
  portrait(speakerUuid: string, signal: AbortSignal): Promise<Portrait | null>;
  audioQuery(text: string, style: number, signal: AbortSignal): Promise<AudioQuery>;
  /** @returns a WAV file */
  synthesis(query: AudioQuery, style: number, signal: AbortSignal): Promise<Buffer>;
}

const unreachable = (baseUrl: string, cause?: unknown): Error =>
  missingError(
    'voicevox-unreachable',
    `No VOICEVOX engine answers at ${baseUrl}.`,
    'Start VOICEVOX (its engine starts with it), or choose another voice.',
    cause,
  );

const gaveUp = (baseUrl: string, what: string, limitMs: number): Error =>
  missingError(
    'voicevox-slow',
    `The VOICEVOX engine at ${baseUrl} did not answer within ${limitMs / 1000} seconds (${what}).`,
    'Start the engine again, or choose another voice.',
  );

const failed = (baseUrl: string, what: string, detail: string): Error =>
  new KotohogiError(
    'missing',
    'voicevox-failed',
    `The VOICEVOX engine at ${baseUrl} could not do its work (${what}): ${detail}.`,
    'Start the engine again; if it stays, update it or choose another voice.',
  );

/** What an error answer says, in one line. */
function detailOf(status: number, body: string): string {
  try {
    const parsed = JSON.parse(body) as { detail?: unknown; message?: unknown };
    const words = parsed.detail ?? parsed.message;
    if (words !== undefined)
      return `${status}, ${typeof words === 'string' ? words : JSON.stringify(words)}`.slice(0, 200);
  } catch {
    // An answer that is no JSON says nothing more than its status.
  }
  return String(status);
}

/** What begins like a picture of a kind that the page shows; anything else is none. */
function portraitOf(bytes: Buffer): Portrait | null {
  const starts = (signature: readonly number[]): boolean => signature.every((byte, i) => bytes[i] === byte);
  if (starts([0x89, 0x50, 0x4e, 0x47])) return { bytes, mimeType: 'image/png' };
  if (starts([0xff, 0xd8, 0xff])) return { bytes, mimeType: 'image/jpeg' };
  const isWebp = bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP';
  return isWebp ? { bytes, mimeType: 'image/webp' } : null;
}

interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: unknown;
  readonly limitMs: number;
}

async function bytesOf(response: Response): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of bodyPieces(response)) {
    pieces.push(piece);
    size += piece.length;
    if (size > MAX_ANSWER_BYTES) throw new RangeError(`it answers with more than ${MAX_ANSWER_BYTES} bytes`);
  }
  return Buffer.concat(pieces);
}

async function send(baseUrl: string, call: Call, signal: AbortSignal): Promise<Buffer> {
  const url = new URL(call.path, baseUrl);
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, String(value));
  const limit = AbortSignal.timeout(call.limitMs);
  let isAnswering = false;
  try {
    const response = await fetch(url, {
      method: call.method,
      signal: AbortSignal.any([signal, limit]),
      // An engine never points elsewhere; what does is no engine.
      redirect: 'error',
      ...(call.body === undefined
        ? {}
        : { body: JSON.stringify(call.body), headers: { 'content-type': 'application/json' } }),
    });
    isAnswering = true;
    const bytes = await bytesOf(response);
    if (response.ok) return bytes;
    const detail = detailOf(response.status, bytes.toString('utf8'));
    if (response.status === 422 && call.path === '/audio_query')
      throw inputError(
        'voicevox-text',
        `VOICEVOX cannot read this text: ${detail}.`,
        'Change the words, or choose another voice.',
      );
    throw failed(baseUrl, call.path, detail);
  } catch (cause) {
    if (cause instanceof KotohogiError) throw cause;
    if (signal.aborted) throw cancelledError();
    if (limit.aborted) throw gaveUp(baseUrl, call.path, call.limitMs);
    if (!isAnswering) throw unreachable(baseUrl, cause);
    throw failed(baseUrl, call.path, cause instanceof RangeError ? cause.message : 'its answer was cut off');
  }
}

/** @param baseUrl `http://127.0.0.1:50021` or another address the user has named */
export function createVoicevoxClient(baseUrl: string, workLimitMs: number = WORK_LIMIT_MS): VoicevoxClient {
  async function json<Schema extends z.ZodType>(
    schema: Schema,
    call: Call,
    signal: AbortSignal,
  ): Promise<z.infer<Schema>> {
    const text = (await send(baseUrl, call, signal)).toString('utf8');
    try {
      return schema.parse(JSON.parse(text));
    } catch {
      throw failed(baseUrl, call.path, 'its answer is not what the VOICEVOX interface promises');
    }
  }
  const get = (path: string, query: Call['query'] = {}): Call => ({
    method: 'GET',
    path,
    query,
    limitMs: GREETING_LIMIT_MS,
  });
  return {
    baseUrl,
    async version(signal) {
      const answer = (await send(baseUrl, get('/version'), signal)).toString('utf8');
      return answer.trim().replaceAll('"', '');
    },
    manifest: (signal) => json(engineManifestSchema, get('/engine_manifest'), signal),
    speakers: (signal) => json(speakersSchema, get('/speakers'), signal),
    async policy(speakerUuid, signal) {
      const call = get('/speaker_info', { speaker_uuid: speakerUuid, resource_format: 'url' });
      return (await json(speakerInfoSchema, call, signal)).policy;
    },
    async portrait(speakerUuid, signal) {
      const call = get('/speaker_info', { speaker_uuid: speakerUuid, resource_format: 'base64' });
      const { portrait } = await json(speakerInfoSchema, call, signal);
      return portraitOf(Buffer.from(portrait, 'base64'));
    },
    audioQuery: (text, speaker, signal) =>
      json(
        audioQuerySchema,
        { method: 'POST', path: '/audio_query', query: { text, speaker }, limitMs: workLimitMs },
        signal,
      ),
    synthesis: (query, speaker, signal) =>
      send(
        baseUrl,
        {
          method: 'POST',
          path: '/synthesis',
          // The added mora of a rising question is in no query: without it the times would end early.
          query: { speaker, enable_interrogative_upspeak: 'false' },
          body: query,
          limitMs: workLimitMs,
        },
        signal,
      ),
  };
}
