/** Sentences about what did not run where it should have, each once. */
export interface FallbackList {
  add(sentence: string): void;
  all(): readonly string[];
}

export function createFallbackList(tell?: (sentence: string) => void): FallbackList {
  const sentences: string[] = [];
  return {
    add(sentence) {
      if (sentences.includes(sentence)) return;
      sentences.push(sentence);
      tell?.(sentence);
    },
    all: () => [...sentences],
  };
}
