/** Voices that speak in somebody's colour are made into videos only where the project says that the person agreed. */
import { consentOf } from '../../shared/consent/consent.ts';
import type { RenderReport, RenderRequest } from '../../shared/contract/render.ts';
import { consentMissing } from './convertVoice.ts';
import { readSpokenFacts } from './runtime/spokenFacts.ts';

/**
 * The request with what the voice file tells of its colour.
 * @throws KotohogiError `consent-missing`
 */
export async function withColours(request: RenderRequest): Promise<RenderRequest> {
  // A file that is not there is told by those who need its sound.
  const colours = (await readSpokenFacts(request.voicePath).catch(() => null))?.colours ?? [];
  if (colours.length === 0) return request;
  for (const { person } of colours)
    if (!consentOf(request.consents ?? [], person, 'voice')) throw consentMissing(person);
  return { ...request, colours: colours.map((colour) => ({ ...colour, models: [...colour.models] })) };
}

/** The report with whose colour is heard, who agreed to it, and the networks that did it. */
export function tellColours(
  report: RenderReport,
  { colours = [], consents = [] }: RenderRequest,
): RenderReport {
  if (colours.length === 0) return report;
  const told = colours.flatMap((colour) => {
    const consent = consentOf(consents, colour.person, 'voice');
    return consent ? [{ ...colour, consent: { ...consent } }] : [];
  });
  const known = new Set(report.models.map(({ id }) => id));
  const models = colours
    .flatMap((colour) => colour.models)
    .filter(({ id }) => !known.has(id) && known.add(id));
  return { ...report, colours: told, models: [...report.models, ...models] };
}
