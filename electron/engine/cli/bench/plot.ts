/** The report as a picture: stage shares of each render as bars that add up, and the ratios against their goals. */
import type { StageName } from '../../../../shared/contract/renderConstants.ts';
import { escapeXml } from '../../runtime/escapeXml.ts';
import { GOALS, isReached, type RatioName } from './goals.ts';
import type { BenchReport, RenderWorkload } from './suite.ts';
import type { Workload } from './workload.ts';

const WIDTH = 960;
const NAME_WIDTH = 250;
const ROW = 26;
const INK = '#2b2320';
const SOFT = '#66584d';
/** Distinct for colour-blind eyes too (after Okabe and Ito 2008). */
const STAGE_COLORS: Readonly<Record<StageName, string>> = {
  media: '#999999',
  person: '#cc79a7',
  matte: '#56b4e9',
  face: '#f0e442',
  voice: '#009e73',
  lipsync: '#0072b2',
  compose: '#e69f00',
  encode: '#d55e00',
};

const isRender = (workload: Workload | RenderWorkload): workload is RenderWorkload => 'frames' in workload;

const text = (x: number, y: number, words: string, color = INK, anchor = 'start'): string =>
  `<text x="${x}" y="${y}" fill="${color}" text-anchor="${anchor}">${escapeXml(words)}</text>`;

/** Stages overlap, so the bars show shares of their sum, not of the wall clock. */
function stageRows(renders: readonly RenderWorkload[], top: number): string[] {
  return renders.flatMap(({ id, stages, fps }, row) => {
    const sum = stages.reduce((total, { ms }) => total + ms, 0) || 1;
    const y = top + row * ROW;
    let x = NAME_WIDTH;
    const bars = stages.map(({ name, ms }) => {
      const width = ((WIDTH - NAME_WIDTH - 90) * ms) / sum;
      const bar = `<rect x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="18" fill="${STAGE_COLORS[name]}"><title>${escapeXml(`${name}: ${ms.toFixed(0)} ms`)}</title></rect>`;
      x += width;
      return bar;
    });
    return [
      text(NAME_WIDTH - 10, y + 14, id, INK, 'end'),
      ...bars,
      text(WIDTH - 10, y + 14, `${fps.toFixed(1)} fps`, SOFT, 'end'),
    ];
  });
}

const goalText = (name: RatioName): string => {
  const goal = GOALS[name];
  if (goal?.least !== undefined) return `goal ≥ ${goal.least}`;
  return goal?.most === undefined ? '' : `goal ≤ ${goal.most}`;
};

const MARKS = { true: 'reached', false: 'missed' } as const;

function ratioRows(ratios: BenchReport['ratios'], top: number): string[] {
  return Object.entries(ratios).flatMap(([key, value], row) => {
    const name = key as RatioName;
    const y = top + row * ROW + 14;
    const reached = isReached(name, value);
    const color = reached === false ? '#b0341e' : reached ? '#3f7050' : SOFT;
    return [
      text(NAME_WIDTH - 10, y, name, INK, 'end'),
      text(NAME_WIDTH, y, value === null ? 'not measured' : value.toPrecision(3), color),
      text(NAME_WIDTH + 130, y, goalText(name), SOFT),
      text(NAME_WIDTH + 260, y, reached === null ? '' : MARKS[`${reached}`], color),
    ];
  });
}

/** @returns an SVG document */
export function benchPlot({ machine, workloads, ratios }: BenchReport): string {
  const renders = workloads.filter(isRender);
  const stagesTop = 84;
  const legendTop = stagesTop + renders.length * ROW + 10;
  const ratiosTop = legendTop + 62;
  const height = ratiosTop + Object.keys(ratios).length * ROW + 20;
  const legend = Object.entries(STAGE_COLORS).flatMap(([name, color], i) => {
    const x = NAME_WIDTH + i * 88;
    return [
      `<rect x="${x}" y="${legendTop}" width="12" height="12" fill="${color}"/>`,
      text(x + 17, legendTop + 11, name, SOFT),
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="13">`,
    `<rect width="${WIDTH}" height="${height}" fill="#fffdf9"/>`,
    text(20, 30, `${machine.cpu}, ${machine.cores} cores`),
    text(20, 62, 'Shares of the stages (stages overlap)', SOFT),
    ...stageRows(renders, stagesTop),
    ...legend,
    text(20, ratiosTop - 14, 'Ratios within this run', SOFT),
    ...ratioRows(ratios, ratiosTop),
    '</svg>',
    '',
  ].join('\n');
}
