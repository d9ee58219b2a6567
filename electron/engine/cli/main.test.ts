import { expect, it } from 'vitest';
import { version } from '../../../package.json';
import { main, VERBS } from './main.ts';
import { recordingTerminal } from './testTerminal.ts';

async function run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const { terminal, written } = recordingTerminal();
  const code = await main(words, terminal, new AbortController().signal);
  return { code, ...written };
}

it('shows every verb and the exit codes when asked nothing', async () => {
  for (const words of [[], ['help'], ['--help']]) {
    const { code, out } = await run(...words);
    expect(code).toBe(0);
    for (const { name } of VERBS) expect(out).toContain(name);
    expect(out).toContain('3 bad input');
  }
});

it('shows the options of a verb, whichever way one asks', async () => {
  for (const words of [
    ['help', 'render'],
    ['render', '--help'],
  ]) {
    const { code, out } = await run(...words);
    expect(code).toBe(0);
    for (const name of Object.keys(VERBS[0].options)) expect(out).toContain(`--${name}`);
  }
});

it('tells its version', async () => {
  expect(await run('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
});

it('ends with 2 and two sentences on bad usage', async () => {
  for (const words of [
    ['sing'],
    ['render', '--nonsense'],
    ['render', '--photo', 'a.jpg'],
    ['help', 'sing'],
  ]) {
    const { code, out, err } = await run(...words);
    expect(code, words.join(' ')).toBe(2);
    expect(out).toBe('');
    expect(err.trim().split('\n')).toHaveLength(2);
  }
});

it('says errors as an object when JSON is asked for', async () => {
  const { code, err } = await run('photo', '--json');
  expect(code).toBe(2);
  expect(JSON.parse(err)).toEqual({
    kind: 'usage',
    code: 'option-missing',
    message: expect.stringContaining('--photo') as string,
    hint: expect.any(String) as string,
  });
});

it('refuses a place that cannot be written before the work and not after it', async () => {
  const { code, err } = await run('photo', '--photo', 'absent.jpg', '--matte', '/no/such/folder/matte.png');
  expect(code).toBe(3);
  expect(err).toContain('/no/such/folder');
});
