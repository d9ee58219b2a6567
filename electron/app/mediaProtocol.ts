import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { parseByteRange } from './byteRange.ts';
import { MEDIA_HOST, type MediaLibrary } from './mediaLibrary.ts';

const plain = (status: number, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(null, { status, headers });

/** The token named by a media address, or null when the address is anything else. */
export function tokenOf(url: string): string | null {
  const { host, pathname, search } = new URL(url);
  const match = /^\/([0-9a-f]{32})$/.exec(pathname);
  return host === MEDIA_HOST && search === '' && match?.[1] !== undefined ? match[1] : null;
}

/**
 * Serves granted media, in parts where asked. The 206 answer is made by hand because passing a range on to
 * `net.fetch` of a file plays but cannot seek.
 */
export async function serveMedia(request: Request, library: MediaLibrary): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405);
  const token = tokenOf(request.url);
  const granted = token === null ? undefined : library.find(token);
  if (!granted) return plain(404);
  const sizeBytes = granted.kind === 'bytes' ? granted.bytes.byteLength : await fileSize(granted.path);
  if (sizeBytes === null) return plain(404);

  const range = parseByteRange(request.headers.get('range'), sizeBytes);
  if (range.kind === 'unsatisfiable') return plain(416, { 'content-range': `bytes */${sizeBytes}` });
  const start = range.kind === 'part' ? range.start : 0;
  const end = range.kind === 'part' ? range.end : sizeBytes - 1;
  const headers: Record<string, string> = {
    'content-type': granted.mimeType,
    'content-length': String(end - start + 1),
    'accept-ranges': 'bytes',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(range.kind === 'part' ? { 'content-range': `bytes ${start}-${end}/${sizeBytes}` } : {}),
  };
  const status = range.kind === 'part' ? 206 : 200;
  if (request.method === 'HEAD' || sizeBytes === 0) return new Response(null, { status, headers });
  if (granted.kind === 'bytes')
    return new Response(new Uint8Array(granted.bytes.subarray(start, end + 1)), { status, headers });
  return new Response(streamOf(granted.path, start, end), { status, headers });
}

const fileSize = async (filePath: string): Promise<number | null> => {
  const info = await stat(filePath).catch(() => null);
  return info?.isFile() ? info.size : null;
};

function streamOf(filePath: string, start: number, end: number): ReadableStream<Uint8Array> {
  const file = createReadStream(filePath, { start, end });
  // The player abandons streams whenever it seeks; the error that follows is not news.
  file.on('error', () => file.destroy());
  return Readable.toWeb(file) as ReadableStream<Uint8Array>;
}
