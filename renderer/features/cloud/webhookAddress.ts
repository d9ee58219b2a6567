/** Whether D-ID could call it: https, a name that is not this computer's, nothing but a path behind it. The engine says the last word. */
export function isWebhookAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  const isHere = hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
  return protocol === 'https:' && !isHere && [username, password, search, hash].every((part) => part === '');
}

/** Whether this computer can listen there: itself, and a port. */
export const isListenAddress = (text: string): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|\[::1\]):\d{1,5}$/.test(text) && Number(text.split(':').at(-1)) < 65_536;
