/** One thing the doctor looked at. */
export interface Finding {
  /** What it is, in a word or two. */
  readonly name: string;
  /** `missing` stops the program; `limited` takes something away from it. */
  readonly state: 'found' | 'limited' | 'missing';
  readonly detail: string;
  /** What to do; null when there is nothing to do. */
  readonly remedy: string | null;
}

export const found = (name: string, detail: string): Finding => ({
  name,
  state: 'found',
  detail,
  remedy: null,
});

export const limited = (name: string, detail: string, remedy: string): Finding => ({
  name,
  state: 'limited',
  detail,
  remedy,
});

export const missing = (name: string, detail: string, remedy: string): Finding => ({
  name,
  state: 'missing',
  detail,
  remedy,
});
