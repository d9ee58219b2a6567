import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** The page's own origin: `app://studio`. */
export const PAGE_SCHEME = 'app';
export const PAGE_HOST = 'studio';
export const PAGE_URL = `${PAGE_SCHEME}://${PAGE_HOST}/index.html`;

/** Stands in the built page where the answer's own nonce goes. */
export const NONCE_PLACEHOLDER = '__CSP_NONCE__';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/**
 * What the page may load: its own scripts and styles, granted media, nothing else. The nonce admits the one style
 * element that the waveform library puts into its shadow root.
 */
export const contentSecurityPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' media:",
    'media-src media:',
    "connect-src 'self' media:",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');

/** True for addresses that belong to the page. */
export function isPageUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  return protocol === `${PAGE_SCHEME}:` && host === PAGE_HOST;
}

/**
 * The file behind a page address, or null when it would leave the folder.
 * @param folder absolute folder of the built page
 */
export function pageFile(url: string, folder: string): string | null {
  if (!isPageUrl(url)) return null;
  let pathname: string;
  try {
    pathname = decodeURIComponent(new URL(url).pathname);
  } catch {
    return null;
  }
  if (pathname.includes('\0') || pathname.includes('\\')) return null;
  const file = path.join(folder, pathname === '/' ? 'index.html' : pathname);
  const relative = path.relative(folder, file);
  return relative === '' || relative.startsWith('..') || path.isAbsolute(relative) ? null : file;
}

/** Serves the built page with its security headers. */
export async function servePage(request: Request, folder: string): Promise<Response> {
  if (request.method !== 'GET') return new Response(null, { status: 405 });
  const file = pageFile(request.url, folder);
  const type = file === null ? undefined : TYPES[path.extname(file)];
  const bytes = file === null || type === undefined ? null : await readFile(file).catch(() => null);
  if (bytes === null || type === undefined) return new Response(null, { status: 404 });
  const nonce = randomBytes(16).toString('base64');
  const body = type.startsWith('text/html')
    ? bytes.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce)
    : new Uint8Array(bytes);
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-security-policy': contentSecurityPolicy(nonce),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    },
  });
}
