import path from 'node:path';
import { toErrorReport } from '../../../shared/errors.ts';
import { gateWarnings } from '../measureConfidence.ts';
import { measureLoudness } from '../stages/voice/loudness.ts';
import type { GridLayout } from './gridLayout.ts';
import type { PreparedParts, ReadyPart } from './prepareParts.ts';
import type { ComparedPreset, CompareReport, CompareRequest } from './types.ts';
import { COMPARE_REPORT_VERSION, GRID_FILE } from './types.ts';

/** A sentence for every voice that should not be used as it is. */
export const belowGate = (parts: readonly ReadyPart[]): string[] =>
  parts.flatMap(({ compared, confidence }) => gateWarnings(`"${compared.id}"`, confidence));

/** The part of the report that says what was made. */
export function describeComparison(
  request: CompareRequest,
  { ready, failed, matchedLufs }: PreparedParts,
  grid: GridLayout,
  errors: ReadonlyMap<string, unknown>,
): Pick<
  CompareReport,
  | 'schemaVersion'
  | 'photo'
  | 'voice'
  | 'out'
  | 'fps'
  | 'width'
  | 'height'
  | 'presets'
  | 'grid'
  | 'matchedLufs'
> {
  const { size, fps, photoPath, voicePath } = request;
  const out = path.resolve(request.outFolder);
  const heard = ready[0];
  return {
    schemaVersion: COMPARE_REPORT_VERSION,
    photo: photoPath,
    voice: voicePath,
    out,
    fps,
    width: size.widthPx,
    height: size.heightPx,
    presets: request.voices.map(({ id, name }): ComparedPreset => {
      const part = ready.find(({ compared }) => compared.id === id);
      const error = failed.find(({ compared }) => compared.id === id)?.error ?? errors.get(id);
      const isMade = part !== undefined && error === undefined;
      return {
        id,
        name,
        out: isMade ? path.join(out, `${id}.mp4`) : null,
        durationSec: part ? part.clip.length / part.clip.sampleRateHz : null,
        frames: part?.frames ?? null,
        loudness: part ? measureLoudness(part.clip) : null,
        confidence: part?.confidence ?? null,
        limits: part?.adjusted.limits ?? [],
        error: error === undefined ? null : toErrorReport(error),
      };
    }),
    grid: errors.has(GRID_FILE)
      ? null
      : {
          out: path.join(out, GRID_FILE),
          width: grid.widthPx,
          height: grid.heightPx,
          columns: grid.columns,
          rows: grid.rows,
          frames: heard.frames,
          durationSec: heard.clip.length / heard.clip.sampleRateHz,
          heard: heard.compared.id,
          tiles: ready.map(({ compared }, i) => ({
            preset: compared.id,
            x: grid.tiles[i].leftPx,
            y: grid.tiles[i].topPx + grid.labelHeightPx,
            width: size.widthPx,
            height: size.heightPx,
          })),
        },
    matchedLufs,
  };
}
