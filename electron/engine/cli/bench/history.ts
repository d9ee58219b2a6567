/** One line per run, so that a machine that has become slower at something is seen. */
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { BenchReport } from './suite.ts';

const lineSchema = z.object({
  at: z.iso.datetime(),
  quick: z.boolean(),
  cpu: z.string(),
  cores: z.number(),
  ratios: z.record(z.string(), z.number().nullable()),
});
export type HistoryLine = z.infer<typeof lineSchema>;

const lineOf = ({ quick, machine, ratios }: BenchReport): HistoryLine => ({
  at: new Date().toISOString(),
  quick,
  cpu: machine.cpu,
  cores: machine.cores,
  ratios: { ...ratios },
});

/** Runs of the same kind on the same kind of machine, oldest first; lines that are none are passed over. */
export async function earlierRuns(
  file: string,
  { quick, machine }: BenchReport,
): Promise<readonly HistoryLine[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    try {
      const known = lineSchema.parse(JSON.parse(line));
      return known.quick === quick && known.cpu === machine.cpu && known.cores === machine.cores
        ? [known]
        : [];
    } catch {
      return [];
    }
  });
}

export async function addToHistory(file: string, report: BenchReport): Promise<void> {
  await mkdir(path.dirname(path.resolve(file)), { recursive: true });
  await appendFile(file, `${JSON.stringify(lineOf(report))}\n`);
}

/** The median of what a ratio was before; null where it was never measured. */
export function usualRatio(runs: readonly HistoryLine[], name: string): number | null {
  const values = runs.flatMap(({ ratios }) => ratios[name] ?? []).sort((a, b) => a - b);
  return values.length === 0 ? null : values[Math.floor(values.length / 2)];
}
