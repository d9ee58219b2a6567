/** Where updates come from, and whether they are looked for by itself. Nothing is asked for anywhere without it. */
export interface UpdateChoices {
  /** Folder that lists the versions; null for the one that came with the package, if any. */
  readonly address: string | null;
  /** Look when the studio starts. */
  readonly atStart: boolean;
}

export const DEFAULT_UPDATE_CHOICES: UpdateChoices = { address: null, atStart: false };

const MAX_CHARACTERS = 2048;
/** Encrypted, or of this very computer; no name and password, no words behind a question mark. */
const ADDRESS =
  /^(?:https:\/\/[a-z0-9.-]+|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\]))(?::\d{1,5})?(?:\/[^\s?#@\\]*)?$/i;

/** Whether a text is an address that updates may come from. */
export const isUpdateAddress = (text: string): boolean => text.length <= MAX_CHARACTERS && ADDRESS.test(text);
