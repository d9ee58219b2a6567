/** Languages of the words in a corner of the picture that say that a computer made it. */
export const MARK_LANGUAGES = ['en', 'ja'] as const;

export const MARK_WORDS = { en: 'Made with AI', ja: 'AIで合成' } as const satisfies Readonly<
  Record<(typeof MARK_LANGUAGES)[number], string>
>;
