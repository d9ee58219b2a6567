/**
 * D-ID's call when a video is done, for people who have a public address that leads to this computer. The call says
 * nothing that is believed: nothing proves that it comes from D-ID. It only shortens the wait before the program asks.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { inputError, missingError, type KotohogiError } from '../../../../shared/errors.ts';
import { isLoopbackHost } from './settings.ts';

/** A talk with all its fields is a few kilobytes. */
const MAX_BODY_BYTES = 64 * 1024;
const MAX_HEADER_BYTES = 16 * 1024;
const MAX_CONNECTIONS = 16;
const HEADERS_MS = 5_000;
const REQUEST_MS = 10_000;
const MAX_ADDRESS_LENGTH = 500;

/** Where the listener is reached on this computer. */
export interface ListenAddress {
  /** A loopback address. */
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
}

export interface WebhookListener {
  /** `host:port`, with the port that it has. */
  readonly address: string;
  /** Aborted by the next call from now on; what came before is forgotten. */
  nextCall(): AbortSignal;
  /** Resolves when the port is free again. */
  close(): Promise<void>;
}

/**
 * The public address that somebody gave.
 * @returns without a slash at its end
 * @throws KotohogiError `did-webhook-address` unless it is https, elsewhere, with nothing but a path behind its host
 */
export function checkWebhookAddress(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  const isPublic =
    url !== null &&
    url.protocol === 'https:' &&
    !isLoopbackHost(url.hostname) &&
    url.href.length <= MAX_ADDRESS_LENGTH;
  if (!isPublic || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw inputError(
      'did-webhook-address',
      'D-ID cannot call this address.',
      'Give a public one that starts with https:// and has nothing behind its path, or leave --webhook out: D-ID is asked then.',
    );
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/** The address of one job: nobody guesses its last part. */
export const webhookOf = (address: string): string =>
  `${checkWebhookAddress(address)}/${randomBytes(16).toString('hex')}`;

/**
 * `127.0.0.1:8123`, `[::1]:8123` or `localhost:8123`.
 * @throws KotohogiError `did-webhook-listen`
 */
export function parseListenAddress(text: string): ListenAddress {
  const [, host = '', digits = ''] = /^(.+):(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  if (isLoopbackHost(host) && port < 65_536) return { host: host.replace(/^\[|\]$/g, ''), port };
  throw inputError(
    'did-webhook-listen',
    `Nothing can listen at "${text.slice(0, 80)}".`,
    'Give an address of this computer and a port, for example 127.0.0.1:8123, and let your public address lead there.',
  );
}

const requestSchema = z.object({ webhook: z.string().optional() });

/** The address that D-ID was, or will be, asked to call; null for none. */
export const webhookIn = (requestJson: string): string | null =>
  requestSchema.parse(JSON.parse(requestJson)).webhook ?? null;

const cannotListen = ({ host, port }: ListenAddress, cause: Error): KotohogiError =>
  missingError(
    'did-webhook-port',
    `Port ${port} at ${host} cannot be listened at; nothing was sent.`,
    'Choose another port, or leave --webhook-listen out: D-ID is asked then.',
    cause,
  );

const end = (response: ServerResponse, status: number): void => {
  response.writeHead(status, { 'content-length': '0', connection: 'close' });
  response.end();
};

/** Lets a body pass by. @returns false when it is too large */
async function isSmall(request: IncomingMessage): Promise<boolean> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return false;
  let bytes = 0;
  for await (const piece of request) {
    bytes += (piece as Buffer).length;
    if (bytes > MAX_BODY_BYTES) return false;
  }
  return true;
}

/**
 * Listens for the calls of one job, on this computer only, until it is closed.
 * @param webhook the address that D-ID was told; a forwarder may keep its path or leave only the last part of it
 * @throws KotohogiError `did-webhook-port`
 */
export async function listenForCalls(webhook: string, at: ListenAddress): Promise<WebhookListener> {
  const { pathname } = new URL(webhook);
  const paths = new Set([pathname, pathname.slice(pathname.lastIndexOf('/'))]);
  let call = new AbortController();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // One answer for every wrong door.
    if (request.method !== 'POST' || !paths.has(request.url ?? '')) return end(response, 404);
    if (!(await isSmall(request))) return end(response, 413);
    end(response, 200);
    call.abort();
  }

  const server = createServer(
    {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: HEADERS_MS,
      requestTimeout: REQUEST_MS,
      connectionsCheckingInterval: HEADERS_MS,
    },
    (request, response) => void answer(request, response).catch(() => request.destroy()),
  );
  server.maxConnections = MAX_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(cannotListen(at, cause)));
    server.listen(at.port, at.host, resolve);
  });
  // A connection that cannot be accepted is a call that does not come: D-ID is asked all the same.
  server.on('error', () => undefined);
  const { address, port, family } = server.address() as AddressInfo;
  return {
    address: `${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    nextCall() {
      call = new AbortController();
      return call.signal;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
