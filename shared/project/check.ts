/** What must be true of a document beyond the shape of its fields. */
import { mediaUses, type UsingDocument } from './convert.ts';
import type { ProjectDocument } from './schema.ts';

/** Ids of the media that a document uses, each once, in the order of use. */
export const usedMediaIds = (document: UsingDocument): readonly string[] => [
  ...new Set(mediaUses(document).map(({ mediaId }) => mediaId)),
];

/** @returns what is wrong, one plain sentence each; empty for a sound document */
export function documentProblems(document: ProjectDocument): readonly string[] {
  const known = new Set(document.media.map(({ id }) => id));
  const problems = usedMediaIds(document)
    .filter((id) => !known.has(id))
    .map((id) => `It uses a file that it does not list (${id.slice(0, 12)}…).`);
  if (known.size !== document.media.length) problems.push('It lists a file twice.');
  if (document.clips.some(({ inSec, outSec }) => inSec >= outSec))
    problems.push('A clip of its voice ends before it begins.');
  return problems;
}
