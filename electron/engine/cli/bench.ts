import { writeFile } from 'node:fs/promises';
import { runBench, type BenchReport, type RenderWorkload } from './bench/suite.ts';
import type { Workload } from './bench/workload.ts';
import { engineRun } from './engineRun.ts';
import { isSet, optionalText, type OptionSpecs, type OptionValues } from './options.ts';
import { outputFile } from './outputFile.ts';
import { printJson } from './terminal.ts';
import type { Verb, VerbContext } from './verb.ts';

const OPTIONS: OptionSpecs = {
  quick: { type: 'boolean', help: 'render only the first two seconds of the sample' },
  report: { type: 'string', value: 'F.json', help: 'write the report there' },
  'lipsync-network': {
    type: 'string',
    value: 'F.onnx',
    help: 'measure a lip-sync network as well: a file with the tensors of Wav2Lip',
  },
};

const isRender = (workload: Workload | RenderWorkload): workload is RenderWorkload => 'frames' in workload;

function workloadLines(workload: Workload | RenderWorkload): string[] {
  const { id, n, p50Ms, p95Ms } = workload;
  const line = `${id.padEnd(26)}${`${n}`.padStart(4)}${p50Ms.toFixed(0).padStart(10)}${p95Ms.toFixed(0).padStart(10)}`;
  if (!isRender(workload)) return [line];
  const ceiling = workload.ceilingFps === null ? 'not measured' : workload.ceilingFps.toFixed(1);
  return [
    `${line}   ${workload.frames} frames, ${workload.fps.toFixed(1)} fps, ceiling ${ceiling}, peak ${(workload.peakRssBytes / 2 ** 20).toFixed(0)} MiB`,
    ...workload.stages.map(({ name, ms }) => `  ${name.padEnd(28)}${ms.toFixed(0).padStart(10)}`),
  ];
}

/** The report as a table. */
export function benchText({ machine, workloads, ratios }: BenchReport): string {
  const lines = [
    `${machine.cpu}, ${machine.cores} cores, ${machine.platform} ${machine.arch}, Node.js ${machine.node}`,
    '',
    `${'workload'.padEnd(26)}${'n'.padStart(4)}${'p50 ms'.padStart(10)}${'p95 ms'.padStart(10)}`,
    ...workloads.flatMap(workloadLines),
    '',
    ...Object.entries(ratios).map(
      ([name, value]) => `${name.padEnd(30)}${value === null ? 'not measured' : value.toPrecision(3)}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

async function run(values: OptionValues, context: VerbContext): Promise<number> {
  const { terminal } = context;
  const reportPath = await outputFile(values, 'report');
  const engine = await import('../index.ts');
  const report = await runBench(engine, await engineRun(values, context), {
    quick: isSet(values, 'quick'),
    networkFile: optionalText(values, 'lipsync-network') ?? null,
    onWorkload: (id) => terminal.err(`${id}\n`),
  });
  if (reportPath !== undefined) {
    await writeFile(reportPath, `${JSON.stringify(report, null, 2)}\n`);
  }
  if (isSet(values, 'json')) printJson(terminal, report);
  else terminal.out(benchText(report));
  return 0;
}

export const bench: Verb = {
  name: 'bench',
  summary: 'measures this machine on the sample that comes with the program',
  example: 'bench --quick --report bench.json',
  options: OPTIONS,
  run,
};
