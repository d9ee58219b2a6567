/** What earlier renders on this computer came to: facts to estimate from, and nothing about what was made. */
import path from 'node:path';
import { z } from 'zod';
import { FORM_KINDS, QUALITIES } from '../../../shared/contract/exportConstants.ts';
import type { RenderReport } from '../../../shared/contract/render.ts';
import { readJson, writeJson } from '../runtime/jsonFile.ts';

const SCHEMA_VERSION = 1;
/** Older ones say less about the computer as it is now. */
const MAX_RECORDS = 60;

const recordSchema = z.object({
  form: z.enum(FORM_KINDS),
  ending: z.string(),
  lipsync: z.string(),
  quality: z.enum(QUALITIES),
  encoder: z.string().nullable(),
  /** Pixels of a picture; 0 where there are none. */
  pixels: z.number().min(0),
  fps: z.number().positive(),
  frames: z.number().int().min(0),
  durationSec: z.number().min(0),
  /** Everything up to the first picture. */
  prepareSec: z.number().min(0),
  /** Per picture drawn; null where parts of the video were known from earlier, or there were no pictures. */
  frameSec: z.number().positive().nullable(),
  bytes: z.number().min(0),
});
export type RenderRecord = z.infer<typeof recordSchema>;

const historySchema = z.object({
  schemaVersion: z.literal(SCHEMA_VERSION),
  renders: z.array(recordSchema),
});

const fileOf = (home: string): string => path.join(home, 'render-history.json');

/** @returns newest first; none when nothing was rendered yet or the file cannot be read */
export async function readHistory(home: string): Promise<readonly RenderRecord[]> {
  return (await readJson(fileOf(home), historySchema))?.renders ?? [];
}

/** The facts of a report; null where it was made by an earlier version, which did not say enough. */
export function recordOf(report: RenderReport): RenderRecord | null {
  const { form, frames, fps, width, height, durationSec, lipsync, totalMs, renderFps, request } = report;
  if (!request || totalMs <= 0) return null;
  const drawnSec = frames > 0 && renderFps > 0 ? frames / renderFps : 0;
  const isDrawnWhole = drawnSec > 0 && (report.segments?.known ?? 0) === 0;
  return {
    form,
    ending: path.extname(report.out).toLowerCase(),
    lipsync,
    quality: request.encoding.quality,
    encoder: report.encoder,
    pixels: width * height,
    fps,
    frames,
    durationSec,
    prepareSec: Math.max(0, totalMs / 1000 - drawnSec),
    frameSec: isDrawnWhole ? drawnSec / frames : null,
    bytes: report.outBytes,
  };
}

/** Never fails: on a disk that cannot be written to, the next estimate is taken from what was known before. */
export async function keepInHistory(report: RenderReport, home: string): Promise<void> {
  const record = recordOf(report);
  if (!record) return;
  const renders = [record, ...(await readHistory(home))].slice(0, MAX_RECORDS);
  await writeJson(fileOf(home), { schemaVersion: SCHEMA_VERSION, renders }).catch(() => undefined);
}
