import type { RenderRequest } from '../../shared/contract/render.ts';
import { readSpokenFacts } from './runtime/spokenFacts.ts';

/**
 * The request with who read the text, where the voice file tells and the request does not: named in the report, with
 * what the voice's makers ask for.
 */
export async function withSpeaker(request: RenderRequest): Promise<RenderRequest> {
  if (request.speaker) return request;
  // A file that is not there is told by those who need its sound.
  const speakers = (await readSpokenFacts(request.voicePath).catch(() => null))?.speakers ?? [];
  if (speakers.length === 0) return request;
  const joined = (words: readonly string[]): string => [...new Set(words)].join(', ');
  const credits = speakers.map(({ credit }) => credit).filter((credit) => credit !== null);
  return {
    ...request,
    speaker: {
      id: joined(speakers.map(({ id }) => id)),
      name: joined(speakers.map(({ name }) => name)),
      licence: joined(speakers.map(({ licence }) => licence)),
      credit: credits.length > 0 ? joined(credits) : null,
    },
  };
}
