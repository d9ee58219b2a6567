import { expect, it } from 'vitest';
import type { RenderProgress } from '../../../shared/contract/render.ts';
import type { ProgressStyle } from './progressStyles.ts';
import { barText, clockText, createProgressView } from './progressView.ts';
import { recordingTerminal } from './testTerminal.ts';

const progress = (fraction: number, stage: RenderProgress['stage'] = 'encode'): RenderProgress => ({
  stage,
  stageFraction: fraction,
  fraction,
  etaSec: fraction > 0 ? 65 : null,
  framesDone: 0,
  framesTotal: 100,
});

function shown(style: ProgressStyle, interactive: boolean): { out: string; err: string } {
  const { terminal, written } = recordingTerminal(interactive);
  const view = createProgressView(style, terminal);
  for (const step of [progress(0, 'face'), progress(0.25), progress(0.5)]) view.show(step);
  view.close();
  return written;
}

it('draws a bar that fills with the fraction', () => {
  const cells = (fraction: number): number => barText(progress(fraction), 80).split('█').length - 1;
  expect(cells(0)).toBe(0);
  expect(cells(0.5)).toBe(20);
  expect(cells(1)).toBe(40);
  expect(barText(progress(0.5), 80)).toContain('50%  encode, 1:05 left');
});

it('keeps a bar within a narrow terminal', () => {
  expect(barText(progress(0.5), 60).length).toBeLessThan(60);
});

it('writes clocks as people do', () => {
  expect(clockText(0)).toBe('0:00');
  expect(clockText(59.2)).toBe('1:00');
  expect(clockText(605)).toBe('10:05');
});

it('draws for people and writes a line per stage for logs', () => {
  expect(shown('auto', true).err).toContain('\r');
  expect(shown('auto', false).err).toBe('face (100 frames)\nencode (100 frames)\n');
});

it('writes JSON lines to standard output and nothing else', () => {
  const { out, err } = shown('json', true);
  const lines = out
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(lines).toEqual([
    { progress: progress(0, 'face') },
    { progress: progress(0.25) },
    { progress: progress(0.5) },
  ]);
  expect(err).toBe('');
});

it('stays silent when asked to', () => {
  expect(shown('none', true)).toEqual({ out: '', err: '' });
});
