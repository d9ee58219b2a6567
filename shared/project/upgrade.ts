/** Documents of earlier versions, brought up to the present one step by step. */
import { RENDER_DEFAULTS } from '../contract/renderConstants.ts';
import { PLACED_AS_IS } from '../framing/placement.ts';
import { FIRST_GRADIENT, FIRST_SCENE } from './firstChoices.ts';
import { PROJECT_VERSION } from './schema.ts';

/** A document as JSON has it, its shape not checked yet. */
export type RawDocument = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is RawDocument =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is of another shape is left to the check. */
function withCropInFrame(photo: unknown, frame: unknown): RawDocument {
  if (!isObject(frame)) return { photo, frame };
  if (!isObject(photo)) return { photo, frame: { ...frame, crop: RENDER_DEFAULTS.crop } };
  const { crop, ...rest } = photo;
  return { photo: rest, frame: { ...frame, crop } };
}

/** By the version that a step starts from. */
const STEPS: Readonly<Record<number, (document: RawDocument) => RawDocument>> = {
  /**
   * Version 2 knows of occasions, clips, texts read aloud, captions, titles, music, placement, more backgrounds and consent; how
   * close the frame comes to the person is said of the frame, not of the photo.
   */
  1: (document) => ({
    ...document,
    ...withCropInFrame(document['photo'], document['frame']),
    occasion: null,
    clips: [],
    spoken: null,
    captions: { items: [], burnIn: true },
    titles: [],
    music: null,
    placement: PLACED_AS_IS,
    consents: [],
    background: isObject(document['background'])
      ? { ...document['background'], gradient: FIRST_GRADIENT, scene: FIRST_SCENE }
      : document['background'],
  }),
  /** Version 3 knows of voices in another's colour, and of a consent what was agreed to and how: earlier ones said neither. */
  2: (document) => ({
    ...document,
    voiceColour: null,
    consents: Array.isArray(document['consents'])
      ? document['consents'].map((consent: unknown) =>
          isObject(consent) ? { ...consent, uses: [], way: 'other', attachment: null } : consent,
        )
      : document['consents'],
  }),
  /** Version 4 keeps which voices are compared. */
  3: (document) => ({ ...document, compared: [] }),
};

/**
 * @param version what the document says of itself, 1 to the present version
 * @returns a document of the present version, to be checked like any other
 */
export function upgradeDocument(document: RawDocument, version: number): RawDocument {
  let current = document;
  for (let from = version; from < PROJECT_VERSION; from++) {
    const step = STEPS[from];
    if (!step) throw new Error(`No step leads on from version ${from} of a project.`);
    current = { ...step(current), schemaVersion: from + 1 };
  }
  return current;
}
