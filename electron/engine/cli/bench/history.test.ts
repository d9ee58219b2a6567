import { mkdtemp, appendFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addToHistory, earlierRuns, usualRatio } from './history.ts';
import { isReached } from './goals.ts';
import { benchPlot } from './plot.ts';
import type { BenchReport } from './suite.ts';

const report = (warmOverCold: number | null, cores = 2): BenchReport => ({
  schemaVersion: 1,
  quick: true,
  machine: { platform: 'linux', arch: 'x64', cpu: 'A <fast> one', cores, memoryBytes: 1, node: '20' },
  workloads: [
    {
      id: 'render',
      n: 1,
      p50Ms: 10,
      p95Ms: 10,
      frames: 5,
      fps: 12.5,
      ceilingFps: null,
      peakRssBytes: 1,
      stages: [
        { name: 'media', ms: 30, cache: 'miss' },
        { name: 'encode', ms: 70, cache: 'miss' },
      ],
      shares: [],
    },
  ],
  sitting: { steps: [], phraseShare: 0.2, phraseEdit: 0.3 },
  together: [],
  pixelWorkers: [],
  precision: [],
  batchSizes: [],
  mainThreadLagP99Ms: null,
  ratios: {
    endToEndOverCeilingWav2lip: null,
    endToEndOverCeilingBuiltin: 0.5,
    peakMemory10minOver30s: null,
    prosodyOverAudio: 0.005,
    prosodyEditOverAudio: null,
    praatOverProsody: null,
    voicePhraseEdit: null,
    phraseEdit: 0.3,
    phraseEditOverGoal: 1,
    fourPresetsOverOne: null,
    warmOverCold,
    pixelWorkersSpeedUp: null,
  },
});

describe('the history of runs', () => {
  let file: string;
  beforeEach(async () => {
    file = path.join(await mkdtemp(path.join(os.tmpdir(), 'kotohogi-history-')), 'deep', 'history.jsonl');
  });
  afterEach(() => rm(path.dirname(path.dirname(file)), { recursive: true, force: true }));

  it('is of the same kind of machine, and survives lines that are none', async () => {
    expect(await earlierRuns(file, report(1))).toEqual([]);
    for (const value of [0.3, 0.5, 0.4, null]) await addToHistory(file, report(value));
    await addToHistory(file, report(9, 64));
    await appendFile(file, '{"half a li');
    const runs = await earlierRuns(file, report(1));
    expect(runs).toHaveLength(4);
    expect(usualRatio(runs, 'warmOverCold')).toBe(0.4);
    expect(usualRatio(runs, 'praatOverProsody')).toBeNull();
  });
});

describe('goals', () => {
  it('are reached, missed, or not told of', () => {
    expect(isReached('warmOverCold', 0.35)).toBe(true);
    expect(isReached('warmOverCold', 0.36)).toBe(false);
    expect(isReached('endToEndOverCeilingBuiltin', 0.9)).toBe(true);
    expect(isReached('warmOverCold', null)).toBeNull();
    expect(isReached('voicePhraseEdit', 0.1)).toBeNull();
  });
});

describe('the drawing', () => {
  it('has bars whose lengths are the shares, words that are escaped, and what was not measured', () => {
    const svg = benchPlot(report(0.5));
    const widths = [...svg.matchAll(/height="18" fill[^>]*>/g)].length;
    expect(widths).toBe(2);
    const [media, encode] = [...svg.matchAll(/<rect x="[\d.]+" y="84" width="([\d.]+)"/g)].map((match) =>
      Number(match[1]),
    );
    expect(encode / media).toBeCloseTo(7 / 3, 2);
    expect(svg).toContain('A &#60;fast');
    expect(svg).toContain('not measured');
    expect(svg).toContain('missed');
  });
});
