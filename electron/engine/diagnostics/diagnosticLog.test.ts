import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inputError } from '../../../shared/errors.ts';
import { openDiagnosticLog } from './diagnosticLog.ts';
import { KEPT_FILES, logFileName, openLogFile } from './logFile.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(path.join(os.tmpdir(), 'diagnostic-log-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const file = (index = 0): string => path.join(home, 'logs', logFileName(index));
const entries = (): Record<string, unknown>[] =>
  existsSync(file())
    ? readFileSync(file(), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>)
    : [];
const settings = (logLevel: string): void =>
  writeFileSync(path.join(home, 'settings.json'), JSON.stringify({ theme: 'dark', logLevel }));

describe('the log', () => {
  it('says when, who, what and how long after the start', async () => {
    const log = openDiagnosticLog({ home, source: 'cli' });
    log.info('render.done', { frames: 125, totalMs: 900, device: 'cpu' });
    await log.flush();
    const [entry] = entries();
    expect(entry).toMatchObject({
      from: 'cli',
      level: 'info',
      what: 'render.done',
      frames: 125,
      device: 'cpu',
    });
    expect(entry['pid']).toBe(process.pid);
    expect(Number.isNaN(Date.parse(String(entry['at'])))).toBe(false);
  });

  it('tells people’s errors by their code, defects with their stack, and neither with names', async () => {
    const log = openDiagnosticLog({ home, source: 'app' });
    log.error(
      'render.failed',
      inputError('photo-no-face', 'No face in "Aya Tanaka.jpg".', 'Choose another.'),
    );
    log.error('render.failed', new TypeError('x of /home/aya/a.jpg is no function'));
    log.warn('engine', { line: 'The voice "Grandma Ken.wav" is clipped' });
    await log.flush();
    const [peoples, ours, warning] = entries();
    expect(peoples).toMatchObject({ kind: 'input', code: 'photo-no-face' });
    expect(ours).toMatchObject({ kind: 'defect', code: 'internal-error' });
    expect(ours['stack']).toContain('TypeError');
    expect(ours['stack']).toContain('diagnosticLog.test.ts');
    expect(warning['line']).toMatch(/^The voice "<file [0-9a-f]{4}>\.wav" is clipped$/);
    expect(readFileSync(file(), 'utf8')).not.toMatch(/Aya|Tanaka|Ken|aya/);
  });

  it.each([
    ['off', []],
    ['errors', ['e']],
    ['normal', ['i', 'w', 'e']],
    ['detailed', ['d', 'i', 'w', 'e']],
    ['nonsense', ['i', 'w', 'e']],
  ])('at level %s writes what was asked for', async (level, expected) => {
    settings(level);
    const log = openDiagnosticLog({ home, source: 'app' });
    log.detail('d');
    log.info('i');
    log.warn('w');
    log.error('e', new Error('x'));
    await log.flush();
    expect(entries().map(({ what }) => what)).toEqual(expected);
  });

  it('leaves its last words at once, with the version', async () => {
    const log = openDiagnosticLog({ home, source: 'app' });
    log.fatal('crash', new Error('the end'));
    expect(entries()).toMatchObject([{ what: 'crash', level: 'error', code: 'internal-error' }]);
    expect(entries()[0]['version']).toMatch(/^\d+\.\d+/);
    await log.flush();
  });
});

describe('the files of the log', () => {
  it('keep to their room, the newest lines last', async () => {
    const lines = openLogFile({ folder: path.join(home, 'logs'), fileBytes: 1000 });
    for (let i = 0; i < 200; i++) {
      lines.write(JSON.stringify({ what: 'tick', i, padding: 'x'.repeat(60) }));
      await lines.flush();
    }
    const names = readdirSync(path.join(home, 'logs'));
    expect(names.sort()).toEqual(Array.from({ length: KEPT_FILES }, (_, i) => logFileName(i)).sort());
    for (const name of names) expect(statSync(path.join(home, 'logs', name)).size).toBeLessThan(1200);
    expect(entries().at(-1)).toMatchObject({ i: 199 });
  });

  it('stay whole lines when several write at once', async () => {
    const writers = [1, 2, 3].map(() => openLogFile({ folder: path.join(home, 'logs'), fileBytes: 1e6 }));
    for (let i = 0; i < 300; i++) for (const lines of writers) lines.write(JSON.stringify({ i }));
    await Promise.all(writers.map((lines) => lines.flush()));
    expect(entries()).toHaveLength(900);
  });

  it('hurt nobody where nothing can be written, and count what was lost', async () => {
    writeFileSync(path.join(home, 'logs'), 'a file in the way');
    let nowMs = 0;
    const lines = openLogFile({ folder: path.join(home, 'logs'), nowMs: () => nowMs });
    lines.write('{"what":"first"}');
    lines.writeNow('{"what":"last"}');
    await lines.flush();
    for (let i = 0; i < 50; i++) lines.write('{"what":"more"}');
    await lines.flush();
    rmSync(path.join(home, 'logs'));
    nowMs = 60_000;
    lines.write('{"what":"again"}');
    await lines.flush();
    expect(entries()).toEqual([{ what: 'again' }, { what: 'log.dropped', lines: 51 }]);
    // A clock that is set back silences nothing.
    nowMs = -1e9;
    lines.write('{"what":"back"}');
    await lines.flush();
    expect(entries().at(-1)).toEqual({ what: 'back' });
  });

  it('let go of what comes faster than the disk', async () => {
    mkdirSync(path.join(home, 'logs'));
    const lines = openLogFile({ folder: path.join(home, 'logs'), fileBytes: 1e9 });
    for (let i = 0; i < 10_000; i++) lines.write(JSON.stringify({ what: 'flood', i }));
    await lines.flush();
    lines.write('{"what":"after"}');
    await lines.flush();
    const kept = entries();
    expect(kept.length).toBeLessThan(5000);
    expect(kept.find(({ what }) => what === 'log.dropped')).toMatchObject({
      lines: 10_000 - (kept.length - 2),
    });
  });
});
