import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { usedMediaIds } from './check.ts';
import { EMPTY_DOCUMENT } from './defaults.ts';
import { readDocument } from './readDocument.ts';
import { PROJECT_VERSION } from './schema.ts';

const PROGRAM = '0.1.0';
const stored = readFileSync(path.join(import.meta.dirname, 'version1.document.json'), 'utf8');
const first = JSON.parse(stored) as Record<string, unknown>;
const read = (change: Record<string, unknown>) =>
  readDocument(JSON.stringify({ ...first, ...change }), 'party.kotohogi', PROGRAM);
const codeOf = (change: Record<string, unknown>): string => {
  try {
    read(change);
    return 'read';
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : String(thrown);
  }
};

describe('a document of version 1', () => {
  const photo = first['photo'] as object;

  it('keeps everything it said, and says nothing of what it could not know', () => {
    const document = readDocument(stored, 'party.kotohogi', PROGRAM);
    expect(document).toEqual({
      ...first,
      schemaVersion: PROJECT_VERSION,
      photo: { ...photo, crop: undefined },
      frame: { ...(first['frame'] as object), crop: 'widest' },
      occasion: null,
      clips: [],
      spoken: null,
      captions: { items: [], burnIn: true },
      titles: [],
      music: null,
      placement: { scale: 1, offsetX: 0, offsetY: 0 },
      consents: [],
      voiceColour: null,
      compared: [],
      background: {
        ...(first['background'] as object),
        gradient: EMPTY_DOCUMENT.background.gradient,
        scene: EMPTY_DOCUMENT.background.scene,
      },
    });
    expect(usedMediaIds(document).map((id) => id[0])).toEqual(['1', '2', '3']);
  });

  it('is checked like any other', () => {
    expect(codeOf({})).toBe('read');
    expect(codeOf({ script: 'x' })).toBe('project-damaged');
    expect(codeOf({ background: 'red' })).toBe('project-damaged');
    expect(codeOf({ media: [] })).toBe('project-damaged');
  });
});

describe('a document of version 2', () => {
  it('keeps who agreed, and does not guess to what', () => {
    const { voiceColour, ...second } = readDocument(stored, 'party.kotohogi', PROGRAM);
    expect(voiceColour).toBeNull();
    const consent = { name: '花子', note: 'Spoken yes.', date: '2026-03-14' };
    const document = readDocument(
      JSON.stringify({ ...second, schemaVersion: 2, consents: [consent] }),
      'party.kotohogi',
      PROGRAM,
    );
    expect(document.consents).toEqual([{ ...consent, uses: [], way: 'other', attachment: null }]);
    expect(document.voiceColour).toBeNull();
  });
});

describe('a document of version 3', () => {
  it('compares nothing yet', () => {
    const { compared, ...third } = readDocument(stored, 'party.kotohogi', PROGRAM);
    expect(compared).toEqual([]);
    const document = readDocument(JSON.stringify({ ...third, schemaVersion: 3 }), 'party.kotohogi', PROGRAM);
    expect(document).toEqual({ ...third, schemaVersion: PROJECT_VERSION, compared: [] });
  });
});

describe('documents of this version', () => {
  const present = readDocument(stored, 'party.kotohogi', PROGRAM);
  const codeWith = (change: Record<string, unknown>): string => codeOf({ ...present, ...change });

  it('are read as they were written', () => {
    expect(readDocument(JSON.stringify(present), 'a.kotohogi', PROGRAM)).toEqual(present);
  });

  it('are refused where they contradict themselves', () => {
    const [photo] = present.media;
    const clip = { id: 'a', mediaId: photo.id, inSec: 1, outSec: 2, startSec: 0, gainDb: 0 };
    expect(codeWith({ clips: [clip] })).toBe('read');
    expect(codeWith({ clips: [{ ...clip, inSec: 2 }] })).toBe('project-damaged');
    expect(codeWith({ clips: [{ ...clip, mediaId: '9'.repeat(64) }] })).toBe('project-damaged');
    expect(codeWith({ media: [...present.media, photo] })).toBe('project-damaged');
    const voices = ['recorded', 'calm', 'birthday', 'wedding'].map((id) => ({ id, edit: null }));
    expect(codeWith({ compared: voices })).toBe('read');
    expect(codeWith({ compared: [...voices, { id: 'formal', edit: null }] })).toBe('project-damaged');
    expect(codeWith({ compared: [{ id: 'calm', edit: 'calm' }] })).toBe('project-damaged');
    const consent = {
      name: '花子',
      note: 'Spoken yes.',
      date: '2026-03-14',
      uses: ['voice'],
      way: 'spoken',
      attachment: null,
    };
    expect(codeWith({ consents: [consent] })).toBe('read');
    expect(codeWith({ consents: [{ ...consent, date: 'yesterday' }] })).toBe('project-damaged');
    expect(codeWith({ consents: [{ ...consent, uses: ['everything'] }] })).toBe('project-damaged');
    expect(
      codeWith({ consents: [{ ...consent, attachment: { mediaId: '9'.repeat(64), use: 'voice' } }] }),
    ).toBe('project-damaged');
  });

  it('of later versions are said to be that, and not to be damaged', () => {
    expect(codeWith({ schemaVersion: PROJECT_VERSION + 1 })).toBe('project-newer');
    const unknown = { background: { ...present.background, scene: 'moon-landing' } };
    expect(codeWith(unknown)).toBe('project-damaged');
    expect(codeWith({ ...unknown, savedBy: '0.2.0' })).toBe('project-newer');
    expect(codeWith({ ...unknown, savedBy: '0.1.0-beta' })).toBe('project-damaged');
    expect(codeWith({ ...unknown, savedBy: 'someone' })).toBe('project-damaged');
  });
});
