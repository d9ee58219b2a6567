/**
 * The music of a preview: the music of the render, cut into pieces that lie beside the voice instead of in it.
 *
 * What a render adds to the voice is music times a curve of gains, and the voice is never touched; so both are played
 * side by side, sample for sample what a render mixes. A piece is named by what it is made from, hence a change of
 * volume leaves the voice alone, and an edit of a phrase only renames the music whose gain it changes.
 *
 * Where nothing was heard yet, and where the voice is long, the curve comes in two steps. First as it is wished, at once;
 * then, when the whole was held against the voice, lowered where both together would pass the ceiling, as a render does
 * it. Mostly nothing is lowered, and no name changes.
 */
import { open, type FileHandle } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { Music } from '../../../shared/contract/export.ts';
import type { PreviewMusicTrack, PreviewNews } from '../../../shared/contract/preview.ts';
import { throwIfCancelled } from '../../../shared/errors.ts';
import type { EngineContext } from '../context.ts';
import { spoolInto, type SpooledSound } from '../stages/encode/index.ts';
import {
  applyCurve,
  BLOCK_FRAMES,
  copyStretch,
  createMusicReader,
  guardMusic,
  musicCurve,
  type GainCurve,
  type MusicReader,
  type SpeechActivity,
} from '../stages/encode/mix/index.ts';
import { decodeMusic, type DecodedMusic } from '../stages/media/music.ts';
import { ContentName } from './contentName.ts';
import type { HeardVoice } from './variantVoice.ts';

export interface PreviewMusic {
  /** Other music, or the same one lying differently; null: none. */
  set(music: Music | null): void;
  /** A voice as it is heard from now on. */
  hear(variant: number, heard: VoiceOverMusic): void;
  /** Sends pieces by their names; those of an earlier curve are passed over. */
  send(variant: number, names: readonly number[]): void;
  /** When nothing is read any more and the disk is clean. */
  close(): Promise<void>;
}

type MusicNews = Extract<PreviewNews, { type: 'music' | 'musicSound' }>;

/** What of a voice the music goes by. */
export interface VoiceOverMusic extends Pick<HeardVoice, 'samples' | 'phrases'> {
  readonly speech: SpeechActivity;
}

/** Music on the disk, at the rate of the voice. */
interface MusicOnDisk {
  /** Counts files of this preview: in the names of pieces it stands for the content. */
  readonly number: number;
  readonly decoded: DecodedMusic;
  readonly handle: FileHandle;
  readonly sound: SpooledSound;
}

/** A decoding that is under way or done. */
interface Decoding {
  readonly path: string;
  readonly startSec: number;
  readonly maxFrames: number;
  readonly abort: AbortController;
  readonly file: Promise<MusicOnDisk>;
}

/** The music of one voice. */
interface Plan {
  readonly reader: MusicReader;
  readonly curve: GainCurve;
  readonly length: number;
  readonly names: Float64Array<ArrayBuffer>;
  readonly settled: boolean;
}

/** Frames are decoded for voices that become longer by this much, so that not every edit decodes anew. */
const LENGTHENED = 1.25;
/** A voice of so many samples is held against its music in a quarter of a second; that of a minute takes three. */
const QUICK_SAMPLES = 240_000;
/** Longer ones wait until nothing has changed for this long, and leave room for frames every hundredth of a second. */
const REST_MS = 300;
const GUARD_BLOCKS = 128;
/** While phrases are being worked out, the curve follows them this often. */
const FOLLOW_MS = 1000;

const isWhole = ({ phrases }: VoiceOverMusic): boolean => phrases.every(({ name }) => name !== 0);

/** About a second, in whole blocks of gains. */
export const musicPieceSamples = (sampleRateHz: number): number =>
  Math.round(sampleRateHz / BLOCK_FRAMES) * BLOCK_FRAMES;

/** @param fail told of music that cannot be used, once for each wish; the preview goes on without it */
export function createPreviewMusic(
  sampleRateHz: number,
  context: Pick<EngineContext, 'signal' | 'ffmpegPath'>,
  tell: (news: MusicNews, transfer: readonly ArrayBuffer[]) => void,
  fail: (thrown: unknown) => void,
): PreviewMusic {
  const pieceSamples = musicPieceSamples(sampleRateHz);
  const heards = new Map<number, VoiceOverMusic>();
  const plans = new Map<number, Plan>();
  const told = new Map<number, PreviewMusicTrack | null>();
  const plannedMs = new Map<number, number>();
  /** By how much the curve of each voice was lowered when it was last measured, and of which file. */
  const lowerings = new Map<number, { readonly file: number; readonly shares: Float32Array }>();
  const reads = new Set<Promise<void>>();
  let wish: Music | null = null;
  let refused: Music | null = null;
  let decoding: Decoding | null = null;
  let files = 0;
  /** Ends what is being worked out for an earlier wish or an earlier voice. */
  let newer = new AbortController();
  let work: Promise<void> | null = null;
  let isClosed = false;

  async function decode(
    path: string,
    startSec: number,
    maxFrames: number,
    signal: AbortSignal,
  ): Promise<MusicOnDisk> {
    const made: { decoded: DecodedMusic | null } = { decoded: null };
    const sound = await spoolInto(sampleRateHz, async (file) => {
      const room = { ...context, signal };
      made.decoded = await decodeMusic(path, { sampleRateHz, startSec, maxFrames, into: file }, room);
      return made.decoded.channels;
    });
    const { decoded } = made;
    if (!decoded) throw new Error('What was decoded is known by now.');
    return { number: ++files, decoded, sound, handle: await open(sound.file, 'r') };
  }

  async function discard({ abort, file }: Decoding): Promise<void> {
    abort.abort();
    const [onDisk] = await Promise.allSettled([file]);
    // Nothing more is read of it.
    plans.clear();
    await Promise.allSettled(reads);
    if (onDisk.status === 'rejected') return;
    await onDisk.value.handle.close();
    await onDisk.value.sound.dispose();
  }

  /** The music from where it begins, long enough for all voices. */
  async function fileOf({ path, startSec }: Music): Promise<MusicOnDisk> {
    const longest = Math.max(...[...heards.values()].map(({ samples }) => samples));
    const before = decoding;
    if (before?.path === path && before.startSec === startSec && !before.abort.signal.aborted) {
      const file = await before.file;
      // What ended by itself is all there is.
      if (before.maxFrames >= longest || file.decoded.length < before.maxFrames) return file;
    }
    if (before) await discard(before);
    const abort = new AbortController();
    const maxFrames = Math.ceil(longest * LENGTHENED);
    const signal = AbortSignal.any([context.signal, abort.signal]);
    const file = decode(path, startSec, maxFrames, signal);
    decoding = { path, startSec, maxFrames, abort, file };
    file.catch(() => {
      if (decoding?.file === file) decoding = null;
    });
    return file;
  }

  function namesOf(
    reader: MusicReader,
    curve: GainCurve,
    { number, length }: { readonly number: number; readonly length: number },
    frames: number,
  ): Float64Array<ArrayBuffer> {
    const blocks = pieceSamples / BLOCK_FRAMES;
    return Float64Array.from({ length: Math.ceil(frames / pieceSamples) }, (_, piece) => {
      const start = piece * pieceSamples;
      const end = Math.min(frames, start + pieceSamples);
      if (start >= reader.end) return 0;
      return new ContentName()
        .numbers([number, start, end, end > Math.min(reader.firstSeam, reader.end) ? length : 0])
        .floats(curve, piece * blocks, Math.min(curve.length, (piece + 1) * blocks + 1)).value;
    });
  }

  function show(variant: number, plan: Plan | null): void {
    const before = told.get(variant);
    if (plan) plans.set(variant, plan);
    else plans.delete(variant);
    if (!plan && !before) return;
    const music = plan && {
      pieceSamples,
      samples: plan.length,
      names: plan.names,
      settled: plan.settled,
    };
    told.set(variant, music);
    tell({ type: 'music', variant, music }, []);
  }

  /** The music of one voice, as a render of it has it. */
  async function lay(
    variant: number,
    heard: VoiceOverMusic,
    music: Music,
    signal: AbortSignal,
  ): Promise<void> {
    const { number, decoded, handle } = await fileOf(music);
    throwIfCancelled(signal);
    // A render decodes no more than it needs, and begins again where that ends.
    const length = Math.min(decoded.length, heard.samples);
    const reader = createMusicReader({ ...decoded, length, handle, sampleRateHz, loop: music.loop });
    const curve = musicCurve({
      settings: music,
      speech: heard.speech,
      sampleRateHz,
      length: heard.samples,
      end: Math.min(heard.samples, reader.end),
    });
    const planOf = (gains: GainCurve, settled: boolean): Plan => ({
      reader,
      curve: gains,
      length: heard.samples,
      names: namesOf(reader, gains, { number, length }, heard.samples),
      settled,
    });
    const isQuick = isWhole(heard) && heard.samples <= QUICK_SAMPLES;
    const { file, shares } = lowerings.get(variant) ?? {};
    // Until the new curve is measured, what had to give way before gives way.
    const guessed = file === number && shares ? curve.map((gain, i) => gain * (shares[i] ?? 1)) : curve;
    // What was heard until now goes on for the moment that a short voice takes.
    if (!isQuick || !plans.has(variant)) show(variant, planOf(guessed, false));
    plannedMs.set(variant, performance.now());
    if (!isWhole(heard)) return;
    if (!isQuick) await setTimeout(REST_MS, undefined, { signal });
    const lowered = curve.slice();
    await guardMusic(
      lowered,
      reader,
      (side, start, into) => {
        for (const { startSample, samples, clip } of heard.phrases) {
          if (!clip || startSample >= start + into.length || startSample + samples <= start) continue;
          const spoken = clip.channels.length === 1 ? clip.channels[0] : clip.channels[side];
          copyStretch(spoken.subarray(0, samples), start - startSample, into);
        }
      },
      { length: heard.samples, sampleRateHz, chunkBlocks: GUARD_BLOCKS },
      () => throwIfCancelled(signal),
    );
    throwIfCancelled(signal);
    const sharesNow = lowered.map((gain, i) => (curve[i] > 0 ? gain / curve[i] : 1));
    lowerings.set(variant, { file: number, shares: sharesNow });
    show(variant, planOf(lowered, true));
  }

  async function layAll(signal: AbortSignal): Promise<void> {
    const music = wish;
    for (const [variant, heard] of heards) {
      if (!music || music === refused) show(variant, null);
      else if (isWhole(heard) || performance.now() - (plannedMs.get(variant) ?? -Infinity) >= FOLLOW_MS)
        await lay(variant, heard, music, signal);
    }
    if (!music && decoding) {
      const unused = decoding;
      decoding = null;
      await discard(unused);
    }
  }

  /** Works until nothing newer has come. */
  async function run(): Promise<void> {
    let signal: AbortSignal;
    do {
      ({ signal } = newer);
      const music = wish;
      try {
        await layAll(signal);
      } catch (thrown) {
        if (!signal.aborted) {
          refused = music;
          for (const variant of heards.keys()) show(variant, null);
          fail(thrown);
        }
      }
    } while (signal.aborted && !isClosed);
    work = null;
  }

  function changed(): void {
    if (isClosed) return;
    newer.abort();
    newer = new AbortController();
    work ??= run();
  }

  async function sendPiece(variant: number, plan: Plan, name: number): Promise<void> {
    const piece = plan.names.indexOf(name);
    if (piece < 0 || name === 0) return;
    const start = piece * pieceSamples;
    const sides = await plan.reader.read(start, Math.min(pieceSamples, plan.length - start));
    const channels = sides.map((side) => Float32Array.from(side));
    for (const side of channels) applyCurve(side, start, plan.curve);
    tell(
      { type: 'musicSound', variant, id: name, channels },
      channels.map(({ buffer }) => buffer),
    );
  }

  return {
    set(music) {
      if (wish && music && (wish.path !== music.path || wish.startSec !== music.startSec))
        // Nobody waits any more for what lay there.
        decoding?.abort.abort();
      wish = music;
      changed();
    },
    hear(variant, heard) {
      heards.set(variant, heard);
      if (wish) changed();
    },
    send(variant, names) {
      for (const name of names) {
        const plan = plans.get(variant);
        if (!plan) return;
        const read = sendPiece(variant, plan, name).catch((thrown: unknown) => {
          if (plans.get(variant) === plan) fail(thrown);
        });
        reads.add(read);
        void read.then(() => reads.delete(read));
      }
    },
    async close() {
      isClosed = true;
      newer.abort();
      await work;
      if (decoding) await discard(decoding);
    },
  };
}
