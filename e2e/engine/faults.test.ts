/** What may go wrong around a render: each ends in a finished video or in one clear message, and nothing is left. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findFfmpeg } from '../../electron/engine/ffmpeg/locate.ts';
import { renderReportSchema } from '../../shared/contract/render.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';
import { runningWith } from '../fixtures/processes.ts';
import { cutVoice } from '../fixtures/sound.ts';
import { frameChecksums, topBoxes } from '../fixtures/videoFile.ts';
import { createWorkplace, renderWords, type Outcome, type Workplace } from '../fixtures/workplace.ts';

/** Why no small disks can be made here, or null. */
const noSmallDisks =
  process.platform === 'linux' && process.getuid?.() === 0
    ? null
    : 'small disks are mounted, which only root on Linux may do';
if (noSmallDisks !== null) console.warn(`Skipped: ${noSmallDisks}.`);

const SECONDS = 5;

describe.skipIf(missingForRenders !== null)('a render', () => {
  let place: Workplace;
  let voice = '';
  let out = '';
  const mounted: string[] = [];
  beforeEach(async () => {
    place = createWorkplace();
    voice = await cutVoice(place.materials, 'voice.wav', { startSec: 0.5, durationSec: SECONDS });
    out = path.join(place.out, 'video.mp4');
  });
  afterEach(() => {
    for (const folder of mounted.splice(0)) execFileSync('umount', ['--lazy', folder]);
    place.remove();
  });

  const words = (...more: string[]): string[] =>
    renderWords(voice, out, '--progress', 'none', '--json', ...more);
  const mount = (folder: string, options: string): void => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
    mounted.push(folder);
  };

  /** One message with a name and a remedy, nothing half-written, nobody at work. */
  function expectOneMessage({ code, stdout, stderr }: Outcome, exitCode: number, errorCode: string): void {
    expect(code, stderr).toBe(exitCode);
    expect(stdout).toBe('');
    expect(JSON.parse(stderr)).toMatchObject({ code: errorCode });
    expect(place.leftInTemp()).toEqual([]);
    if (process.platform === 'linux') expect(runningWith(place.out)).toEqual([]);
  }

  const reportOf = ({ code, stdout, stderr }: Outcome) => {
    expect(code, stderr).toBe(0);
    return renderReportSchema.parse(JSON.parse(stdout));
  };

  it.skipIf(noSmallDisks !== null)(
    'onto a disk that fills up says so, and goes on once there is room',
    async () => {
      mount(place.out, 'size=64k');
      expectOneMessage(await place.run(...words()), 3, 'disk-full');
      expect(readdirSync(place.out)).toEqual([]);
      execFileSync('mount', ['-o', 'remount,size=64m', place.out]);
      const { segments, warnings } = reportOf(await place.run(...words('--resume')));
      expect(segments?.known).toBeGreaterThan(0);
      expect(warnings).toEqual([]);
      expect(readdirSync(place.out)).toEqual(['video.mp4']);
    },
  );

  it.skipIf(noSmallDisks !== null)('into a folder that can only be read says so', async () => {
    mount(place.out, 'size=1m,ro');
    expectOneMessage(await place.run(...words()), 3, 'out-folder');
  });

  it.skipIf(noSmallDisks !== null)('without room for what could be kept is made all the same', async () => {
    mount(place.home, 'size=16k');
    const { segments, warnings } = reportOf(await place.run(...words()));
    expect(segments).toEqual({ total: 3, known: 0 });
    expect(warnings.join('\n')).toContain('could not be kept');
    expect(await frameChecksums(out)).toHaveLength(SECONDS * 25);
  });

  it('made twice at once under one name is whole in the end', async () => {
    const both = await Promise.all([place.run(...words()), place.run(...words())]);
    for (const outcome of both) reportOf(outcome);
    expect(readdirSync(place.out)).toEqual(['video.mp4']);
    expect(topBoxes(out)[0]).toBe('ftyp');
    expect(await frameChecksums(out)).toHaveLength(SECONDS * 25);
    expect(place.leftInTemp()).toEqual([]);
    expect(readdirSync(path.join(place.home, 'renders'))).toEqual([]);
  });

  it('does not mind a clock that is set forth and back', async () => {
    const jumping = path.join(place.materials, 'clock.cjs');
    writeFileSync(
      jumping,
      `const real = Date.now; let calls = 0;
       const jump = () => (++calls % 3 - 1) * 86_400_000;
       Date.now = () => real() + jump();
       const steady = performance.now.bind(performance); let looks = 0;
       performance.now = () => steady() + (++looks % 5 - 2) * 3_600_000;`,
    );
    const before = process.env['NODE_OPTIONS'];
    process.env['NODE_OPTIONS'] = `${before ?? ''} --require ${jumping}`;
    const elsewhere = createWorkplace();
    if (before === undefined) delete process.env['NODE_OPTIONS'];
    else process.env['NODE_OPTIONS'] = before;
    try {
      // How long it took cannot be known here; that it was made can.
      const first = reportOf(await elsewhere.run(...words()));
      expect(first.frames).toBe(SECONDS * 25);
      expect(reportOf(await elsewhere.run(...words())).segments).toEqual({ total: 3, known: 3 });
    } finally {
      elsewhere.remove();
    }
  });

  it.skipIf(process.platform === 'win32')('whose encoder gets no memory says so', async () => {
    const tool = path.join(place.materials, 'tools');
    mkdirSync(tool);
    const program = path.join(tool, 'ffmpeg');
    const { path: ffmpegPath } = await findFfmpeg();
    // Enough to decode the voice, not to code pictures.
    writeFileSync(
      program,
      `#!/bin/sh\nfor word in "$@"; do [ "$word" = libx264 ] && ulimit -v 150000; done\nexec '${ffmpegPath}' "$@"\n`,
    );
    chmodSync(program, 0o755);
    const before = process.env['KOTOHOGI_FFMPEG'];
    process.env['KOTOHOGI_FFMPEG'] = program;
    const poor = createWorkplace();
    if (before === undefined) delete process.env['KOTOHOGI_FFMPEG'];
    else process.env['KOTOHOGI_FFMPEG'] = before;
    try {
      expectOneMessage(await poor.run(...words('--size', '1080x1080')), 4, 'memory-full');
      expect(readdirSync(place.out)).toEqual([]);
      expect(readFileSync(program, 'utf8')).toContain('ulimit');
    } finally {
      poor.remove();
    }
  });
});
