import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { KotohogiError } from '../../shared/errors.ts';
import { findInstallFolder, resolveFolders } from './folders.ts';

it('lets KOTOHOGI_HOME move everything stateful', () => {
  const folders = resolveFolders(
    { KOTOHOGI_HOME: '/elsewhere', XDG_CONFIG_HOME: '/config' },
    'linux',
    '/home/a',
  );
  expect(folders.home).toBe(path.resolve('/elsewhere'));
  expect(folders.cache).toBe(path.resolve('/elsewhere/cache'));
});

it("uses the platform's own folder otherwise", () => {
  expect(resolveFolders({}, 'linux', '/home/a').home).toBe(
    path.join('/home/a', '.config', 'kotohogi-studio'),
  );
  expect(resolveFolders({ XDG_CONFIG_HOME: '/config' }, 'linux', '/home/a').home).toBe(
    path.join('/config', 'kotohogi-studio'),
  );
  expect(resolveFolders({}, 'darwin', '/Users/a').home).toBe(
    path.join('/Users/a', 'Library', 'Application Support', 'kotohogi-studio'),
  );
  expect(resolveFolders({ APPDATA: '/roaming' }, 'win32', '/Users/a').home).toBe(
    path.join('/roaming', 'kotohogi-studio'),
  );
});

it('finds the models of this installation', () => {
  expect(existsSync(path.join(resolveFolders({}).models, 'manifest.json'))).toBe(true);
});

it('says plainly that an installation is incomplete', () => {
  expect(() => findInstallFolder(path.parse(process.cwd()).root)).toThrow(KotohogiError);
});
