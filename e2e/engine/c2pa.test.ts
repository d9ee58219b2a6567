import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificate, type CertificateFiles } from '../fixtures/certificates.ts';
import { ffmpeg, makeFile } from '../fixtures/ffmpegTool.ts';
import { checkManifest, openSigner, signVideo } from '../../electron/engine/provenance/c2pa.ts';
import { insertBox, readBoxes } from '../../electron/engine/provenance/mp4Boxes.ts';

const AGENT = 'Kotohogi Studio';
let folder = '';
let files: CertificateFiles;
let plain = '';

/** Every packet of a file with its times and its checksum. */
const packets = (file: string): Promise<string> =>
  ffmpeg('-i', file, '-map', '0', '-c', 'copy', '-f', 'framecrc', '-').then(String);

async function copy(name: string): Promise<string> {
  const file = path.join(folder, name);
  writeFileSync(file, readFileSync(plain));
  return Promise.resolve(file);
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-c2pa-'));
  files = await makeCertificate(folder, 'signer');
  const inputs = ['-f', 'lavfi', '-i', 'testsrc2=size=128x128:rate=25:duration=2'];
  const sound = ['-f', 'lavfi', '-i', 'sine=frequency=440:duration=2'];
  const codecs = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-movflags', '+faststart'];
  plain = await makeFile(folder, 'plain.mp4', ...inputs, ...sound, ...codecs);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a signed video', () => {
  it('plays as before, and its manifest is the one of this file and this certificate', async () => {
    const file = await copy('signed.mp4');
    const signer = await openSigner(files);
    expect(signer.name).toBe('Test Signer');
    await signVideo(file, signer, AGENT);
    expect(await packets(file)).toBe(await packets(plain));
    const bytes = readFileSync(file);
    expect(await checkManifest(bytes)).toEqual({ isValid: true, problems: [] });
    expect(readBoxes(bytes).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['ftyp', 'uuid', 'moov', 'mdat']),
    );
    for (const word of [AGENT, 'compositeWithTrainedAlgorithmicMedia', 'c2pa.created', 'Test Signer'])
      expect(bytes.includes(word), word).toBe(true);
    // Nothing of this computer is in it.
    expect(bytes.includes(os.tmpdir())).toBe(false);
    expect(bytes.includes('PRIVATE')).toBe(false);
  });

  it('is told from one in which anything was changed', async () => {
    const file = await copy('changed.mp4');
    await signVideo(file, await openSigner(files), AGENT);
    const bytes = readFileSync(file);
    const boxes = readBoxes(bytes);
    const inside = (type: string): number => {
      const box = boxes.find((one) => one.type === type);
      return (box?.contentOffset ?? 0) + 200;
    };
    for (const [type, code] of [
      ['mdat', /bmffHash/],
      ['moov', /bmffHash/],
    ] as const) {
      const changed = Buffer.from(bytes);
      changed[inside(type)] ^= 1;
      const { isValid, problems } = await checkManifest(changed);
      expect(isValid, type).toBe(false);
      expect(problems.join(), type).toMatch(code);
    }
    // The words of the manifest themselves.
    const word = bytes.indexOf('compositeWith');
    const forged = Buffer.from(bytes);
    forged.write('compositeXith', word, 'latin1');
    expect((await checkManifest(forged)).isValid).toBe(false);
    const pushed = insertBox(bytes, Buffer.from('\0\0\0\x08free', 'latin1'));
    expect((await checkManifest(pushed)).isValid).toBe(false);
    expect(await checkManifest(readFileSync(plain))).toEqual({ isValid: false, problems: ['no manifest'] });
  });
});

describe('a certificate', () => {
  it('is refused when it is not there, is not its key’s, has expired, or is not for signing', async () => {
    const other = await makeCertificate(folder, 'other');
    const expired = await makeCertificate(folder, 'expired', {
      notBefore: new Date(Date.now() - 20 * 86_400_000),
      notAfter: new Date(Date.now() - 86_400_000),
    });
    const forServers = await makeCertificate(folder, 'servers', { usage: '1.3.6.1.5.5.7.3.1' });
    const junk = path.join(folder, 'junk.pem');
    writeFileSync(junk, 'no certificate');
    const refused: [CertificateFiles, RegExp][] = [
      [{ ...files, certPath: path.join(folder, 'none.pem') }, /cannot be read/],
      [{ ...files, certPath: junk }, /no certificate in/],
      [{ ...files, keyPath: junk }, /no private key/],
      [{ ...files, keyPath: other.keyPath }, /cannot sign/],
      [expired, /holds from/],
      [forServers, /cannot sign/],
    ];
    for (const [wish, message] of refused)
      await expect(openSigner(wish), String(message)).rejects.toMatchObject({
        code: 'c2pa-signer',
        message: expect.stringMatching(message) as string,
      });
  });
});
