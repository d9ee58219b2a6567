import { describe, expect, it } from 'vitest';
import { chooseTarget } from './chooseTarget.ts';
import { safeFileName } from './outName.ts';
import { shortenPaths } from './shortenPaths.ts';

describe('safeFileName', () => {
  it('fits every file system, whatever the script, and cuts no character in two', () => {
    const japanese = safeFileName('祝'.repeat(300));
    expect(Buffer.byteLength(japanese)).toBe(180);
    expect(safeFileName('🎂'.repeat(100))).toBe('🎂'.repeat(45));
    expect(safeFileName(`${'a'.repeat(179)} . b`)).toBe('a'.repeat(179));
  });
});

describe('chooseTarget', () => {
  const dialog = (answers: (string | null)[]) => {
    const asked: string[] = [];
    const ask = (proposal: string): Promise<string | null> => {
      asked.push(proposal);
      return Promise.resolve(answers.shift() ?? null);
    };
    return { ask, asked };
  };
  const exists = (filePath: string): boolean => filePath === '/v/taken.mp4';

  it('adds the extension', async () => {
    const { ask, asked } = dialog(['/v/new']);
    expect(await chooseTarget(ask, '/v/a.mp4', exists)).toBe('/v/new.mp4');
    expect(asked).toEqual(['/v/a.mp4']);
  });

  it('asks again before the added extension would overwrite a file', async () => {
    const { ask, asked } = dialog(['/v/taken', '/v/taken.mp4']);
    expect(await chooseTarget(ask, '/v/a.mp4', exists)).toBe('/v/taken.mp4');
    expect(asked).toEqual(['/v/a.mp4', '/v/taken.mp4']);
    expect(await chooseTarget(dialog(['/v/taken', null]).ask, '/v/a.mp4', exists)).toBeNull();
  });
});

describe('shortenPaths', () => {
  it('knows paths inside JSON, and those that begin like another one', () => {
    expect(shortenPaths('{"p":"/a/\\"b\\".wav"}', ['/a/"b".wav'])).toBe('{"p":""b".wav"}');
    expect(shortenPaths('/a/b and /a/b.mp4', ['/a/b', '/a/b.mp4'])).toBe('b and b.mp4');
    expect(shortenPaths('see /a/x', ['/a/x'])).toBe('see x');
  });

  it('takes names literally', () => {
    expect(shortenPaths('/a/$&.wav', ['/a/$&.wav'])).toBe('$&.wav');
  });
});
