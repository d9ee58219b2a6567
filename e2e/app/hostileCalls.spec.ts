import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { CALL_NAMES } from '../../shared/contract/callNames.ts';
import { seededRandom } from '../../shared/random.ts';
import { hostileMessage } from '../fixtures/hostileMessages.ts';
import { expect, test } from '../fixtures/studioTest.ts';

const COUNT = 600;
const SEED = 11;

/** A little of what several calls take, and whole for none of them. */
const LIKELY = {
  photo: '0'.repeat(32),
  jobId: '1'.repeat(32),
  id: 'auto',
  path: '/etc/passwd',
  settings: { theme: 'dark', models: { person: 'auto' } },
  list: [1, 'two', { three: null }],
};

/** Chromium keeps files of its own beside the studio's. */
const studioFiles = (home: string): string[] =>
  readdirSync(home, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.startsWith('chromium') && !name.startsWith('logs'))
    .map((name) => `${name} ${statSync(path.join(home, name)).mtimeMs}`)
    .sort();

/** A message as text; null where it cannot be text, is large, or is nothing or a list, which some calls take. */
function textOf(message: unknown): string | null {
  try {
    const text = JSON.stringify(message);
    return text === undefined || /^(?:null|\[.*\])$/s.test(text) || text.length > 100_000 ? null : text;
  } catch {
    return null;
  }
}

test('a page that sends nonsense over the real bridge moves nothing', async ({ studio }) => {
  const { app, page, home } = studio;
  await app.evaluate(({ dialog, shell }) => {
    const asked: string[] = [];
    Reflect.set(globalThis, 'askedByNonsense', asked);
    for (const [part, names] of [
      [dialog, ['showOpenDialog', 'showSaveDialog', 'showMessageBox']],
      [shell, ['openExternal', 'openPath', 'showItemInFolder']],
    ] as const)
      for (const name of names)
        Reflect.set(part, name, () => {
          asked.push(name);
          return Promise.resolve({ canceled: true, filePaths: [] });
        });
  });
  const random = seededRandom(SEED);
  const messages: string[] = [];
  while (messages.length < COUNT) {
    const name = CALL_NAMES[Math.floor(random() * CALL_NAMES.length)];
    const text = textOf(hostileMessage(LIKELY, random));
    if (text !== null) messages.push(`["${name}",${text}]`);
  }
  const before = studioFiles(home);
  const answers = await page.evaluate(async (sent) => {
    const bridge = Reflect.get(window, 'kotohogi') as unknown as Record<
      string,
      (request: unknown) => Promise<unknown>
    >;
    const codes: Record<string, number> = {};
    const note = (code: string): void => void (codes[code] = (codes[code] ?? 0) + 1);
    const codeOf = (reply: unknown): string =>
      (reply as { error?: { code: string } }).error?.code ??
      `answered ${JSON.stringify(reply).slice(0, 200)}`;
    for (const [name, message] of JSON.parse(sent) as [string, unknown][])
      note(codeOf(await bridge[name](message)));
    // What JSON cannot say, for a call that takes nothing and one that takes a number of things.
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    const sparse: unknown[] = [];
    sparse.length = 100_000;
    for (const odd of [
      loop,
      sparse,
      new Map(),
      new Float64Array(9),
      NaN,
      10n,
      undefined,
      new Date(),
      'x'.repeat(1e6),
    ])
      for (const name of ['describeApp', 'startRender', 'keepProject', 'saveSettings']) {
        if (odd === undefined && name === 'describeApp') continue;
        // What cannot travel at all throws here, before it is sent.
        const send = async (): Promise<unknown> => bridge[name](odd);
        note(await send().then(codeOf, () => 'not sent'));
      }
    return codes;
  }, `[${messages.join()}]`);
  expect(Object.keys(answers).filter((code) => code !== 'call-malformed' && code !== 'not sent')).toEqual([]);
  expect(answers['call-malformed']).toBeGreaterThanOrEqual(COUNT);
  expect(studioFiles(home)).toEqual(before);
  expect(await app.evaluate(() => Reflect.get(globalThis, 'askedByNonsense') as string[])).toEqual([]);
  // The program is as well as before.
  await expect(page.getByRole('main')).toBeVisible();
  const described = await page.evaluate(() =>
    (
      Reflect.get(window, 'kotohogi') as { describeApp: (nothing: null) => Promise<{ ok: boolean }> }
    ).describeApp(null),
  );
  expect(described.ok).toBe(true);
});
