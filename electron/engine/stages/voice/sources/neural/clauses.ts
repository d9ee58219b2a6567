/** A sentence in pieces between its pauses: espeak-ng drops punctuation, and neural voices hear it. */

export interface Clause {
  readonly words: string;
  /** What ends it: one of , ; : . ! ? or nothing. */
  readonly mark: string;
}

/** Marks of other scripts by those that voices were trained on. */
const SAME: Readonly<Record<string, string>> = {
  '、': ',',
  '，': ',',
  '،': ',',
  '؛': ';',
  '；': ';',
  '：': ':',
  '。': '.',
  '｡': '.',
  '।': '.',
  '…': '.',
  '—': ',',
  '–': ',',
  '！': '!',
  '？': '?',
  '؟': '?',
};
/** A mark of Latin script ends a clause only before a space: 3.5, 1,000 and 10:30 are one word. */
const MARKS = /[,;:.!?…—–]+(?=[\s"'”’)\]»]|$)|[、，،؛；：。｡।！？؟]+/gu;
/** Of several marks the one that counts most. */
const WEIGHT = '?!.;:,';

function strongest(marks: string): string {
  const plain = Array.from(marks, (mark) => SAME[mark] ?? mark);
  return Array.from(WEIGHT).find((mark) => plain.includes(mark)) ?? '';
}

/** @param sentence one sentence, as it is to be said */
export function clausesOf(sentence: string): readonly Clause[] {
  const clauses: Clause[] = [];
  let at = 0;
  const add = (words: string, mark: string): void => {
    const said = words.replaceAll(/\s+/g, ' ').trim();
    const last = clauses.at(-1);
    if (/[\p{L}\p{N}\p{S}]/u.test(said)) clauses.push({ words: said, mark });
    else if (last?.mark === '') clauses[clauses.length - 1] = { ...last, mark };
  };
  for (const match of sentence.matchAll(MARKS)) {
    add(sentence.slice(at, match.index), strongest(match[0]));
    at = match.index + match[0].length;
  }
  add(sentence.slice(at), '');
  return clauses;
}
