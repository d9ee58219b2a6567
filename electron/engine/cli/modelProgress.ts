import type { ModelProgress } from '../../../shared/contract/models.ts';
import { assertNever } from '../../../shared/errors.ts';
import { PROGRESS_STYLES, type ProgressStyle } from './progressView.ts';
import type { Terminal } from './terminal.ts';

export { PROGRESS_STYLES };

export interface ModelProgressView {
  show(progress: ModelProgress): void;
  /** Ends what is being drawn, so that the next words start on a line of their own. */
  close(): void;
}

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
  const filled = Math.round(fraction * width);
  const percent = `${Math.floor(fraction * 100)}%`.padStart(4);
  const sizes = `${bytesText(doneBytes)} of ${bytesText(totalBytes)}`;
  return `${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${percent}  ${PHASES[phase]} ${sizes}${speed}`;
}

/** Shows how far an install is: a bar for people, one line per phase for logs, JSON lines for programs. */
export function createModelProgressView(style: ProgressStyle, terminal: Terminal): ModelProgressView {
  let drawn = false;
  const announced = new Set<string>();
  const bar: ModelProgressView = {
    show(progress) {
      drawn = true;
      terminal.err(`\r\x1b[K${modelProgressText(progress, terminal.columns)}`);
    },
    close() {
      if (drawn) terminal.err('\r\x1b[K');
      drawn = false;
    },
  };
  const lines: ModelProgressView = {
    show({ phase, totalBytes }) {
      if (announced.has(phase)) return;
      announced.add(phase);
      terminal.err(`${PHASES[phase]}${totalBytes === null ? '' : ` (${bytesText(totalBytes)})`}\n`);
    },
    close: () => undefined,
  };
  switch (style) {
    case 'auto':
      return terminal.interactive ? bar : lines;
    case 'bar':
      return bar;
    case 'lines':
      return lines;
    case 'json':
      return {
        show: (progress) => terminal.out(`${JSON.stringify({ progress })}\n`),
        close: () => undefined,
      };
    case 'none':
      return { show: () => undefined, close: () => undefined };
    default:
      return assertNever(style, 'progress style');
  }
}
