/** A voice in the colour of a person who agreed to it, from the command line. */
import type { ConsentNote } from '../../../shared/consent/consent.ts';
import { consentNoteSchema } from '../../../shared/contract/consent.ts';
import type { RenderRequest } from '../../../shared/contract/render.ts';
import { usageError } from '../../../shared/errors.ts';
import { engineRun } from './engineRun.ts';
import { optionalText, type OptionSpecs, type OptionValues } from './options.ts';
import type { VerbContext } from './verb.ts';

export const SPEAK_AS_OPTIONS = {
  'speak-as': {
    type: 'string',
    value: 'F.wav',
    help: 'the voice speaks in the colour of this sample; needs --consent-from and --consent',
  },
  'consent-from': { type: 'string', value: 'NAME', help: 'who agreed: whose voice the sample is' },
  consent: { type: 'string', value: 'S', help: 'how and when that person agreed, in your words' },
} as const satisfies OptionSpecs;

/** What the command line says about consent; null where it says nothing. */
function consentFrom(values: OptionValues): ConsentNote | null {
  const name = optionalText(values, 'consent-from');
  const note = optionalText(values, 'consent');
  if (name === undefined && note === undefined) return null;
  const consent = consentNoteSchema.safeParse({
    name,
    note,
    date: new Date().toISOString().slice(0, 10),
    uses: ['voice'],
    way: 'other',
  });
  if (consent.success && note !== undefined && note.trim() !== '') return consent.data;
  throw usageError(
    'option-missing',
    'A consent needs the name of a person, and how they agreed.',
    'Give both: --consent-from "Hanako" --consent "Said yes on the phone, 3 March".',
  );
}

/**
 * The request with its voice in another colour, where that is asked for.
 * @throws KotohogiError kind `usage`; what `speakInColour` throws
 */
export async function withSpeakAs(
  request: RenderRequest,
  values: OptionValues,
  context: VerbContext,
): Promise<RenderRequest> {
  const consent = consentFrom(values);
  const samplePath = optionalText(values, 'speak-as');
  if (!consent) {
    if (samplePath === undefined) return request;
    throw usageError(
      'option-missing',
      '--speak-as needs the consent of the person whose voice it is.',
      'Ask them, then give --consent-from "Hanako" --consent "Said yes on the phone, 3 March".',
    );
  }
  const agreed: RenderRequest = { ...request, consents: [consent] };
  if (samplePath === undefined) return agreed;
  const { speakInColour } = await import('../index.ts');
  const { path } = await speakInColour(
    { voicePath: request.voicePath, samplePath, person: consent.name, consents: [consent] },
    await engineRun(values, context),
    () => undefined,
  );
  return { ...agreed, voicePath: path };
}
