import type { ModelProgress } from '../../../shared/contract/models.ts';
import { createStyledView, drawnBar, type ProgressStyle, type ProgressView } from './progressStyles.ts';
import type { Terminal } from './terminal.ts';

const BAR_MAX_WIDTH = 30;
/** Room beside the bar for percentage, phase, sizes and speed. */
const LABEL_WIDTH = 56;
const PHASES: Readonly<Record<ModelProgress['phase'], string>> = {
  download: 'downloading',
  copy: 'copying',
  verify: 'checking',
};

/** `35.9 MB`: decimal units, as disks and downloads are labelled. */
export function bytesText(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 99.95 ? value.toFixed(0) : value.toFixed(1)} ${units[unit]}`;
}

/** One moment in words, without line ends. */
export function modelProgressText(progress: ModelProgress, columns: number): string {
  const { phase, doneBytes, totalBytes, bytesPerSec } = progress;
  const speed = bytesPerSec === null ? '' : `, ${bytesText(bytesPerSec)}/s`;
  if (totalBytes === null || totalBytes === 0) return `${PHASES[phase]} ${bytesText(doneBytes)}${speed}`;
  const fraction = Math.min(1, doneBytes / totalBytes);
  const width = Math.max(8, Math.min(BAR_MAX_WIDTH, columns - LABEL_WIDTH));
  const sizes = `${bytesText(doneBytes)} of ${bytesText(totalBytes)}`;
  return `${drawnBar(fraction, width)}  ${PHASES[phase]} ${sizes}${speed}`;
}

/** Shows how far an install is. */
export const createModelProgressView = (
  style: ProgressStyle,
  terminal: Terminal,
): ProgressView<ModelProgress> =>
  createStyledView(style, terminal, {
    moment: modelProgressText,
    step: ({ phase, totalBytes }) => ({
      name: phase,
      line: `${PHASES[phase]}${totalBytes === null ? '' : ` (${bytesText(totalBytes)})`}`,
    }),
  });
