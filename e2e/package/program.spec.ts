/** The program as others get it: fuses set, started as an ordinary user with the system's sandbox, no display. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test as base } from '@playwright/test';
import { SAMPLE_PHOTO, shortVoice } from '../fixtures/materials.ts';
import { packedProgram, runPacked } from '../fixtures/packedProgram.ts';

const test = base.extend<{ home: string }>({
  // Playwright reads the pattern to learn what a fixture needs.
  home: async ({}, use) => {
    const home = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-packed-'));
    await use(home);
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  },
});

const folder = path.dirname(packedProgram());
const kotohogi = path.join(folder, 'kotohogi');
/** The launcher's own words, for starts that need others beside them. */
const CLI = ['--log-level=3', '--cli', '--'];

interface ArchiveFolder {
  readonly files: Readonly<Record<string, Partial<ArchiveFolder>>>;
}

/** The files of an app archive: behind 16 bytes of lengths its head tells them as JSON. */
function filesOfArchive(file: string): readonly string[] {
  const bytes = readFileSync(file);
  const head = JSON.parse(bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12))) as ArchiveFolder;
  const list = ({ files }: ArchiveFolder, folder: string): string[] =>
    Object.entries(files).flatMap(([name, { files: inside }]) =>
      inside ? list({ files: inside }, `${folder}/${name}`) : [`${folder}/${name}`],
    );
  return list(head, '');
}

test('holds what it needs and nothing of other platforms, sources or tests', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  expect(files).toEqual(expect.arrayContaining(['LICENSE', 'THIRD-PARTY-NOTICES.txt', 'kotohogi']));
  const unpacked = files.filter(
    (file) => file.startsWith('resources/app.asar.unpacked') && /\.(node|so)/.test(file),
  );
  expect(unpacked.filter((file) => /darwin|win32|arm64|musl-/.test(file))).toEqual([]);
  const packed = filesOfArchive(path.join(folder, 'resources', 'app.asar'));
  expect(packed).toEqual(expect.arrayContaining(['/dist/node/main.js', '/dist/node/engineWorker.js']));
  expect(packed.filter((file) => /\.map$|\.ts$|\.test\./.test(file))).toEqual([]);
  const tops = new Set(packed.map((file) => file.split('/')[1]));
  expect([...tops].sort()).toEqual(['dist', 'node_modules', 'package.json']);
  expect(readdirSync(path.join(folder, 'resources')).sort()).toEqual([
    'app.asar',
    'app.asar.unpacked',
    'models',
    'resources',
  ]);
  expect(existsSync(path.join(folder, 'resources', 'resources', 'templates', 'birthday.json'))).toBe(true);
  expect(
    readFileSync(kotohogi, 'utf8') + readFileSync(path.join(folder, 'kotohogi-studio.desktop'), 'utf8'),
  ).not.toContain('no-sandbox');
});

test('the command line renders without a window, says what is wrong, and keeps its exit codes', async ({
  home,
}) => {
  const doctor = await runPacked(kotohogi, ['doctor', '--json'], home);
  expect(doctor).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse(doctor.out)).toMatchObject({ schemaVersion: 1, complete: true });

  const voice = shortVoice(home, 1.2);
  const out = path.join(home, 'made.mp4');
  const words = ['render', '--photo', SAMPLE_PHOTO, '--voice', voice, '--size', '320x320', '--out', out];
  const made = await runPacked(kotohogi, [...words, '--report', path.join(home, 'report.json')], home);
  expect(made.code, made.err).toBe(0);
  expect(existsSync(out)).toBe(true);
  expect(JSON.parse(readFileSync(path.join(home, 'report.json'), 'utf8'))).toMatchObject({
    frames: 30,
    fps: 25,
  });

  const broken = path.join(home, 'broken.jpg');
  writeFileSync(broken, 'this is not a JPEG');
  const refused = await runPacked(kotohogi, ['photo', '--photo', broken], home);
  expect(refused.code).toBe(3);
  expect(refused.err).toContain('broken.jpg');
  expect((await runPacked(kotohogi, ['no-such-verb'], home)).code).toBe(2);
  // An address among the words is a word.
  const queue = await runPacked(kotohogi, ['batch', '--queue', 'redis://127.0.0.1:1', '--jobs', '2'], home);
  expect(queue).toMatchObject({ code: 2, out: '' });
  expect(queue.err).toContain('--csv');
});

test('is no Node.js and takes no orders from the environment', async ({ home }) => {
  const trace = path.join(home, 'ran');
  const module = path.join(home, 'order.cjs');
  writeFileSync(module, `require('node:fs').writeFileSync(${JSON.stringify(trace)}, '')`);
  const asNode = await runPacked(packedProgram(), [...CLI, '--version'], home, { ELECTRON_RUN_AS_NODE: '1' });
  expect(asNode).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  const ordered = await runPacked(packedProgram(), [...CLI, '--version'], home, {
    NODE_OPTIONS: `--require ${module}`,
  });
  expect(ordered.code).toBe(0);
  expect(existsSync(trace)).toBe(false);
  const inspected = await runPacked(packedProgram(), ['--inspect=0', ...CLI, '--version'], home);
  expect(inspected.code).toBe(0);
  expect(inspected.err).not.toContain('Debugger');
});
