import { describe, expect, it } from 'vitest';
import type { UpdateState } from '../../shared/contract/updates.ts';
import { isUpdateAddress } from '../../shared/contract/updateConstants.ts';
import { feedError } from './feedError.ts';
import { UpdateDesk } from './updateDesk.ts';
import type { UpdateFeed } from './updateFeed.ts';
import { parsePackagedConfig, updateObstacle } from './updateSource.ts';

const PLACE = 'https://updates.example.org/studio';
const coded = (code: string): Error => Object.assign(new Error('x'), { code });

function desk(feed: Partial<UpdateFeed>, address: { now: string | null } = { now: PLACE }) {
  const told: UpdateState[] = [];
  const opened: string[] = [];
  let quits = 0;
  const made = new UpdateDesk({
    obstacle: null,
    address: () => address.now,
    openFeed(place) {
      opened.push(place);
      return Promise.resolve({
        check: () => Promise.resolve({ version: '2.0.0' }),
        download: () => Promise.resolve(),
        installAtQuit: () => undefined,
        ...feed,
      });
    },
    tell: (state) => told.push(state),
    quit: () => quits++,
  });
  return { made, told, opened, quits: () => quits };
}

describe('UpdateDesk', () => {
  it('goes step by step, each when it is asked for', async () => {
    let installs = 0;
    const { made, told, opened, quits } = desk({
      download(onFraction) {
        onFraction(0.25);
        onFraction(1);
        return Promise.resolve();
      },
      installAtQuit: () => installs++,
    });
    expect(made.describe()).toEqual({ kind: 'idle' });
    expect(opened).toEqual([]);
    expect(await made.download()).toEqual({ kind: 'idle' });
    expect(() => made.install()).toThrow(/no update/);
    expect(await made.check()).toEqual({ kind: 'found', version: '2.0.0' });
    expect(opened).toEqual([PLACE]);
    expect(await made.download()).toEqual({ kind: 'ready', version: '2.0.0' });
    expect(told.map(({ kind }) => kind)).toEqual([
      'checking',
      'found',
      'downloading',
      'downloading',
      'downloading',
      'ready',
    ]);
    expect([installs, quits()]).toEqual([0, 0]);
    made.install();
    expect([installs, quits()]).toEqual([1, 1]);
  });

  it('asks nobody without an address, and forgets what another address said', async () => {
    const address: { now: string | null } = { now: null };
    const { made, opened } = desk({}, address);
    expect(await made.check()).toEqual({ kind: 'off' });
    expect(opened).toEqual([]);
    address.now = PLACE;
    await made.check();
    address.now = 'https://other.example.org/';
    expect(made.describe()).toEqual({ kind: 'idle' });
    expect(await made.download()).toEqual({ kind: 'idle' });
  });

  it('tells a failure in words, and may be asked again', async () => {
    let fails = true;
    const { made } = desk({
      download: () =>
        fails ? Promise.reject(feedError(coded('ERR_CHECKSUM_MISMATCH'), PLACE)) : Promise.resolve(),
    });
    await made.check();
    expect(await made.download()).toMatchObject({ kind: 'failed', error: { code: 'update-damaged' } });
    fails = false;
    await made.check();
    expect(await made.download()).toEqual({ kind: 'ready', version: '2.0.0' });
  });

  it('looks once, however often it is asked', async () => {
    const { made, opened } = desk({});
    const [first, second] = [made.check(), made.check()];
    expect(await second).toEqual({ kind: 'checking' });
    expect(await first).toMatchObject({ kind: 'found' });
    expect(opened).toHaveLength(1);
  });
});

describe('feedError', () => {
  it('tells a forged file, a useless list and a silent place apart', () => {
    const code = (thrown: unknown): string => feedError(thrown, PLACE).code;
    expect(code(coded('ERR_UPDATER_INVALID_SIGNATURE'))).toBe('update-damaged');
    expect(code(coded('ERR_UPDATER_INVALID_UPDATE_INFO'))).toBe('update-list-unreadable');
    expect(code(new Error('net::ERR_CONNECTION_REFUSED'))).toBe('update-unreachable');
    expect(feedError(new Error('x'), PLACE).message).toContain('updates.example.org');
  });
});

describe('where updates come from', () => {
  it('is encrypted, or this computer', () => {
    for (const good of [PLACE, 'https://a.b:8443/x/', 'http://127.0.0.1:1234', 'http://[::1]:80/a'])
      expect(isUpdateAddress(good), good).toBe(true);
    for (const bad of [
      '',
      'http://updates.example.org/',
      'https://me:secret@example.org/',
      'https://example.org@evil.org/',
      'http://127.0.0.1.evil.org/',
      'file:///etc/passwd',
      'https://example.org/?a=b',
      'https://example.org/a b',
    ])
      expect(isUpdateAddress(bad), bad).toBe(false);
  });

  it('comes with the package, as electron-builder writes it', () => {
    const text = [
      'provider: generic',
      `url: '${PLACE}'`,
      'updaterCacheDirName: kotohogi-studio-updater',
      'publisherName:',
      '  - The Kotohogi Studio developers',
      '  - "Second, Ltd."',
    ].join('\n');
    expect(parsePackagedConfig(text)).toEqual({
      url: PLACE,
      publisherName: ['The Kotohogi Studio developers', 'Second, Ltd.'],
    });
    expect(parsePackagedConfig('url: http://example.org\r\n')).toEqual({ url: null, publisherName: [] });
  });

  it('matters only to an installation that can replace itself and tell a forgery', () => {
    const base = { isPackaged: true, appImage: undefined, packaged: null } as const;
    expect(updateObstacle({ ...base, isPackaged: false, platform: 'linux' })).toBe('checkout');
    expect(updateObstacle({ ...base, platform: 'linux' })).toBe('archive');
    expect(updateObstacle({ ...base, platform: 'linux', appImage: '/a.AppImage' })).toBeNull();
    expect(updateObstacle({ ...base, platform: 'win32' })).toBe('unsigned');
    const packaged = { url: null, publisherName: ['Us'] };
    expect(updateObstacle({ ...base, platform: 'win32', packaged })).toBeNull();
    expect(updateObstacle({ ...base, platform: 'darwin' })).toBeNull();
  });
});
