import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MediaLibrary } from './mediaLibrary.ts';
import { serveMedia, tokenOf } from './mediaProtocol.ts';

let folder = '';
const file = (name: string): string => path.join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-media-'));
  await writeFile(file('voice.wav'), '0123456789');
  await writeFile(file('photo.jpg'), 'jpeg');
  await writeFile(file('empty.png'), '');
  await writeFile(file('notes.txt'), 'text');
  await mkdir(file('folder.jpg'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('MediaLibrary', () => {
  it('grants a file once per purpose, and for that purpose only', async () => {
    const library = new MediaLibrary();
    const photo = await library.grantFile(file('photo.jpg'), 'photo');
    expect(photo).toMatchObject({ name: 'photo.jpg', bytes: 4, url: `media://granted/${photo.token}` });
    expect((await library.grantFile(file('photo.jpg'), 'photo')).token).toBe(photo.token);
    expect((await library.grantFile(file('photo.jpg'), 'picture')).token).not.toBe(photo.token);
    expect(library.pathOf(photo.token, 'photo')).toBe(file('photo.jpg'));
    expect(() => library.pathOf(photo.token, 'voice')).toThrow('no longer open');
    expect(() => library.pathOf('0'.repeat(32), 'photo')).toThrow('no longer open');
  });

  it.each([
    ['missing.jpg', 'photo', 'file-not-found'],
    ['folder.jpg', 'photo', 'file-not-regular'],
    ['empty.png', 'photo', 'file-empty'],
    ['notes.txt', 'photo', 'photo-type-unknown'],
    ['photo.jpg', 'voice', 'voice-type-unknown'],
  ] as const)('refuses %s as a %s: %s', async (name, purpose, code) => {
    await expect(new MediaLibrary().grantFile(file(name), purpose)).rejects.toMatchObject({
      kind: 'input',
      code,
    });
  });

  it('says what to do with a drop that is no file on this computer', async () => {
    await expect(new MediaLibrary().grantFile('', 'photo')).rejects.toMatchObject({
      kind: 'input',
      code: 'file-without-path',
    });
  });

  it('refuses relative paths', async () => {
    await expect(new MediaLibrary().grantFile('photo.jpg', 'photo')).rejects.toMatchObject({
      code: 'file-not-found',
    });
  });

  it('forgets the oldest pictures and no files', async () => {
    const library = new MediaLibrary();
    const { token } = await library.grantFile(file('photo.jpg'), 'photo');
    const pictures = Array.from({ length: 30 }, () =>
      library.grantPicture(new Uint8Array(3), 'image/webp', 'photos'),
    );
    const kept = pictures.filter((url) => library.find(url.slice(-32)));
    expect(kept).toEqual(pictures.slice(6));
    expect(library.find(token)?.kind).toBe('file');
  });

  it('does not let quick pictures push out lasting ones', () => {
    const library = new MediaLibrary();
    const photo = library.grantPicture(new Uint8Array(3), 'image/webp', 'photos');
    const looks = Array.from({ length: 40 }, () =>
      library.grantPicture(new Uint8Array(3), 'image/webp', 'close-ups'),
    );
    expect(library.find(photo.slice(-32))?.kind).toBe('bytes');
    expect(looks.filter((url) => library.find(url.slice(-32)))).toEqual(looks.slice(-6));
  });
});

describe('media protocol', () => {
  it('reads tokens from exactly one form of address', () => {
    const token = 'a'.repeat(32);
    expect(tokenOf(`media://granted/${token}`)).toBe(token);
    for (const url of [
      `media://other/${token}`,
      `media://granted/x/${token}`,
      `media://granted/${token}?a`,
      'media://granted/../etc',
    ])
      expect(tokenOf(url), url).toBeNull();
  });

  it('serves the whole, a part, and says when there is no such part', async () => {
    const library = new MediaLibrary();
    const { url } = await library.grantFile(file('voice.wav'), 'voice');
    const get = (range?: string): Promise<Response> =>
      serveMedia(new Request(url, range === undefined ? {} : { headers: { range } }), library);

    const whole = await get();
    expect([whole.status, whole.headers.get('content-type'), await whole.text()]).toEqual([
      200,
      'audio/wav',
      '0123456789',
    ]);
    const part = await get('bytes=3-5');
    expect([part.status, part.headers.get('content-range'), part.headers.get('content-length')]).toEqual([
      206,
      'bytes 3-5/10',
      '3',
    ]);
    expect(await part.text()).toBe('345');
    const none = await get('bytes=10-');
    expect([none.status, none.headers.get('content-range')]).toEqual([416, 'bytes */10']);
  });

  it('serves parts of pictures in memory', async () => {
    const library = new MediaLibrary();
    const url = library.grantPicture(new Uint8Array([1, 2, 3, 4]), 'image/webp', 'photos');
    const answer = await serveMedia(new Request(url, { headers: { range: 'bytes=-2' } }), library);
    expect([...new Uint8Array(await answer.arrayBuffer())]).toEqual([3, 4]);
  });

  it('has nothing for what was not granted, and takes nothing', async () => {
    const library = new MediaLibrary();
    const { url } = await library.grantFile(file('voice.wav'), 'voice');
    expect((await serveMedia(new Request(`media://granted/${'0'.repeat(32)}`), library)).status).toBe(404);
    expect((await serveMedia(new Request('media://etc/passwd'), library)).status).toBe(404);
    expect((await serveMedia(new Request(url, { method: 'POST', body: 'x' }), library)).status).toBe(405);
  });
});
