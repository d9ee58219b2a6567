import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkManifest } from '../../electron/engine/provenance/c2pa.ts';
import { provenanceRecordSchema } from '../../electron/engine/provenance/record.ts';
import { findEspeak } from '../../electron/engine/stages/voice/sources/espeak/program.ts';
import { makeCertificate, type CertificateFiles } from '../fixtures/certificates.ts';
import { SAMPLE_PHOTO } from '../fixtures/materials.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';
import { cutVoice } from '../fixtures/sound.ts';
import { createWorkplace, type Workplace } from '../fixtures/workplace.ts';

describe.skipIf(missingForRenders !== null || findEspeak() === null)('a batch on the command line', () => {
  let place: Workplace;
  let signer: CertificateFiles;
  beforeAll(async () => {
    place = createWorkplace();
    await cutVoice(place.materials, 'ben.wav', { startSec: 0.5, durationSec: 0.8 });
    signer = await makeCertificate(place.materials, 'signer');
  });
  afterAll(() => place.remove());

  it('makes a video for every guest, some read aloud and one recorded, and tells of the one it cannot', async () => {
    const list = path.join(place.materials, 'guests.csv');
    writeFileSync(list, 'name;text;voice\nAnna;;\nBen;;ben.wav\nCleo;;gone.wav\nDora;Hello {nobody};\n');
    const out = path.join(place.out, 'videos');
    const words = [
      ...[
        'batch',
        '--csv',
        list,
        '--photo',
        SAMPLE_PHOTO,
        '--text',
        'Thank you, {name}!',
        '--captions',
        'auto',
      ],
      ...['--size', '128x128', '--out', out, '--mark', 'en'],
      ...['--c2pa-cert', signer.certPath, '--c2pa-key', signer.keyPath],
    ];
    const checked = await place.run(...words, '--check');
    expect(checked.code).toBe(3);
    expect(checked.stdout).toContain('Thank you, Anna!');
    expect(existsSync(out)).toBe(false);

    const made = await place.run(...words, '--json');
    expect(made.code).toBe(3);
    const { rows } = JSON.parse(made.stdout) as {
      rows: { name: string; state: string; problems: string[] }[];
    };
    expect(rows.map(({ name, state }) => [name, state])).toEqual([
      ['Anna', 'done'],
      ['Ben', 'done'],
      ['Cleo', 'failed'],
      ['Dora', 'refused'],
    ]);
    expect(rows[2].problems[0]).toContain('gone.wav');
    expect(existsSync(path.join(out, 'Anna.mp4'))).toBe(true);
    // Each video tells of its own making.
    const record = provenanceRecordSchema.parse(
      JSON.parse(readFileSync(path.join(out, 'Ben.provenance.json'), 'utf8')),
    );
    expect(record).toMatchObject({ mark: { language: 'en' }, signedBy: 'Test Signer' });
    expect(record.inputs.map(({ role, name }) => [role, name])).toEqual([
      ['photo', path.basename(SAMPLE_PHOTO)],
      ['voice', 'ben.wav'],
    ]);
    expect(await checkManifest(readFileSync(path.join(out, 'Ben.mp4')))).toMatchObject({ isValid: true });
    expect(readFileSync(path.join(out, 'review.html'), 'utf8')).toContain('2 of 4 videos');
  });
});
