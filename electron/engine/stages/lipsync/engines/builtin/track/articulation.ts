import type { EngineContext } from '../../../../../context.ts';
import type { SpeechTimings } from '../../../../../runtime/spokenFacts.ts';
import { isUntouched, spliceSound, type Stretch } from '../../../../../runtime/stretches.ts';
import type { SpeechFeatures } from '../../../../voice/types.ts';
import { ARTICULATION_CHANNELS, articulate, HEARD_AROUND_FRAMES, type Articulation } from './forward.ts';
import { frameCountOf, lowestReference, STEP_SEC } from './mel.ts';
import { timedArticulation } from './timedArticulation.ts';

/** Times may reach a little beyond a voice whose last silence was cut. */
const OVERHANG_SEC = 0.1;

type Heard = Pick<SpeechFeatures, 'mono16k' | 'durationSec' | 'timings'>;
type Room = Pick<EngineContext, 'models' | 'signal' | 'progress'>;

/** The sounds and their times, where they can be gone by. */
function exactTimings({ timings, durationSec }: Heard): SpeechTimings | null {
  const lastSec = timings?.phonemes.at(-1)?.endSec ?? 0;
  return timings?.exact && lastSec > 0 && lastSec <= durationSec + OVERHANG_SEC ? timings : null;
}

/**
 * What the mouth does, every 10 ms: from the sounds and their exact times where the voice engine has told them, else
 * from what the network hears.
 * @throws KotohogiError kind `missing` when the mouth network is needed and cannot be loaded, `cancelled`
 */
export async function speechArticulation(
  speech: Heard,
  { models, signal, progress }: Room,
): Promise<Articulation> {
  const timings = exactTimings(speech);
  if (timings) return timedArticulation(timings, frameCountOf(speech.mono16k.length));
  return articulate(await models.open('mouth'), speech.mono16k, signal, progress);
}

/** The articulation of recordings: the same for every edit of one. */
const knownArticulation = new WeakMap<SpeechFeatures, Articulation>();

/** {@link speechArticulation} of a recording, once. */
export async function recordedArticulation(recording: SpeechFeatures, room: Room): Promise<Articulation> {
  const known = knownArticulation.get(recording);
  if (known) return known;
  const articulation = await speechArticulation(recording, room);
  knownArticulation.set(recording, articulation);
  return articulation;
}

/**
 * The same of a voice that an edit made: that of the recording where the edit changed nothing, and where it did that of
 * the changed stretch in the middle of the recording.
 */
export async function adjustedArticulation(
  heard: SpeechFeatures,
  recording: SpeechFeatures,
  stretches: readonly Stretch[],
  room: Room,
): Promise<Articulation> {
  const recorded = await recordedArticulation(recording, room);
  const curve = (): Float32Array => new Float32Array(heard.energyDb.length);
  const result = { open: curve(), width: curve(), protrusion: curve(), closure: curve(), teeth: curve() };
  const timings = exactTimings(recording) && exactTimings(heard);
  const lowest = lowestReference(recording.mono16k);
  for (const stretch of stretches) {
    const { recordedFrom, recordedTo, heardFrom, heardTo } = stretch;
    const untouched = isUntouched(stretch, recording.energyDb, heard.energyDb);
    const part = untouched ? null : await partOf(stretch);
    for (const channel of ARTICULATION_CHANNELS)
      result[channel].set(
        part
          ? part[channel].subarray(0, heardTo - heardFrom)
          : recorded[channel].subarray(recordedFrom, recordedTo),
        heardFrom,
      );
  }
  return { frames: heard.energyDb.length, ...result };

  async function partOf(stretch: Stretch): Promise<Articulation> {
    if (timings && recording.timings) return timedPart(stretch, recording.timings, timings);
    const sound = spliceSound(stretch, recording.mono16k, heard.mono16k, HEARD_AROUND_FRAMES);
    const { from, to, values } = sound;
    return await articulate(await room.models.open('mouth'), values, room.signal, room.progress, {
      from,
      to,
      lowest,
    });
  }
}

/** Sounds of a changed stretch, those of the recording on either side of it, in seconds of the stretch. */
function timedPart(stretch: Stretch, recorded: SpeechTimings, heard: SpeechTimings): Articulation {
  const { recordedFrom, recordedTo, heardFrom, heardTo } = stretch;
  const moved = (
    { phonemes }: SpeechTimings,
    fromStep: number,
    toStep: number,
    byStep: number,
  ): SpeechTimings['phonemes'] =>
    phonemes
      .filter(({ startSec, endSec }) => {
        const middle = (startSec + endSec) / 2;
        return middle >= fromStep * STEP_SEC && middle < toStep * STEP_SEC;
      })
      .map(({ symbol, startSec, endSec }) => ({
        symbol,
        startSec: startSec + byStep * STEP_SEC,
        endSec: endSec + byStep * STEP_SEC,
      }));
  const length = heardTo - heardFrom;
  const phonemes = [
    ...moved(recorded, recordedFrom - HEARD_AROUND_FRAMES, recordedFrom, -recordedFrom),
    ...moved(heard, heardFrom, heardTo, -heardFrom),
    ...moved(recorded, recordedTo, recordedTo + HEARD_AROUND_FRAMES, length - recordedTo),
  ];
  return timedArticulation({ ...heard, phonemes }, length);
}
