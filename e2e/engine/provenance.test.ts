/** What a file tells of its making: beside it, in it, signed, and seen in its corner. */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkManifest } from '../../electron/engine/provenance/c2pa.ts';
import { provenanceRecordSchema } from '../../electron/engine/provenance/record.ts';
import type { RenderReport } from '../../shared/contract/render.ts';
import { makeCertificate, type CertificateFiles } from '../fixtures/certificates.ts';
import { ffmpeg } from '../fixtures/ffmpegTool.ts';
import { SAMPLE_PHOTO } from '../fixtures/materials.ts';
import { decodePlanes } from '../fixtures/planes.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';
import { cutVoice } from '../fixtures/sound.ts';
import { createWorkplace, renderWords, type Workplace } from '../fixtures/workplace.ts';

const sha256 = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
const SIDE_PX = 256;

describe.skipIf(missingForRenders !== null)('how a file was made', () => {
  let place: Workplace;
  let photo = '';
  let voice = '';
  let files: CertificateFiles;

  beforeAll(async () => {
    place = createWorkplace();
    photo = path.join(place.materials, 'Grandma Hanako.jpg');
    copyFileSync(SAMPLE_PHOTO, photo);
    voice = await cutVoice(place.materials, 'speech.wav', { startSec: 0.5, durationSec: 1.5 });
    files = await makeCertificate(place.materials, 'signer');
  });
  afterAll(() => place.remove());

  const words = (out: string, ...more: string[]): string[] =>
    renderWords(voice, out, '--json', ...more).map((word, i, all) =>
      all[i - 1] === '--photo' ? photo : word,
    );
  const packets = (file: string): Promise<string> =>
    ffmpeg('-i', file, '-map', '0', '-c', 'copy', '-f', 'framecrc', '-').then(String);
  const signing = (): string[] => ['--c2pa-cert', files.certPath, '--c2pa-key', files.keyPath];

  it('is told beside it, in it and signed, and nothing else of it changes', async () => {
    const plain = path.join(place.out, 'plain.mp4');
    expect(await place.here(...words(plain))).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(place.out)).toEqual(['plain.mp4']);
    const out = path.join(place.out, 'told.mp4');
    const outcome = await place.here(...words(out, '--provenance', ...signing()));
    expect(outcome, outcome.stderr).toMatchObject({ code: 0, stderr: '' });
    const report = JSON.parse(outcome.stdout) as RenderReport;
    const recordFile = path.join(place.out, 'told.provenance.json');
    expect(report).toMatchObject({
      provenance: { record: recordFile, isInFile: true, signedBy: 'Test Signer' },
      outBytes: readFileSync(out).length,
    });
    expect(readdirSync(place.out).sort()).toEqual(['plain.mp4', 'told.mp4', 'told.provenance.json']);
    expect(await packets(out)).toBe(await packets(plain));

    const record = provenanceRecordSchema.parse(JSON.parse(readFileSync(recordFile, 'utf8')));
    expect(record.statement.en).toMatch(/^Synthetic media/);
    expect(record.output).toMatchObject({ name: 'told.mp4', sha256: sha256(out), frames: report.frames });
    expect(record.inputs).toEqual([
      { role: 'photo', name: 'Grandma Hanako.jpg', sha256: sha256(photo) },
      { role: 'voice', name: 'speech.wav', sha256: sha256(voice) },
    ]);
    expect(record.models).toEqual(report.models);
    expect(record.models.length).toBeGreaterThan(2);
    expect(record).toMatchObject({ settings: { fps: 25, seed: 1 }, signedBy: 'Test Signer', mark: null });

    // In the file: that it is synthetic and what it comes from, without a name of a file or a folder.
    const metadata = String(await ffmpeg('-i', out, '-f', 'ffmetadata', '-'));
    expect(metadata).toContain('Synthetic media');
    expect(metadata).toContain('合成メディア');
    expect(metadata).toContain(sha256(photo));
    const bytes = readFileSync(out);
    for (const text of ['Hanako', 'speech.wav', place.materials, os.homedir()])
      expect(bytes.includes(text), text).toBe(false);
    for (const text of [readFileSync(recordFile, 'utf8')])
      for (const folder of [place.materials, place.out, os.tmpdir()])
        expect(text.includes(folder)).toBe(false);
    expect(await checkManifest(bytes)).toEqual({ isValid: true, problems: [] });
  });

  it('is seen in the corner where that is wished, and nowhere else', async () => {
    const out = path.join(place.out, 'marked.mp4');
    expect(await place.here(...words(out, '--mark', 'ja'))).toMatchObject({ code: 0 });
    const brightness = async (file: string): Promise<[corner: number, rest: number[]]> => {
      let corner = 0;
      const rest: number[] = [];
      await decodePlanes(file, SIDE_PX, SIDE_PX, ({ y }, frame) => {
        if (frame !== 10) return;
        for (let row = SIDE_PX - 24; row < SIDE_PX - 6; row++)
          for (let x = SIDE_PX - 60; x < SIDE_PX - 6; x++) corner += y[row * SIDE_PX + x];
        for (let x = 0; x < SIDE_PX; x += 4) rest.push(y[100 * SIDE_PX + x]);
      });
      return [corner, rest];
    };
    const [plainCorner, plainRest] = await brightness(path.join(place.out, 'plain.mp4'));
    const [markedCorner, markedRest] = await brightness(out);
    expect(Math.abs(markedCorner / plainCorner - 1)).toBeGreaterThan(0.1);
    for (const [i, value] of plainRest.entries()) expect(Math.abs(markedRest[i] - value)).toBeLessThan(6);
  });

  it('lies beside pictures too, which are not signed; and what is wrong with a wish is said before the work', async () => {
    const out = path.join(place.out, 'picture.png');
    const outcome = await place.here(...words(out, ...signing()));
    expect(outcome, outcome.stderr).toMatchObject({ code: 0 });
    expect(JSON.parse(outcome.stdout)).toMatchObject({
      provenance: { isInFile: false, signedBy: null },
      warnings: [expect.stringMatching(/^Only videos are signed/) as string],
    });
    const wrong: [string[], string][] = [
      [['--c2pa-cert', files.certPath], 'option-missing'],
      [['--c2pa-cert', files.keyPath, '--c2pa-key', files.keyPath], 'c2pa-signer'],
      [['--mark', 'tlh'], 'bad-value'],
    ];
    for (const [more, code] of wrong) {
      const target = path.join(place.out, 'refused.mp4');
      const refused = await place.here(...words(target, ...more));
      expect(JSON.parse(refused.stderr), code).toMatchObject({ code });
      expect(existsSync(target)).toBe(false);
    }
  });
});
