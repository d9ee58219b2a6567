import { describe, expect, it } from 'vitest';
import { projectOfDeepLink } from './deepLink.ts';

const link = (file: string): string => `kotohogi://open?project=${encodeURIComponent(file)}`;

describe('projectOfDeepLink', () => {
  it('takes the one form it has', () => {
    expect(projectOfDeepLink(link('/home/me/お祝い 1.kotohogi'), 'linux')).toBe('/home/me/お祝い 1.kotohogi');
    expect(projectOfDeepLink(link('/home/me/../you/a.kotohogi'), 'linux')).toBe('/home/you/a.kotohogi');
    expect(projectOfDeepLink('KOTOHOGI://open/?project=/a.Kotohogi', 'linux')).toBe('/a.Kotohogi');
    expect(projectOfDeepLink(link('C:\\me\\a.kotohogi'), 'win32')).toBe('C:\\me\\a.kotohogi');
  });

  it.each([
    'kotohogi:',
    'kotohogi://open',
    'kotohogi://open?project=',
    'kotohogi://render?project=/a.kotohogi',
    'kotohogi://open/x?project=/a.kotohogi',
    'kotohogi://open:80?project=/a.kotohogi',
    'kotohogi://me:you@open?project=/a.kotohogi',
    'kotohogi://open?project=/a.kotohogi#x',
    'kotohogi://open?project=/a.kotohogi&project=/b.kotohogi',
    'kotohogi://open?project=/a.kotohogi&run=1',
    'kotohogi://open?file=/a.kotohogi',
    'kotohogi:open?project=/a.kotohogi',
    'https://open?project=/a.kotohogi',
    link('a.kotohogi'),
    link('/etc/passwd'),
    link('/a.kotohogi\0.txt'),
    link('/a\n.kotohogi'),
    link('/a\u202egpj.kotohogi'),
    link(`/${'a'.repeat(5000)}.kotohogi`),
    'no address',
  ])('refuses %j', (address) => {
    expect(projectOfDeepLink(address, 'linux')).toBeNull();
  });

  it('refuses names on other machines', () => {
    for (const file of [
      '\\\\evil\\share\\a.kotohogi',
      '//evil/share/a.kotohogi',
      '\\\\?\\C:\\a.kotohogi',
      '/a.kotohogi',
    ])
      expect(projectOfDeepLink(link(file), 'win32'), file).toBeNull();
  });
});
