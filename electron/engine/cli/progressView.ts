import type { RenderProgress } from '../../../shared/contract/render.ts';
import { createStyledView, drawnBar, type ProgressStyle, type ProgressView } from './progressStyles.ts';
import type { Terminal } from './terminal.ts';

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
  const left = etaSec === null ? '' : `, ${clockText(etaSec)} left`;
  return `${drawnBar(fraction, width)}  ${stage}${left}`;
}

/** Draws the progress of a render. */
export const createProgressView = (style: ProgressStyle, terminal: Terminal): ProgressView<RenderProgress> =>
  createStyledView(style, terminal, {
    moment: barText,
    step: ({ stage, framesTotal }) => ({
      name: stage,
      line: framesTotal === null ? stage : `${stage} (${framesTotal} frames)`,
    }),
  });
