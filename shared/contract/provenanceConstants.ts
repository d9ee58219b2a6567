/** Languages of the words in a corner of the picture that say that a computer made it. */
export const MARK_LANGUAGES = ['en', 'ja'] as const;
