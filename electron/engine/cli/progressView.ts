import type { RenderProgress } from '../../../shared/contract/render.ts';
import { assertNever } from '../../../shared/errors.ts';
import type { Terminal } from './terminal.ts';

export const PROGRESS_STYLES = ['auto', 'bar', 'lines', 'json', 'none'] as const;
export type ProgressStyle = (typeof PROGRESS_STYLES)[number];

export interface ProgressView {
  show(progress: RenderProgress): void;
  /** Ends what is being drawn, so that the next words start on a line of their own. */
  close(): void;
}

const BAR_MAX_WIDTH = 40;
/** Room beside the bar for stage, percentage and time left. */
const BAR_LABEL_WIDTH = 36;

/** `1:05` for 65 seconds. */
export function clockText(seconds: number): string {
  const whole = Math.ceil(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** The bar of one moment, without line ends. */
export function barText({ stage, fraction, etaSec }: RenderProgress, columns: number): string {
  const width = Math.max(10, Math.min(BAR_MAX_WIDTH, columns - BAR_LABEL_WIDTH));
  const filled = Math.round(fraction * width);
  const percent = `${Math.floor(fraction * 100)}%`.padStart(4);
  const left = etaSec === null ? '' : `, ${clockText(etaSec)} left`;
  return `${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${percent}  ${stage}${left}`;
}

function barView(terminal: Terminal): ProgressView {
  let drawn = false;
  return {
    show(progress) {
      drawn = true;
      terminal.err(`\r\x1b[K${barText(progress, terminal.columns)}`);
    },
    close() {
      if (drawn) terminal.err('\r\x1b[K');
      drawn = false;
    },
  };
}

function lineView(terminal: Terminal): ProgressView {
  const announced = new Set<string>();
  return {
    show({ stage, framesTotal }) {
      if (announced.has(stage)) return;
      announced.add(stage);
      terminal.err(framesTotal === null ? `${stage}\n` : `${stage} (${framesTotal} frames)\n`);
    },
    close: () => undefined,
  };
}

/** Draws the progress of a render: a bar for people, one line per stage for logs, JSON lines for programs. */
export function createProgressView(style: ProgressStyle, terminal: Terminal): ProgressView {
  switch (style) {
    case 'auto':
      return terminal.interactive ? barView(terminal) : lineView(terminal);
    case 'bar':
      return barView(terminal);
    case 'lines':
      return lineView(terminal);
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
