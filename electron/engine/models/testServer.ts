/** For tests: a server on this machine that gives a file away, and misbehaves as it is told. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

export interface TestFile {
  bytes: Uint8Array;
  /** null: the server does not say what version this is. */
  etag: string | null;
  /** False: answers every request with the whole file. */
  ranges: boolean;
  /** Without it the size is not stated. */
  statesLength: boolean;
}

/** What happens to one request instead of a good answer; null leaves it to the server. */
export type Misbehaviour = (request: IncomingMessage, response: ServerResponse) => void;

export interface TestServer {
  /** `http://127.0.0.1:port` */
  readonly origin: string;
  /** By path. */
  readonly files: Map<string, TestFile>;
  /** The next requests, in order, are answered like this; after that the server behaves. */
  readonly misbehave: (Misbehaviour | null)[];
  /** What was asked for so far: path and range. */
  readonly requests: { readonly path: string; readonly range: string | undefined }[];
  close(): Promise<void>;
}

export const testFile = (bytes: Uint8Array, more: Partial<TestFile> = {}): TestFile => ({
  bytes,
  etag: '"v1"',
  ranges: true,
  statesLength: true,
  ...more,
});

function give(file: TestFile, request: IncomingMessage, response: ServerResponse): void {
  const total = file.bytes.length;
  const wanted = /^bytes=(\d+)-$/.exec(request.headers.range ?? '');
  const condition = request.headers['if-range'];
  const from =
    wanted && file.ranges && (condition === undefined || condition === file.etag) ? Number(wanted[1]) : 0;
  if (file.etag !== null) response.setHeader('etag', file.etag);
  if (from > 0 && from >= total) {
    response.writeHead(416, { 'content-range': `bytes */${total}` }).end();
    return;
  }
  if (file.statesLength) response.setHeader('content-length', total - from);
  if (from > 0) response.setHeader('content-range', `bytes ${from}-${total - 1}/${total}`);
  response.writeHead(from > 0 ? 206 : 200, { 'content-type': 'application/octet-stream' });
  response.end(file.bytes.subarray(from));
}

export async function startTestServer(): Promise<TestServer> {
  const files = new Map<string, TestFile>();
  const misbehave: (Misbehaviour | null)[] = [];
  const requests: { path: string; range: string | undefined }[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    requests.push({ path, range: request.headers.range });
    const misbehaviour = misbehave.shift();
    const file = files.get(path);
    if (misbehaviour) misbehaviour(request, response);
    else if (file) give(file, request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    files,
    misbehave,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * Sends the beginning of a file, as if it were all coming, and cuts the line once it has arrived: what a receiver has
 * not taken yet when the line breaks is lost to it, so a cut after a fixed time would take more away on a busy machine.
 * @param arrived how many bytes of the file the receiver has
 */
export const cutAfter =
  (file: TestFile, byteCount: number, arrived: () => Promise<number>): Misbehaviour =>
  (request, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const total = file.bytes.length;
    if (file.etag !== null) response.setHeader('etag', file.etag);
    response.setHeader('content-length', total - from);
    if (from > 0) response.setHeader('content-range', `bytes ${from}-${total - 1}/${total}`);
    response.writeHead(from > 0 ? 206 : 200);
    response.write(file.bytes.subarray(from, from + byteCount));
    const cut = async (): Promise<void> => {
      while (!response.destroyed && (await arrived()) < from + byteCount) await wait(5);
      response.destroy();
    };
    void cut();
  };

/** Sends the beginning of a file and then nothing more, without ever ending. */
export const stallAfter =
  (file: TestFile, byteCount: number): Misbehaviour =>
  (_request, response) => {
    if (file.etag !== null) response.setHeader('etag', file.etag);
    response.writeHead(200, { 'content-length': file.bytes.length });
    response.write(file.bytes.subarray(0, byteCount));
  };

export const answer =
  (status: number, headers: Record<string, string> = {}, body = ''): Misbehaviour =>
  (_request, response) => {
    response.writeHead(status, headers).end(body);
  };
