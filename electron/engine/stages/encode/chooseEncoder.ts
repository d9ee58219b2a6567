/** Which encoder writes a video: that of a graphics chip only where it was seen to be right on this machine. */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Encoding } from '../../../../shared/contract/export.ts';
import { SOFTWARE_ENCODER } from '../../../../shared/contract/exportConstants.ts';
import type { EngineContext } from '../../context.ts';
import { runFfmpeg } from '../../ffmpeg/run.ts';
import { machineKey } from '../../runtime/inference/machineKey.ts';
import { readJson, writeJson } from '../../runtime/jsonFile.ts';
import type { PicturePlan } from './encodeArgs.ts';
import { tryEncoder, type EncoderTrial } from './encoderProbe.ts';
import type { HardwareEncoder, VideoCodec } from './videoCodec.ts';

/** What each system's graphics chips are asked by, best first. */
const BY_PLATFORM: Partial<Record<NodeJS.Platform, readonly HardwareEncoder[]>> = {
  linux: ['h264_nvenc', 'h264_qsv', 'h264_vaapi'],
  win32: ['h264_nvenc', 'h264_qsv', 'h264_amf'],
  darwin: ['h264_videotoolbox'],
};

const SCHEMA_VERSION = 1;
const trialSchema = z.object({
  isRight: z.boolean(),
  psnrDb: z.number().nullable(),
  why: z.string().nullable(),
});
const cacheSchema = z.object({
  schemaVersion: z.literal(SCHEMA_VERSION),
  /** The machine, its drivers, and the ffmpeg that was asked. */
  machine: z.string(),
  /** By encoder, size and quality. */
  trials: z.record(z.string(), trialSchema),
});

export interface EncoderChoice {
  readonly codec: VideoCodec;
  /** Plain sentences: what does not encode although it was asked to. */
  readonly fallbacks: readonly string[];
}

type ProbeContext = Pick<EngineContext, 'ffmpegPath' | 'signal' | 'folders'>;

/**
 * The encoder that a render gets. Encoders of graphics chips are tried once per machine, ffmpeg, size and quality, best
 * first; what was found is kept in the user's folder.
 * @param candidates for tests; else those of this system
 * @throws KotohogiError kinds `missing` (no ffmpeg) and `cancelled`
 */
export async function chooseEncoder(
  { quality, encoder }: Encoding,
  size: Pick<PicturePlan, 'widthPx' | 'heightPx' | 'fps'>,
  context: ProbeContext,
  candidates: readonly HardwareEncoder[] = BY_PLATFORM[process.platform] ?? [],
): Promise<EncoderChoice> {
  const software: VideoCodec = { encoder: SOFTWARE_ENCODER, quality };
  if (encoder === 'software') return { codec: software, fallbacks: [] };
  const builtIn = await builtInEncoders(context);
  const refused: { readonly name: HardwareEncoder; readonly trial: EncoderTrial }[] = [];
  const cache = await openCache(context);
  for (const name of candidates.filter((candidate) => builtIn.has(candidate))) {
    const codec: VideoCodec = { encoder: name, quality };
    const key = `${name} ${quality} ${size.widthPx}x${size.heightPx}`;
    const trial = cache.trials[key] ?? (await tryEncoder({ ...size, codec }, context));
    cache.trials[key] = trial;
    if (trial.isRight) {
      await cache.save();
      return { codec, fallbacks: [] };
    }
    refused.push({ name, trial });
  }
  await cache.save();
  return { codec: software, fallbacks: fallbacksOf(encoder, refused) };
}

/** `auto` keeps quiet about chips that are not there; what is there and wrong is always said. */
function fallbacksOf(
  asked: 'auto' | 'hardware',
  refused: readonly { readonly name: HardwareEncoder; readonly trial: EncoderTrial }[],
): string[] {
  const told = asked === 'hardware' ? refused : refused.filter(({ trial }) => trial.psnrDb !== null);
  const warnings: string[] = [];
  if (told.length > 0) {
    const reasons = told.map(({ name, trial }) => `${name}: ${trial.why ?? ''}`).join('; ');
    warnings.push(
      `The video was encoded in software, because no graphics chip writes it correctly (${reasons}).`,
    );
  } else if (asked === 'hardware')
    warnings.push('The video was encoded in software: this ffmpeg knows no encoder of a graphics chip.');
  return warnings;
}

/** The encoders that this ffmpeg was built with; whether their chip is there is another question. */
async function builtInEncoders(context: ProbeContext): Promise<ReadonlySet<string>> {
  const { stdout } = await runFfmpeg(['-encoders'], context);
  const names = stdout.toString('utf8').matchAll(/^ V\S* +(\S+)/gm);
  return new Set([...names].map(([, name]) => name));
}

/** Changes with the machine, its drivers, and the ffmpeg. */
async function keyOfMachine(ffmpegPath: string): Promise<string> {
  const { size, mtimeMs } = await stat(ffmpegPath);
  return createHash('sha256')
    .update(JSON.stringify([await machineKey(), ffmpegPath, size, Math.floor(mtimeMs)]))
    .digest('hex');
}

async function openCache({ folders, ffmpegPath }: ProbeContext) {
  const file = path.join(folders.home, 'encoders.json');
  const machine = await keyOfMachine(ffmpegPath);
  const kept = await readJson(file, cacheSchema);
  const trials = kept?.machine === machine ? kept.trials : {};
  const before = JSON.stringify(trials);
  return {
    trials,
    /** Never fails: on a disk that cannot be written to the next render tries again. */
    async save(): Promise<void> {
      if (JSON.stringify(trials) === before) return;
      await writeJson(file, { schemaVersion: SCHEMA_VERSION, machine, trials }).catch(() => undefined);
    },
  };
}
