/**
 * Messages by lot at the border of the app, all of whose parts are the real ones but Electron itself and the engine: no
 * message that is not sound, and none that comes from elsewhere, has any effect. KOTOHOGI_CALLS says how many,
 * KOTOHOGI_CALLS_SEED which.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openStudio } from '../../electron/app/studio.ts';
import { resolvePaths } from '../../electron/app/paths.ts';
import { CALL_NAMES, OFFER_PROJECT_CALL, OPEN_PATH_CALL, wireName } from '../../shared/contract/callNames.ts';
import type { CallName } from '../../shared/contract/callNames.ts';
import { CHANNELS } from '../../shared/contract/channels.ts';
import type { Reply } from '../../shared/contract/reply.ts';
import { seededRandom } from '../../shared/random.ts';
import { hostileMessage, soundMessages } from '../fixtures/hostileMessages.ts';

const COUNT = Number(process.env['KOTOHOGI_CALLS'] ?? 3000);
const SEED = Number(process.env['KOTOHOGI_CALLS_SEED'] ?? 7);
/** No answer to a message that is refused takes longer, however busy the computer is. */
const MOST_SEC = 20;
const PAGE = 'app://studio/index.html';

/** What the program did outside itself: everything it asked of Electron and of the engine. */
const world = vi.hoisted(() => {
  const asked: string[] = [];
  const answering = new Map<string, (event: unknown, request: unknown) => unknown>();
  /** Whatever is asked of it, it is there, and what was called is written down. */
  const standIn = (name: string): unknown =>
    new Proxy(function anything() {}, {
      get(_target, key) {
        if (key === 'then' || typeof key === 'symbol') return undefined;
        if (name === 'electron.ipcMain' && key === 'handle')
          return (channel: string, handler: (event: unknown, request: unknown) => unknown): void => {
            answering.set(channel, handler);
          };
        if (key === 'getPath') return () => '/nowhere';
        if (key === 'getVersion') return () => '0.0.0';
        if (key === 'getAllDisplays') return () => [];
        if (key === 'isPackaged') return false;
        if (key === 'isDestroyed' || key === 'isMinimized') return () => false;
        return standIn(`${name}.${key}`);
      },
      has: () => true,
      set: () => true,
      apply() {
        asked.push(name);
        return standIn(`${name}()`);
      },
      construct() {
        asked.push(`new ${name}`);
        return standIn(`new ${name}`) as object;
      },
    });
  return { asked, answering, standIn };
});

vi.mock('electron', () => {
  const names = ['app', 'BrowserWindow', 'clipboard', 'crashReporter', 'dialog', 'ipcMain', 'Menu'];
  const more = ['MessageChannelMain', 'nativeTheme', 'net', 'Notification', 'powerMonitor', 'protocol'];
  const rest = ['powerSaveBlocker', 'safeStorage', 'screen', 'session', 'shell', 'systemPreferences'];
  const last = ['utilityProcess', 'contextBridge', 'ipcRenderer', 'webUtils', 'nativeImage', 'autoUpdater'];
  const all = [...names, ...more, ...rest, ...last];
  return Object.fromEntries(all.map((name) => [name, world.standIn(`electron.${name}`)]));
});
vi.mock('../../electron/app/engines.ts', () => ({
  createEngine: () => ({
    run(name: string): Promise<never> {
      world.asked.push(`engine.${name}`);
      return Promise.reject(new Error('There is no engine here.'));
    },
    close: () => Promise.resolve(),
  }),
}));

/** Calls that name something the program has given out before: with made-up names they are sound, and still in vain. */
const IN_VAIN: readonly CallName[] = [
  ...(['inspectPhoto', 'previewMatte', 'analyzeVoice', 'analyzeProsody', 'drawSpectrogram'] as const),
  ...(['outlineSound', 'startRender', 'cancelJob', 'retryJob', 'revealJob', 'saveJobCopy'] as const),
  ...(['moveJob', 'removeJob', 'saveJobReport', 'copyJobReport', 'takeVoice', 'startComparison'] as const),
  ...(['revealComparison', 'appendRecording', 'finishRecording', 'deleteTake'] as const),
  ...(['openProject', 'findMissingMedia', 'openPath'] as const),
];
const NAMES: readonly CallName[] = [...CALL_NAMES, OPEN_PATH_CALL, OFFER_PROJECT_CALL];

/** Everything in a folder, with what it holds, but for the log, in which it is written down what was refused. */
function contentOf(folder: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (name.startsWith('logs')) continue;
    hash.update(`\0${name}\0`);
    try {
      hash.update(readFileSync(path.join(folder, name)));
    } catch {
      hash.update('a folder');
    }
  }
  return hash.digest('hex');
}

const frame = { url: PAGE };
const ours = { senderFrame: frame, sender: { mainFrame: frame } };
/** Everybody else. */
const STRANGERS: readonly unknown[] = [
  { senderFrame: null, sender: { mainFrame: frame } },
  { senderFrame: { url: PAGE }, sender: { mainFrame: frame } },
  ...[
    'https://example.com/index.html',
    'file:///etc/passwd',
    'data:text/html,x',
    'about:blank',
    'app://studio.example/index.html',
    'app://other/index.html',
    'http://app//studio/index.html',
    'media://granted/00000000000000000000000000000000',
    '',
    'nonsense',
  ].map((url) => {
    const stranger = { url };
    return { senderFrame: stranger, sender: { mainFrame: stranger } };
  }),
];

interface Tally {
  refusedStrangers: number;
  malformed: number;
  inVain: Record<string, number>;
  soundAndLeftAlone: number;
  slowestMs: number;
}

describe('the border of the app', () => {
  let home = '';
  let temp = '';
  const tally: Tally = { refusedStrangers: 0, malformed: 0, inVain: {}, soundAndLeftAlone: 0, slowestMs: 0 };
  const loud: string[] = [];

  beforeAll(async () => {
    home = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-calls-home-'));
    temp = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-calls-temp-'));
    vi.stubEnv('KOTOHOGI_HOME', home);
    vi.spyOn(console, 'warn').mockImplementation((line: unknown) => void loud.push(String(line)));
    vi.spyOn(console, 'error').mockImplementation((line: unknown) => void loud.push(String(line)));
    await openStudio(resolvePaths(path.join(import.meta.dirname, '../../dist/node'), temp), {
      projectFile: null,
      deepLink: null,
    });
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    for (const folder of [home, temp]) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    const file = process.env['KOTOHOGI_CALLS_REPORT'];
    if (file !== undefined) writeFileSync(file, JSON.stringify({ seed: SEED, count: COUNT, ...tally }));
  });

  const send = async (name: CallName, event: unknown, request: unknown): Promise<Reply<unknown>> => {
    const handler = world.answering.get(wireName(name));
    if (!handler) throw new Error(`Nobody answers ${name}.`);
    const fromMs = performance.now();
    const reply = (await handler(event, request)) as Reply<unknown>;
    tally.slowestMs = Math.max(tally.slowestMs, performance.now() - fromMs);
    return reply;
  };

  it('knows sound messages of every call, so that damage to them means something', () => {
    const random = seededRandom(SEED);
    const without = NAMES.filter((name) => {
      const make = soundMessages(CHANNELS[name].request);
      for (let i = 0; i < 300; i++) if (CHANNELS[name].request.safeParse(make(random)).success) return false;
      return true;
    });
    expect(without).toEqual([]);
  });

  it(
    'lets nothing through that is not sound, and nobody but the page',
    { timeout: 60_000 + COUNT * 20 },
    async () => {
      const random = seededRandom(SEED);
      const makers = new Map(NAMES.map((name) => [name, soundMessages(CHANNELS[name].request)]));
      expect([...world.answering.keys()].sort()).toEqual(NAMES.map(wireName).sort());
      await new Promise((resolve) => setTimeout(resolve, 50));
      const before = contentOf(home);
      world.asked.length = 0;
      for (let i = 0; i < COUNT; i++) {
        const name = NAMES[Math.floor(random() * NAMES.length)];
        const sound = makers.get(name)?.(random);
        const why = `message ${i} of seed ${SEED}, to ${name}`;
        if (random() < 0.2) {
          const stranger = STRANGERS[Math.floor(random() * STRANGERS.length)];
          const reply = await send(name, stranger, random() < 0.5 ? sound : hostileMessage(sound, random));
          expect(reply, why).toMatchObject({ ok: false, error: { code: 'call-refused' } });
          tally.refusedStrangers += 1;
        } else {
          const message = IN_VAIN.includes(name) && random() < 0.2 ? sound : hostileMessage(sound, random);
          // What a schema cannot be asked about safely is refused before it is asked.
          const isSound = isFinite(message) && isSoundFor(CHANNELS[name].request, message);
          if (isSound && !IN_VAIN.includes(name)) {
            tally.soundAndLeftAlone += 1;
            continue;
          }
          const reply = await send(name, ours, message);
          if (isSound) {
            // What is not there is refused in words, or there is nothing to do.
            const outcome = reply.ok ? 'nothing to do' : reply.error.code;
            if (!reply.ok)
              expect(['input', 'usage', 'missing'], `${why}: ${outcome}`).toContain(reply.error.kind);
            tally.inVain[outcome] = (tally.inVain[outcome] ?? 0) + 1;
          } else {
            expect(reply, why).toMatchObject({ ok: false, error: { code: 'call-malformed' } });
            tally.malformed += 1;
          }
        }
        if (world.asked.length > 0) expect(world.asked, why).toEqual([]);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(world.asked).toEqual([]);
      expect(contentOf(home)).toBe(before);
      expect(readdirSync(temp)).toEqual([]);
      expect(Object.keys(Object.prototype)).toEqual([]);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
      expect(tally.slowestMs).toBeLessThan(MOST_SEC * 1000);
      expect(loud.every((line) => line.length < 1000)).toBe(true);
      expect(tally.malformed).toBeGreaterThan(COUNT / 3);
      expect(tally.refusedStrangers).toBeGreaterThan(COUNT / 10);
      expect(Object.keys(tally.inVain).length).toBeGreaterThan(2);
      expect(await send('describeApp', ours, null)).toMatchObject({ ok: true });
    },
  );
});

function isSoundFor(schema: z.ZodType, message: unknown): boolean {
  try {
    return schema.safeParse(message).success;
  } catch {
    return false;
  }
}

/** Whether walking along it comes to an end. */
function isFinite(value: unknown, level = 0): boolean {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return true;
  if (level > 60 || (Array.isArray(value) && value.length > 1e6)) return false;
  return Object.entries(value).every(([key, inner]) => key !== '__proto__' && isFinite(inner, level + 1));
}
