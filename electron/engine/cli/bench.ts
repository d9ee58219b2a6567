import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isReached, type RatioName } from './bench/goals.ts';
import { addToHistory, earlierRuns, usualRatio, type HistoryLine } from './bench/history.ts';
import { benchPlot } from './bench/plot.ts';
import type { SittingStep } from './bench/sitting.ts';
import { PRECISIONS, type PrecisionRung } from './bench/precision.ts';
import { runBench, type BenchOptions, type BenchReport, type RenderWorkload } from './bench/suite.ts';
import type { Workload } from './bench/workload.ts';
import { engineRun } from './engineRun.ts';
import { isSet, optionalText, type OptionSpecs, type OptionValues } from './options.ts';
import { outputFile } from './outputFile.ts';
import { printJson } from './terminal.ts';
import type { Verb, VerbContext } from './verb.ts';

const OPTIONS: OptionSpecs = {
  quick: { type: 'boolean', help: 'render only the first two seconds of the sample' },
  report: { type: 'string', value: 'F.json', help: 'write the report there' },
  plot: { type: 'string', value: 'F.svg', help: 'draw the report there' },
  history: {
    type: 'string',
    value: 'F.jsonl',
    help: 'add the ratios to that file, and show them beside those of earlier runs on this kind of machine',
  },
  'lipsync-network': {
    type: 'string',
    value: 'F.onnx',
    help: 'measure a lip-sync network as well: a file with the tensors of Wav2Lip',
  },
  precisions: {
    type: 'string',
    value: 'DIR',
    help: 'measure a network in several precisions: fp32.onnx, fp16.onnx and int8.onnx in that folder',
  },
};

const isRender = (workload: Workload | RenderWorkload): workload is RenderWorkload => 'frames' in workload;

const isStep = (workload: Workload): workload is SittingStep => 'overFirst' in workload;

const stepText = ({ cacheHits, stages, segments, overFirst }: SittingStep): string =>
  `   ${overFirst.toFixed(2)} of the first, ${cacheHits} of ${stages} stages known${segments ? `, ${segments.known} of ${segments.total} parts of the video known` : ''}`;

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`.padStart(10);

const rungLine = ({ precision, msPerCall, speedUp, largestError, reason }: PrecisionRung): string =>
  msPerCall === null
    ? `${precision}: not measured (${reason ?? 'unknown'})`
    : `${precision}: ${msPerCall.toFixed(1)} ms a call, ${speedUp?.toFixed(2) ?? '?'} times as fast, off by ${largestError?.toPrecision(2) ?? 'no number'} of the spread`;

/** Figures that are no times of workloads and no ratios. */
const otherLines = ({ pixelWorkers, precision, batchSizes, mainThreadLagP99Ms }: BenchReport): string[] => [
  ...pixelWorkers.map(
    ({ workers, fps, speedUp }) =>
      `${workers} drawing worker${workers === 1 ? '' : 's'}: ${fps.toFixed(1)} fps, ${speedUp.toFixed(2)} times one, the same frames`,
  ),
  ...precision.map(rungLine),
  batchSizes.length === 0
    ? 'batch sizes of the lip-sync network: not measured'
    : `lip-sync network, ms per row: ${batchSizes.map(({ rows, msPerRow }) => `${rows}: ${msPerRow.toFixed(1)}`).join(', ')}`,
  `lag of the main thread during a render, P99: ${mainThreadLagP99Ms === null ? 'not measured' : `${mainThreadLagP99Ms.toFixed(1)} ms`}`,
  'devices other than the processor: not measured here (kotohogi doctor says which there are)',
];

function workloadLines(workload: Workload | RenderWorkload): string[] {
  const { id, n, p50Ms, p95Ms } = workload;
  const line = `${id.padEnd(26)}${`${n}`.padStart(4)}${p50Ms.toFixed(0).padStart(10)}${p95Ms.toFixed(0).padStart(10)}`;
  if (isStep(workload)) return [line + stepText(workload)];
  if (!isRender(workload)) return [line];
  const ceiling = workload.ceilingFps === null ? 'not measured' : workload.ceilingFps.toFixed(1);
  return [
    `${line}   ${workload.frames} frames, ${workload.fps.toFixed(1)} fps, ceiling ${ceiling}, peak ${(workload.peakRssBytes / 2 ** 20).toFixed(0)} MiB`,
    ...workload.stages.map(
      ({ name, ms }, i) =>
        `  ${name.padEnd(28)}${ms.toFixed(0).padStart(10)}${percent(workload.shares.at(i)?.share ?? 0)}`,
    ),
    `  ${'rest'.padEnd(38)}${percent(workload.shares.at(-1)?.share ?? 0)}`,
  ];
}

const reachedText = (name: string, value: number | null): string => {
  const reached = isReached(name as RatioName, value);
  return reached === null ? '' : reached ? 'reached' : 'missed';
};

/** The report as a table. @param runs earlier ones, for comparison */
export function benchText(report: BenchReport, runs: readonly HistoryLine[] = []): string {
  const { machine, workloads, ratios, together, sitting } = report;
  const usual = (name: string): string => {
    const value = usualRatio(runs, name);
    return value === null ? '' : `usually ${value.toPrecision(3)}`;
  };
  const lines = [
    `${machine.cpu}, ${machine.cores} cores, ${machine.platform} ${machine.arch}, Node.js ${machine.node}`,
    '',
    `${'workload'.padEnd(26)}${'n'.padStart(4)}${'p50 ms'.padStart(10)}${'p95 ms'.padStart(10)}`,
    ...workloads.flatMap(workloadLines),
    '',
    ...Object.entries(ratios).map(([name, value]) =>
      `${name.padEnd(30)}${(value === null ? 'not measured' : value.toPrecision(3)).padEnd(14)}${reachedText(name, value).padEnd(10)}${usual(name)}`.trimEnd(),
    ),
    `share of the phrase that was edited: ${sitting.phraseShare.toFixed(2)}`,
    ...together.map(
      ({ renders, wallMs, overOneByOne }) =>
        `${renders} render${renders === 1 ? '' : 's'} at once: ${wallMs.toFixed(0)} ms, ${overOneByOne.toFixed(2)} of one by one`,
    ),
    ...otherLines(report),
  ];
  return `${lines.join('\n')}\n`;
}

/** The files of the ladder that are there. */
async function precisionFilesIn(folder: string | undefined): Promise<BenchOptions['precisionFiles']> {
  if (folder === undefined) return {};
  const names = await readdir(folder);
  const there = PRECISIONS.filter((precision) => names.includes(`${precision}.onnx`));
  return Object.fromEntries(there.map((precision) => [precision, path.resolve(folder, `${precision}.onnx`)]));
}

async function run(values: OptionValues, context: VerbContext): Promise<number> {
  const { terminal } = context;
  const reportPath = await outputFile(values, 'report');
  const plotPath = await outputFile(values, 'plot');
  const historyPath = optionalText(values, 'history');
  const engine = await import('../index.ts');
  const report = await runBench(engine, await engineRun(values, context), {
    quick: isSet(values, 'quick'),
    networkFile: optionalText(values, 'lipsync-network') ?? null,
    precisionFiles: await precisionFilesIn(optionalText(values, 'precisions')),
    onWorkload: (id) => terminal.err(`${id}\n`),
  });
  if (reportPath !== undefined) {
    await writeFile(reportPath, `${JSON.stringify(report, null, 2)}\n`);
  }
  if (plotPath !== undefined) await writeFile(plotPath, benchPlot(report));
  const earlier = historyPath === undefined ? [] : await earlierRuns(historyPath, report);
  if (historyPath !== undefined) await addToHistory(historyPath, report);
  if (isSet(values, 'json')) printJson(terminal, report);
  else terminal.out(benchText(report, earlier));
  return 0;
}

export const bench: Verb = {
  name: 'bench',
  summary: 'measures this machine on the sample that comes with the program',
  example: 'bench --quick --report bench.json',
  options: OPTIONS,
  run,
};
