import { describe, expect, it } from 'vitest';
import type { MediaPurpose, MediaRef } from '../../shared/contract/media.ts';
import { windowDocumentSchema } from '../../shared/contract/projects.ts';
import { NOTHING_CARRIED, toSaved, toWindow, usedRefs } from '../../shared/project/convert.ts';
import { projectDocumentSchema } from '../../shared/project/schema.ts';
import { NEUTRAL_EDIT } from '../../shared/prosody/edits.ts';
import { EMPTY_PROJECT, type ProjectDocument } from './projectDocument.ts';
import { sameValue } from './sameValue.ts';

const ref = (purpose: MediaPurpose, name: string): MediaRef => ({
  token: name.padEnd(32, '0'),
  purpose,
  name,
  bytes: 9,
  url: `media://granted/${name}`,
});

/** A document in which nothing is as it was at the beginning. */
const full: ProjectDocument = {
  title: 'Für 花子',
  occasion: { templateId: 'birthday', name: '花子' },
  photo: ref('photo', 'a'),
  voice: ref('voice', 'b'),
  clips: [{ id: 'clip', media: ref('voice', 'c'), inSec: 1, outSec: 2, startSec: 0.5, gainDb: -3 }],
  spoken: { text: 'Hello', speakerId: 'espeak-en', language: 'en', speed: 1.1 },
  prosody: { ...NEUTRAL_EDIT, preset: { id: 'birthday', amount: 0.8 } },
  captions: { items: [{ startSec: 0, endSec: 1, text: 'Hello' }], burnIn: false },
  titles: [{ id: 't', text: '祝', startSec: 0, endSec: 3, position: 'top', style: 'gold', sizePercent: 12 }],
  music: {
    ...{ gainDb: -12, duckDb: -6, fadeInSec: 2, fadeOutSec: 3, startSec: 4, loop: false },
    media: ref('music', 'd'),
  },
  placement: { scale: 1.3, offsetX: 0.1, offsetY: -0.2 },
  faceIndex: 1,
  personIndex: 2,
  matteTouchUp: { strokes: [{ kind: 'add', radiusPx: 4, hardness: 0.5, points: [[1, 2]] }] },
  shape: '4:5',
  crop: 'widest',
  background: {
    kind: 'scene',
    color: '#123456',
    gradient: { from: '#000000', to: '#ffffff', angleDeg: 90 },
    scene: 'snow',
    picture: ref('picture', 'e'),
  },
  lipsync: 'wav2lip',
  mouthStrength: 0.5,
  mouthSharpness: 0.1,
  blink: 0.2,
  idleMotion: 0.3,
  seed: 99,
  consents: [
    {
      name: '花子',
      note: 'By word of mouth.',
      date: '2026-03-14',
      uses: ['photo', 'voice'],
      way: 'spoken',
      attachment: ref('picture', 'f'),
    },
    { name: '太郎', note: '', date: '2026-03-15', uses: [], way: 'self', attachment: ref('voice', 'c') },
  ],
  voiceColour: { person: '花子', sample: ref('voice', '1'), original: ref('voice', '2') },
  compared: [
    { id: 'recorded', edit: null },
    { id: 'calm', edit: { ...NEUTRAL_EDIT, preset: { id: 'calm', amount: 1 } } },
  ],
};

/** The letter of a file stands for its hash here. */
const idOf = ({ name }: { readonly name: string }): string => name.repeat(64);
const saved = (document: ProjectDocument) => ({
  ...toSaved(document, idOf, NOTHING_CARRIED),
  savedBy: '0.1.0',
  savedAt: '2026-03-14T09:26:53.589Z',
  media: usedRefs(document).map((one) => ({
    id: idOf(one),
    name: one.name,
    bytes: one.bytes,
    place: { kind: 'inside' as const },
  })),
});
const back = (document: ProjectDocument) =>
  toWindow(projectDocumentSchema.parse(JSON.parse(JSON.stringify(saved(document)))), (id, use) =>
    ref(use, id.slice(0, 1)),
  );

describe('a document of the window', () => {
  it('comes back from its saved form with everything it says', () => {
    for (const key of Object.keys(EMPTY_PROJECT) as (keyof ProjectDocument)[])
      expect(sameValue(full[key], EMPTY_PROJECT[key]), `"${key}" is not tried`).toBe(false);
    expect(back(full)).toEqual(full);
    expect(back(EMPTY_PROJECT)).toEqual(EMPTY_PROJECT);
  });

  it('crosses the border as it is: no field is unknown there', () => {
    expect(windowDocumentSchema.parse(full)).toEqual(full);
    expect(windowDocumentSchema.parse(EMPTY_PROJECT)).toEqual(EMPTY_PROJECT);
  });

  it('keeps what it can where files are missing', () => {
    const lost = toWindow(saved(full), (id, use) =>
      use === 'voice' && id[0] === 'b' ? ref(use, 'b') : null,
    );
    expect(lost).toMatchObject({
      photo: null,
      personIndex: null,
      matteTouchUp: null,
      clips: [],
      music: null,
    });
    expect(lost.voice?.name).toBe('b');
    expect(lost.titles).toEqual(full.titles);
  });
});

describe('sameValue', () => {
  it('compares by what is said, not by where it lies', () => {
    expect(sameValue(full, structuredClone(full))).toBe(true);
    expect(sameValue(full, { ...full, blink: 0.21 })).toBe(false);
    expect(sameValue([1, 2], [1, 2, 3])).toBe(false);
    expect(sameValue({ a: undefined }, { b: undefined })).toBe(false);
    expect(sameValue([], {})).toBe(false);
    expect(sameValue(null, {})).toBe(false);
    expect(sameValue(Number.NaN, Number.NaN)).toBe(true);
  });
});
