/** A render on this computer uses no network at all; neither does loading the engine. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { missingForRenders } from '../fixtures/prerequisites.ts';
import { noProcessTable } from '../fixtures/processes.ts';
import { SAMPLE_PHOTO, shortVoice } from '../fixtures/materials.ts';
import { createWorkplace } from '../fixtures/workplace.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const WATCH = path.join(ROOT, 'e2e', 'fixtures', 'didSocketWatch.cjs');
const place = createWorkplace();
afterAll(() => place.remove());

/** Network sockets of a process and of all that it started, by what holds them. */
function networkSockets(pid: number): string[] {
  const read = (file: string): string => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return '';
    }
  };
  const tables = ['tcp', 'tcp6', 'udp', 'udp6', 'raw', 'raw6'].map((name) =>
    read(`/proc/${pid}/net/${name}`),
  );
  const inodes = new Set(
    tables.flatMap((table) =>
      table
        .split('\n')
        .slice(1)
        .map((line) => line.trim().split(/\s+/)[9] ?? ''),
    ),
  );
  const folder = `/proc/${pid}/fd`;
  let held: string[] = [];
  try {
    held = readdirSync(folder).map((name) => readlinkSync(path.join(folder, name)));
  } catch {
    // It has ended.
  }
  const own = held.filter((target) => inodes.has(/^socket:\[(\d+)\]$/.exec(target)?.[1] ?? 'none'));
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean);
  return [
    ...own.map((target) => `${pid} ${target}`),
    ...children.flatMap((child) => networkSockets(Number(child))),
  ];
}

interface Watched {
  readonly code: number | null;
  readonly err: string;
  /** What was tried; empty when nothing was. */
  readonly attempts: string;
  readonly sockets: readonly string[];
  readonly looks: number;
}

let runs = 0;
async function watched(...words: string[]): Promise<Watched> {
  const log = path.join(place.temp, `sockets-${++runs}.log`);
  const env = { ...process.env, KOTOHOGI_SOCKET_LOG: log, KOTOHOGI_HOME: path.join(place.temp, 'home') };
  const child = spawn(process.execPath, ['--require', WATCH, ...words], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const sockets = new Set<string>();
  let looks = 0;
  const watch = setInterval(() => {
    looks += 1;
    if (noProcessTable === null) for (const socket of networkSockets(child.pid ?? 0)) sockets.add(socket);
  }, 40);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(watch);
  const attempts = existsSync(log) ? readFileSync(log, 'utf8') : 'the watch was not loaded';
  return { code, err, attempts, sockets: [...sockets], looks };
}

describe('the watch', () => {
  it.each([
    ['fetch("http://127.0.0.1:8099/")', 'net.Socket.connect'],
    [
      'import("node:https").then((https) => https.get("https://127.0.0.1:8099/").on("error", () => 0))',
      'tls.connect',
    ],
    ['import("node:dns").then((dns) => dns.promises.lookup("example.org"))', 'dns.promises.lookup'],
    [
      'import("node:dgram").then((dgram) => dgram.createSocket("udp4").send("x", 9, "127.0.0.1"))',
      'dgram.Socket.send',
    ],
    [
      'new (require("node:worker_threads").Worker)("fetch(\'http://127.0.0.1:8099/\').catch(() => 0)", { eval: true })',
      'net.Socket.connect',
    ],
  ])('notices %s', async (script, attempt) => {
    expect((await watched('--eval', script)).attempts).toContain(attempt);
  });

  it.skipIf(noProcessTable !== null)('notices the sockets of programs that a program starts', async () => {
    const listening =
      'require("node:net").createServer().listen(0, "127.0.0.1"); setTimeout(() => process.exit(), 1500)';
    const starting = `require("node:child_process").spawn(process.execPath, ["--eval", ${JSON.stringify(listening)}])`;
    expect((await watched('--eval', starting)).sockets.length).toBeGreaterThan(0);
  });
});

it('nothing is opened by loading the command line, its engine and the cloud backend', async () => {
  const words = ['did', 'jobs'];
  const { code, err, attempts, sockets } = await watched(path.join(ROOT, 'bin', 'kotohogi.mjs'), ...words);
  expect({ code, err, attempts, sockets }).toEqual({ code: 0, err: '', attempts: '', sockets: [] });
});

it.skipIf(missingForRenders !== null)('nothing is opened by a whole render', async () => {
  const out = path.join(place.out, 'video.mp4');
  const files = ['--photo', SAMPLE_PHOTO, '--voice', shortVoice(place.materials, 2), '--out', out];
  const look = ['--size', '256x256', '--preset', 'celebration', '--background', 'blur', '--progress', 'none'];
  const { code, err, attempts, sockets, looks } = await watched(
    path.join(ROOT, 'bin', 'kotohogi.mjs'),
    'render',
    ...files,
    ...look,
  );
  expect({ code, err, attempts, sockets }).toEqual({ code: 0, err: '', attempts: '', sockets: [] });
  expect(existsSync(out)).toBe(true);
  expect(looks).toBeGreaterThan(5);
});
