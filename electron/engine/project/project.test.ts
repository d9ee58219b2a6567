import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { NEUTRAL_EDIT } from '../../../shared/prosody/edits.ts';
import type { ProjectDocument } from '../../../shared/project/schema.ts';
import { seededRandom } from '../runtime/random.ts';
import { readContainer } from './container.ts';
import { batchRequestOf, createProject, openProject, renderRequestOf, saveProject } from './index.ts';
import { describeMedia } from './media.ts';

const { signal } = new AbortController();
let folder: string;
const at = (...names: string[]): string => path.join(folder, ...names);
const folders = (): { cache: string } => ({ cache: at('cache') });

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-project-'));
  await writeFile(at('portrait.jpg'), Buffer.alloc(5000, 1));
  await writeFile(at('voice.wav'), Buffer.alloc(90_000, 2));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const sample = (): Promise<ProjectDocument> =>
  createProject(
    at('party.kotohogi'),
    { title: 'Happy birthday, 花子', photoPath: at('portrait.jpg'), voicePath: at('voice.wav') },
    signal,
  );

/** A project whose document was changed by other hands. */
async function forge(change: (document: Record<string, unknown>) => unknown, mime?: string): Promise<string> {
  await rm(at('party.kotohogi'), { force: true });
  const document = (await sample()) as Record<string, unknown>;
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(mime ?? 'application/vnd.kotohogi.project+zip'), 'mimetype', { compress: false });
  zip.addBuffer(Buffer.from(JSON.stringify(change(document))), 'document.json');
  zip.end();
  const pieces: Buffer[] = [];
  for await (const piece of zip.outputStream) pieces.push(piece as Buffer);
  await writeFile(at('forged.kotohogi'), Buffer.concat(pieces));
  return at('forged.kotohogi');
}

describe('a project file', () => {
  it('comes back as it was saved, with the bytes of its media, on another computer', async () => {
    const document = await sample();
    await mkdir(at('elsewhere'));
    await rename(at('party.kotohogi'), at('elsewhere', 'party.kotohogi'));
    await rm(at('portrait.jpg'));
    const opened = await openProject(at('elsewhere', 'party.kotohogi'), folders(), signal);
    expect(opened.container.document).toEqual(document);
    expect(opened.container.document.title).toBe('Happy birthday, 花子');
    const [photo, voice] = opened.media;
    expect(await readFile(photo.path ?? '')).toEqual(Buffer.alloc(5000, 1));
    expect(await readFile(voice.path ?? '')).toEqual(Buffer.alloc(90_000, 2));
    expect(path.extname(photo.path ?? '')).toBe('.jpg');
  });

  it('is an archive of the stated parts, its media uncompressed under their hash', async () => {
    const { media } = await sample();
    expect(media[0].id).toBe(createHash('sha256').update(Buffer.alloc(5000, 1)).digest('hex'));
    const bytes = await readFile(at('party.kotohogi'));
    expect(bytes.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
    expect(bytes.includes(Buffer.from(`media/${media[0].id}`))).toBe(true);
    expect(bytes.includes(Buffer.alloc(5000, 1))).toBe(true);
  });

  it('becomes the request of its render, with edits, crop and touch-up', async () => {
    const document = await sample();
    const touched: ProjectDocument = {
      ...document,
      prosody: { ...NEUTRAL_EDIT, language: 'ja' },
      photo: document.photo && {
        ...document.photo,
        personIndex: 1,
        matteTouchUp: { strokes: [{ kind: 'add', radiusPx: 12, hardness: 0.5, points: [[3, 4]] }] },
      },
    };
    const sources = new Map(
      (await openProject(at('party.kotohogi'), folders(), signal)).media.map((one) => [
        one.media.id,
        one.path ?? '',
      ]),
    );
    await saveProject(at('party.kotohogi'), touched, sources, signal);
    const request = renderRequestOf(await openProject(at('party.kotohogi'), folders(), signal), 'out.mp4');
    expect(request).toMatchObject({ personIndex: 1, language: 'ja', fps: 25, lipsync: 'auto' });
    expect(request.prosody).toEqual(touched.prosody);
    expect(request.matteTouchUp?.strokes[0].points).toEqual([[3, 4]]);
    expect(await readFile(request.voicePath)).toEqual(Buffer.alloc(90_000, 2));
  });

  it('hands its titles, music, captions, placement and background on to the render', async () => {
    const document = await sample();
    await writeFile(at('song.mp3'), Buffer.alloc(7000, 3));
    const song = await describeMedia(at('song.mp3'), 'music', signal);
    const title = {
      ...{ text: '祝', startSec: 0, endSec: 2, sizePercent: 12 },
      ...({ position: 'top', style: 'gold' } as const),
    };
    const music = {
      ...{ gainDb: -9, duckDb: -12, fadeInSec: 1, fadeOutSec: 2, startSec: 3, loop: true },
    };
    const full: ProjectDocument = {
      ...document,
      media: [...document.media, song],
      music: { ...music, mediaId: song.id },
      titles: [{ ...title, id: 'title-1' }],
      captions: { items: [{ startSec: 0, endSec: 1, text: 'Hello' }], burnIn: true },
      placement: { scale: 1.2, offsetX: 0.1, offsetY: -0.1 },
      background: { ...document.background, kind: 'gradient' },
    };
    const sources = new Map([
      [document.media[0].id, at('portrait.jpg')],
      [document.media[1].id, at('voice.wav')],
      [song.id, at('song.mp3')],
    ]);
    await saveProject(at('party.kotohogi'), full, sources, signal);
    const project = await openProject(at('party.kotohogi'), folders(), signal);
    const request = renderRequestOf(project, 'out.mp4');
    expect(request).toMatchObject({
      titles: [title],
      captions: full.captions.items,
      placement: full.placement,
      background: { kind: 'gradient', ...document.background.gradient },
      music,
    });
    expect(request.titles[0]).not.toHaveProperty('id');
    expect(await readFile(request.music?.path ?? '')).toEqual(Buffer.alloc(7000, 3));
    // The rows of a batch say other words.
    expect(batchRequestOf(project)).toMatchObject({ captions: null, titles: [title], music });

    const quiet = { ...full, captions: { ...full.captions, burnIn: false } };
    await saveProject(at('party.kotohogi'), quiet, sources, signal);
    const again = await openProject(at('party.kotohogi'), folders(), signal);
    expect(renderRequestOf(again, 'out.mp4').captions).toBeNull();
  });

  it('renders no picture that was not chosen', async () => {
    const document = await sample();
    const sources = new Map(document.media.map(({ id }, i) => [id, at(['portrait.jpg', 'voice.wav'][i])]));
    const waiting: ProjectDocument = { ...document, background: { ...document.background, kind: 'picture' } };
    await saveProject(at('party.kotohogi'), waiting, sources, signal);
    const project = await openProject(at('party.kotohogi'), folders(), signal);
    expect(() => renderRequestOf(project, 'out.mp4')).toThrow(/no picture for its background/);
  });

  it('repairs what was taken out of it and then damaged in the cache', async () => {
    await sample();
    const first = await openProject(at('party.kotohogi'), folders(), signal);
    await writeFile(first.media[0].path ?? '', Buffer.alloc(5000, 9));
    const again = await openProject(at('party.kotohogi'), folders(), signal);
    expect(await readFile(again.media[0].path ?? '')).toEqual(Buffer.alloc(5000, 1));
  });

  it('follows a link that moved with its folder and tells one that is gone or changed', async () => {
    const document = await sample();
    await mkdir(at('a'));
    await writeFile(at('a', 'voice.wav'), Buffer.alloc(90_000, 2));
    const [photo, voice] = document.media;
    const linked: ProjectDocument = {
      ...document,
      media: [
        photo,
        { ...voice, place: { kind: 'linked', relativePath: null, absolutePath: at('a', 'voice.wav') } },
      ],
    };
    await saveProject(at('a', 'linked.kotohogi'), linked, new Map([[photo.id, at('portrait.jpg')]]), signal);
    await rename(at('a'), at('b'));
    const found = await openProject(at('b', 'linked.kotohogi'), folders(), signal);
    expect(found.media[1].path).toBe(at('b', 'voice.wav'));

    await writeFile(at('b', 'voice.wav'), Buffer.alloc(90_000, 3));
    const changed = await openProject(at('b', 'linked.kotohogi'), folders(), signal);
    expect(changed.media[1]).toMatchObject({ path: null });
    expect(changed.media[1].problem).toContain('is not the file it was');
    await rm(at('b', 'voice.wav'));
    const gone = await openProject(at('b', 'linked.kotohogi'), folders(), signal);
    expect(gone.media[1].problem).toContain('no longer where');
    expect(() => renderRequestOf(gone, 'out.mp4')).toThrow(/lacks a file/);
  });

  it('keeps the earlier file when saving is cancelled or fails, and leaves nothing beside it', async () => {
    const document = await sample();
    const before = await readFile(at('party.kotohogi'));
    const abort = new AbortController();
    abort.abort();
    const nowhere = new Map(document.media.map(({ id }) => [id, at('gone.bin')]));
    await expect(saveProject(at('party.kotohogi'), document, nowhere, abort.signal)).rejects.toMatchObject({
      code: 'cancelled',
    });
    await expect(saveProject(at('party.kotohogi'), document, nowhere, signal)).rejects.toMatchObject({
      code: 'project-unwritable',
    });
    expect(await readFile(at('party.kotohogi'))).toEqual(before);
    expect((await readdir(folder)).sort()).toEqual(['party.kotohogi', 'portrait.jpg', 'voice.wav']);
  });
});

it('a new project never replaces another', async () => {
  await sample();
  const before = await readFile(at('party.kotohogi'));
  await expect(sample()).rejects.toMatchObject({ code: 'project-exists' });
  expect(await readFile(at('party.kotohogi'))).toEqual(before);
});

describe('what is refused by name', () => {
  const refusal = async (file: string): Promise<string> =>
    openProject(file, folders(), signal).then(
      () => 'opened',
      (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error)),
    );

  it.each([
    ['a field too many', (d: Record<string, unknown>) => ({ ...d, script: 'x' }), 'project-damaged'],
    ['a wrong type', (d: Record<string, unknown>) => ({ ...d, title: 7 }), 'project-damaged'],
    ['a newer format', (d: Record<string, unknown>) => ({ ...d, schemaVersion: 99 }), 'project-newer'],
    ['a file it does not list', (d: Record<string, unknown>) => ({ ...d, media: [] }), 'project-damaged'],
    ['media that are not there', (d: Record<string, unknown>) => d, 'project-damaged'],
    ['another kind', (d: Record<string, unknown>) => ({ ...d, kind: 'other' }), 'project-damaged'],
    ['no object', () => [1], 'project-damaged'],
  ])('%s', async (_what, change, code) => {
    expect(await refusal(await forge(change))).toBe(code);
  });

  it('an archive of something else, a picture, an empty file, nothing, another ending', async () => {
    expect(await refusal(await forge((document) => document, 'application/epub+zip'))).toBe(
      'project-unreadable',
    );
    expect(await refusal(at('portrait.jpg'))).toBe('project-unreadable');
    await writeFile(at('empty.kotohogi'), '');
    expect(await refusal(at('empty.kotohogi'))).toBe('project-unreadable');
    expect(await refusal(at('nowhere.kotohogi'))).toBe('project-not-found');
    await expect(
      createProject(at('x.zip'), { title: '', photoPath: null, voicePath: null }, signal),
    ).rejects.toMatchObject({ code: 'project-name' });
  });

  it('every truncation, and every flipped bit that matters, without a crash', async () => {
    await sample();
    const whole = await readFile(at('party.kotohogi'));
    const random = seededRandom(7);
    const { document } = await readContainer(at('party.kotohogi'));
    for (let round = 0; round < 150; round++) {
      const bytes = Buffer.from(whole);
      const cut = round % 2 === 0;
      const place = Math.floor(random() * bytes.length);
      if (!cut) bytes[place] ^= 1 << (round % 8);
      await writeFile(at('mutant.kotohogi'), cut ? bytes.subarray(0, place) : bytes);
      await rm(at('cache'), { recursive: true, force: true });
      const outcome = await openProject(at('mutant.kotohogi'), folders(), signal).catch(
        (error: unknown) => error,
      );
      if (outcome instanceof Error) {
        expect(outcome).toMatchObject({ kind: 'input' });
        expect(outcome.message).toContain('mutant.kotohogi');
      } else {
        // What opens says and holds exactly what was saved: the bit lay where nobody reads.
        const opened = outcome as Awaited<ReturnType<typeof openProject>>;
        expect(opened.container.document).toEqual(document);
        for (const { media, path: file } of opened.media) {
          const { size } = await stat(file ?? '');
          expect(size).toBe(media.bytes);
          expect(
            createHash('sha256')
              .update(await readFile(file ?? ''))
              .digest('hex'),
          ).toBe(media.id);
        }
      }
    }
  });
});
