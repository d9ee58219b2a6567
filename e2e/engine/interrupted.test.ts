import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SAMPLE_VOICE } from '../fixtures/materials.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';
import { childrenOf, isRunning, noProcessTable, runningWith } from '../fixtures/processes.ts';
import { createWorkplace, renderWords, type RunningProgram, type Workplace } from '../fixtures/workplace.ts';

const OLDER_VIDEO = 'an older video';

describe.skipIf(missingForRenders !== null || noProcessTable !== null)('a render that is interrupted', () => {
  let place: Workplace;
  let out = '';
  beforeEach(() => {
    place = createWorkplace();
    out = path.join(place.out, 'video.mp4');
    writeFileSync(out, OLDER_VIDEO);
  });
  afterEach(() => place.remove());

  /** A render of the whole sample, at the moment when its first frames have been drawn. */
  async function drawing(...more: string[]): Promise<{ program: RunningProgram; encoders: number[] }> {
    const words = renderWords(SAMPLE_VOICE, out, '--size', '480x480', '--progress', 'lines', ...more);
    const program = place.start(...words);
    await program.said('encode (268 frames)');
    // One codes the first part, one puts the parts together.
    await vi.waitFor(() => expect(childrenOf(program.pid, 'ffmpeg').length).toBeGreaterThanOrEqual(2));
    return { program, encoders: childrenOf(program.pid, 'ffmpeg') };
  }

  /** Nothing but what was there before, and nobody at work. */
  function expectNothingLeft(encoders: readonly number[]): void {
    expect(readdirSync(place.out)).toEqual(['video.mp4']);
    expect(readFileSync(out, 'utf8')).toBe(OLDER_VIDEO);
    expect(place.leftInTemp()).toEqual([]);
    expect(encoders.filter(isRunning)).toEqual([]);
  }

  it.each(['SIGINT', 'SIGTERM'] as const)('by %s leaves the older video as it was', async (signal) => {
    const { program, encoders } = await drawing();
    program.kill(signal);
    const { code, stdout, stderr } = await program.ended;
    expect(code).toBe(5);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/\nCancelled\.\nNothing was written\.\n$/);
    expectNothingLeft(encoders);
  });

  it('before anything was drawn leaves nothing either', async () => {
    const program = place.start(...renderWords(SAMPLE_VOICE, out, '--progress', 'lines'));
    await program.said('media');
    program.kill('SIGINT');
    expect((await program.ended).code).toBe(5);
    expectNothingLeft([program.pid]);
  });

  it.each(['libx264', 'copy'])('by the end of its ffmpeg for %s says so and leaves nothing', async (word) => {
    const { program, encoders } = await drawing();
    const [victim] = encoders.filter((pid) => runningWith(` ${word} `).includes(pid));
    process.kill(victim, 'SIGKILL');
    const { code, stderr } = await program.ended;
    expect(code).toBe(1);
    const [message, hint, ...others] = stderr.trimEnd().split('\n').slice(-2);
    expect(others).toEqual([]);
    expect(message).toContain('ffmpeg ended with a signal');
    expect(hint).toContain('kotohogi doctor');
    expectNothingLeft(encoders);
  });
});
