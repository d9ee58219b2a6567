/** Files that name other files and addresses: nothing they name is ever read or asked for. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFfmpeg } from '../../electron/engine/ffmpeg/locate.ts';
import { silentProgress } from '../../electron/engine/progress.ts';
import { fakeModelStore } from '../../electron/engine/runtime/fakeModels.ts';
import { decodeVoice } from '../../electron/engine/stages/media/index.ts';
import { firstPicture } from '../../electron/engine/stages/media/firstPicture.ts';
import { decodeMusic } from '../../electron/engine/stages/media/music.ts';
import { KotohogiError } from '../../shared/errors.ts';
import { makeFile } from '../fixtures/ffmpegTool.ts';
import { SAMPLE_VOICE } from '../fixtures/materials.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';

describe.skipIf(missingForRenders !== null)('a file that reaches for others', () => {
  let folder = '';
  let server: Server;
  let address = '';
  let film = '';
  const asked: string[] = [];
  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-confined-'));
    film = await makeFile(
      folder,
      'film.ts',
      '-f',
      'lavfi',
      '-i',
      'testsrc=s=96x96:r=10:d=1',
      '-i',
      SAMPLE_VOICE,
    );
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  });

  const playlist = (target: string): string =>
    `#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n${target}\n#EXT-X-ENDLIST\n`;
  const contents = (): Readonly<Record<string, string>> => ({
    'a playlist of an address': playlist(`${address}/a.ts`),
    'a playlist with a key from an address': playlist(film).replace(
      '#EXTINF',
      `#EXT-X-KEY:METHOD=AES-128,URI="${address}/key"\n#EXTINF`,
    ),
    'a playlist of a file of this computer': playlist(`file://${film}`),
    'a list of files': `ffconcat version 1.0\nfile '${film}'\n`,
    'a list of addresses': `ffconcat version 1.0\nfile '${address}/b.mp4'\n`,
    'a manifest': `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"><Period><AdaptationSet><Representation id="1" bandwidth="1"><BaseURL>${address}/c.mp4</BaseURL></Representation></AdaptationSet></Period></MPD>`,
    'a session description':
      'v=0\no=- 0 0 IN IP4 127.0.0.1\ns=-\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 9 RTP/AVP 0\n',
    'a list of pieces': `<Segment><name>${address}/d.ts</name></Segment>`,
  });

  /** Reads a path in every way that the program reads files of a person. @returns how each ended */
  async function readEveryWay(file: string): Promise<readonly unknown[]> {
    const context = {
      folders: { home: folder, cache: folder, models: folder },
      ffmpegPath: (await findFfmpeg()).path,
      models: fakeModelStore({}),
      log: { info: () => undefined, warn: () => undefined },
      signal: new AbortController().signal,
      progress: silentProgress,
    };
    const wish = { sampleRateHz: 16_000, startSec: 0, maxFrames: 1000, into: path.join(folder, 'music.wav') };
    const results = await Promise.allSettled([
      decodeVoice(file, context),
      decodeMusic(file, wish, context),
      firstPicture(file, context),
    ]);
    return results.map((result) => (result.status === 'rejected' ? (result.reason as unknown) : 'read'));
  }

  it('is refused under every name, and nobody is asked', async () => {
    const before = readdirSync(folder).length;
    for (const [what, text] of Object.entries(contents()))
      for (const ending of ['.wav', '.mp4', '.m3u8']) {
        const file = path.join(folder, `crafted${ending}`);
        writeFileSync(file, text);
        for (const outcome of await readEveryWay(file)) {
          expect(outcome, `${what} as ${ending}`).toBeInstanceOf(KotohogiError);
          expect(outcome).toMatchObject({ kind: 'input' });
        }
        rmSync(file);
      }
    expect(asked).toEqual([]);
    expect(readdirSync(folder)).toHaveLength(before);
  });

  it('is not found where its name is an address, a pattern or a list', async () => {
    for (const name of [`${address}/voice.wav`, `concat:${film}|${film}`, `subfile,,start,0,end,9,,:${film}`])
      for (const outcome of await readEveryWay(name))
        expect(outcome, name).toMatchObject({
          kind: 'input',
          code: expect.stringMatching(/-not-found$/) as string,
        });
    expect(asked).toEqual([]);
  });
});
