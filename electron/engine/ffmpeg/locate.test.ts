import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFfmpeg, unpackedPath } from './locate.ts';

let folder = '';

/** A program that answers like ffmpeg; a shell script, so POSIX only. */
async function fakeFfmpeg(name: string, says: string): Promise<string> {
  const file = path.join(folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `#!/bin/sh\necho "${says}"\n`);
  await chmod(file, 0o755);
  return file;
}

const nothing = (name: string): unknown => {
  throw new Error(`Cannot find module '${name}'`);
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kotohogi-ffmpeg-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe.skipIf(process.platform === 'win32')('findFfmpeg', () => {
  it('takes the override first, then the packages, then PATH', async () => {
    const own = await fakeFfmpeg('own/ffmpeg', 'ffmpeg version 9.1-own Copyright');
    const fixed = await fakeFfmpeg('static/ffmpeg', 'ffmpeg version 7.0-static Copyright');
    const installer = await fakeFfmpeg('installer/ffmpeg', 'ffmpeg version 4.2 Copyright');
    const system = await fakeFfmpeg('bin/ffmpeg', 'ffmpeg version 5.1 Copyright');
    const packages: Record<string, unknown> = {
      'ffmpeg-static': fixed,
      '@ffmpeg-installer/ffmpeg': { path: installer },
    };
    const requirePackage = (name: string): unknown => packages[name] ?? nothing(name);
    const env: Record<string, string> = { KOTOHOGI_FFMPEG: own, PATH: path.dirname(system) };

    expect(await findFfmpeg({ env, requirePackage })).toEqual({
      path: own,
      origin: 'env',
      version: '9.1-own',
    });
    delete env['KOTOHOGI_FFMPEG'];
    expect(await findFfmpeg({ env, requirePackage })).toMatchObject({ path: fixed, origin: 'ffmpeg-static' });
    // The package is installed, but its download never happened.
    packages['ffmpeg-static'] = path.join(folder, 'never-downloaded');
    expect(await findFfmpeg({ env, requirePackage })).toMatchObject({
      path: installer,
      origin: '@ffmpeg-installer',
    });
    expect(await findFfmpeg({ env, requirePackage: nothing })).toMatchObject({
      path: system,
      origin: 'system',
    });
  });

  it('passes over a file that does not start or is something else', async () => {
    const broken = path.join(folder, 'broken');
    await writeFile(broken, 'not a program');
    const other = await fakeFfmpeg('other/ffmpeg', 'hello');
    const system = await fakeFfmpeg('good/ffmpeg', 'ffmpeg version 6.1 Copyright');
    const env = { PATH: [path.dirname(other), path.dirname(system)].join(path.delimiter) };
    const found = await findFfmpeg({
      env,
      requirePackage: (name) => (name === 'ffmpeg-static' ? broken : nothing(name)),
    });
    expect(found).toEqual({ path: system, origin: 'system', version: '6.1' });
  });

  it('never replaces a broken override silently, and says what to do when there is none', async () => {
    const env = { KOTOHOGI_FFMPEG: path.join(folder, 'gone'), PATH: '' };
    await expect(findFfmpeg({ env, requirePackage: nothing })).rejects.toMatchObject({
      kind: 'missing',
      code: 'ffmpeg-override-broken',
    });
    await expect(findFfmpeg({ env: { PATH: '' }, requirePackage: nothing })).rejects.toMatchObject({
      kind: 'missing',
      code: 'ffmpeg-missing',
    });
  });
});

describe('unpackedPath', () => {
  it('leads out of the app archive once', () => {
    expect(unpackedPath('/opt/K/resources/app.asar/node_modules/x/ffmpeg')).toBe(
      '/opt/K/resources/app.asar.unpacked/node_modules/x/ffmpeg',
    );
    expect(unpackedPath('C:\\K\\resources\\app.asar\\node_modules\\ffmpeg.exe')).toBe(
      'C:\\K\\resources\\app.asar.unpacked\\node_modules\\ffmpeg.exe',
    );
    expect(unpackedPath('/opt/app.asar.unpacked/ffmpeg')).toBe('/opt/app.asar.unpacked/ffmpeg');
    expect(unpackedPath('/home/me/node_modules/ffmpeg')).toBe('/home/me/node_modules/ffmpeg');
  });
});
