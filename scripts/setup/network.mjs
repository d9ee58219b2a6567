import { lookup } from 'node:dns/promises';

const PROBE_MS = 5_000;

/** @returns {string | undefined} the proxy that child processes are told to use */
export const proxyUrl = () =>
  process.env['HTTPS_PROXY'] ??
  process.env['https_proxy'] ??
  process.env['ALL_PROXY'] ??
  process.env['all_proxy'];

/** @type {Map<string, Promise<string | undefined>>} */
const probes = new Map();

/**
 * Asks for the head of a file, following redirects to where it really lies, for at most five seconds: on networks
 * that drop packets a download would hang for minutes. Asked once per host and run.
 * @param {string} url
 * @returns {Promise<string | undefined>} why it cannot be reached; undefined when it can (or when only a proxy knows)
 */
export function probe(url) {
  const { hostname } = new URL(url);
  const known = probes.get(hostname);
  if (known) return known;
  const asked = ask(url, hostname);
  probes.set(hostname, asked);
  return asked;
}

/**
 * @param {string} url
 * @param {string} hostname
 */
async function ask(url, hostname) {
  if (proxyUrl()) return undefined;
  const signal = AbortSignal.timeout(PROBE_MS);
  const deadline = new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error(`no answer within ${String(PROBE_MS / 1000)} s`));
    });
  });
  try {
    // The resolver itself can hang and knows no abort signal.
    await Promise.race([lookup(hostname), deadline]);
    const response = await fetch(url, { method: 'HEAD', signal });
    return response.ok ? undefined : `${hostname} answered ${String(response.status)}`;
  } catch (thrown) {
    const cause = thrown instanceof Error ? (thrown.cause ?? thrown) : thrown;
    if (cause instanceof Error) return 'code' in cause ? `${hostname}: ${String(cause.code)}` : cause.message;
    return String(cause);
  }
}
