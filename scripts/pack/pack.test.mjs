import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { fromRoot } from '../setup/paths.mjs';
import { icnsFile, icoFile } from './iconFiles.mjs';
import { refuseFallback } from './runtime.mjs';
import { measureApp, sizeLines } from './size.mjs';

/** @param {number} sizePx */
const drawing = async (sizePx) => ({
  sizePx,
  png: await sharp({ create: { width: sizePx, height: sizePx, channels: 4, background: '#c8452b' } })
    .png()
    .toBuffer(),
});

describe('icon files', () => {
  it('point at each picture', async () => {
    const drawings = await Promise.all([16, 48, 256].map(drawing));
    const ico = icoFile(drawings);
    expect(ico.readUInt16LE(4)).toBe(3);
    for (const [index, { sizePx }] of drawings.entries()) {
      const entry = 6 + 16 * index;
      const offset = ico.readUInt32LE(entry + 12);
      const png = ico.subarray(offset, offset + ico.readUInt32LE(entry + 8));
      expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: sizePx, height: sizePx });
      expect(ico.readUInt8(entry)).toBe(sizePx % 256);
    }
    const icns = icnsFile(drawings.filter(({ sizePx }) => sizePx !== 48));
    expect(icns.toString('latin1', 0, 4)).toBe('icns');
    expect(icns.readUInt32BE(4)).toBe(icns.length);
    expect(icns.toString('latin1', 8, 12)).toBe('icp4');
    const first = icns.readUInt32BE(12);
    expect(icns.toString('latin1', 8 + first, 12 + first)).toBe('ic08');
    expect(() => icoFile([{ sizePx: 512, png: Buffer.alloc(1) }])).toThrow(RangeError);
    expect(() => icnsFile([{ sizePx: 48, png: Buffer.alloc(1) }])).toThrow(RangeError);
  });
});

describe('the size of an app', () => {
  it('is told by package and folder, largest first', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-size-'));
    const write = (/** @type {string} */ name, /** @type {number} */ bytes) => {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), Buffer.alloc(bytes));
    };
    write('program', 3000);
    write('locales/ja.pak', 500);
    write('locales/en-US.pak', 600);
    write('resources/app.asar.unpacked/node_modules/@img/a/lib/a.so', 2000);
    write('resources/app.asar.unpacked/node_modules/@img/a/b.so', 2000);
    const size = measureApp(folder);
    rmSync(folder, { recursive: true });
    expect(size).toEqual({
      totalBytes: 8100,
      parts: [
        { name: 'resources/app.asar.unpacked/node_modules/@img/a', bytes: 4000 },
        { name: 'program', bytes: 3000 },
        { name: 'locales', bytes: 1100 },
      ],
    });
    expect(sizeLines(size, 480)[0]).toBe('Installed size: 0.0 MiB (budget 480 MiB)');
  });
});

describe('packages for others', () => {
  it('are not made with the fallback', () => {
    expect(() => refuseFallback({ origin: 'fallback', version: '33.2.1' })).toThrow(/33\.2\.1/);
    expect(() => refuseFallback({ origin: 'official', version: '41.7.1' })).not.toThrow();
  });

  it('say the same in both desktop files', () => {
    const builder = readFileSync(fromRoot('electron-builder.yml'), 'utf8');
    const desktop = readFileSync(fromRoot('resources', 'launch', 'linux', 'kotohogi-studio.desktop'), 'utf8');
    const facts = [
      ...desktop.matchAll(
        /^((?:Name|GenericName|Comment|Keywords|Categories|StartupWMClass|Actions)(?:\[ja\])?)=(.*)$/gm,
      ),
    ];
    expect(facts.length).toBeGreaterThan(10);
    for (const [, key, value] of facts) expect(builder).toContain(`${key}: ${value}\n`);
    expect(desktop).toContain('application/vnd.kotohogi.project');
    expect(builder).toContain('mimeType: application/vnd.kotohogi.project');
  });
});
