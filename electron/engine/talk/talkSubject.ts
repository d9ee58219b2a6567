/**
 * Pictures of another service in which the person speaks already: shown in their order instead of back and forth, with
 * their mouth as it is, in the same part of the frame in which a render of the photo on this computer would stand.
 */
import type { Talk, TalkReport } from '../../../shared/contract/provenance.ts';
import type { RenderRequest } from '../../../shared/contract/render.ts';
import { inputError, KotohogiError } from '../../../shared/errors.ts';
import { PLACED_AS_IS } from '../../../shared/framing/placement.ts';
import { LOOP_BUDGET_BYTES, prepareLoop } from '../avatar/prepareLoop.ts';
import { registerLoop, type LoopAvatar } from '../avatar/registerLoop.ts';
import type { EngineContextOfCall } from '../engineHost.ts';
import type { AudioClip } from '../runtime/audio.ts';
import { prepareSpeaker } from '../speaker.ts';
import type { StageClock } from '../stageClock.ts';
import type { FrameLayout } from '../stages/compose/layout.ts';
import { decodePhoto, decodeVoice } from '../stages/media/index.ts';
import { openLoop, type LoopLimits } from '../stages/media/loop.ts';
import { mediaKindOf } from '../stages/media/loopKind.ts';
import type { Photo } from '../stages/media/types.ts';
import type { Subject } from '../subject.ts';
import { alignTalk, type Alignment } from './alignTalk.ts';

/** Services make five minutes at most. */
const TALK_LIMITS: LoopLimits = { maxDurationSec: 600, minSidePx: 64 };
/** A mask per picture is held in memory: 65 kB each, 25 a second. */
const CUT_OUT_MOST_SEC = 120;
/** The service rounds sides to even numbers; more than this is another picture. */
const SHAPE_TOLERANCE = 0.03;
/** Lips that are off by more than two frames are seen to be. */
const DRIFT_SEEN_SEC = 0.08;
/** Services round to frames, and leave a little air. */
const LENGTH_TOLERANCE_SEC = 0.25;

const isInput = (thrown: unknown): thrown is KotohogiError =>
  thrown instanceof KotohogiError && thrown.kind === 'input';

const unusable = ({ by }: Talk, cause: KotohogiError): KotohogiError =>
  inputError(
    'talk-unusable',
    `The video from ${by} cannot be placed in the picture: ${cause.message}`,
    `Save it as ${by} made it, or make the video on this computer.`,
    cause,
  );

/** What a part of the photo is in pictures of the same photo of another size. */
function scaledPart(part: FrameLayout, photo: Photo['image'], { loop }: LoopAvatar): FrameLayout {
  const [sx, sy] = [loop.width / photo.width, loop.height / photo.height];
  const width = Math.max(2, Math.min(loop.width, Math.round(part.width * sx)));
  const height = Math.max(2, Math.min(loop.height, Math.round(part.height * sy)));
  return {
    left: Math.min(loop.width - width, Math.round(part.left * sx)),
    top: Math.min(loop.height - height, Math.round(part.top * sy)),
    width,
    height,
    into: part.into,
    scaleX: part.into.width / width,
    scaleY: part.into.height / height,
  };
}

interface PhotoPart {
  /** In pixels of the talk; null where its pictures are not those of the photo. */
  readonly part: FrameLayout | null;
  readonly models: Subject['models'];
  readonly faceCount: number;
}

/** Where a render of the photo would show the person. */
async function partOfPhoto(
  request: RenderRequest,
  avatar: LoopAvatar,
  { cache }: EngineContextOfCall,
  clock: StageClock,
): Promise<PhotoPart> {
  const own: PhotoPart = { part: null, models: [], faceCount: avatar.faces.faces.length };
  if ((await mediaKindOf(request.photoPath)) === 'loop') return own;
  const photo = await clock.run('media', (room) => decodePhoto(request.photoPath, room), {
    index: 1,
    count: 2,
  });
  const [ofPhoto, ofTalk] = [photo.image.width / photo.image.height, avatar.loop.width / avatar.loop.height];
  if (Math.abs(ofPhoto / ofTalk - 1) > SHAPE_TOLERANCE) return own;
  const unplaced = { ...request, background: { kind: 'none' as const }, placement: PLACED_AS_IS };
  const speaker = await prepareSpeaker(unplaced, photo, cache, clock);
  return {
    part: scaledPart(speaker.crop, photo.image, avatar),
    models: speaker.models,
    faceCount: speaker.faces.faces.length,
  };
}

/** What cannot be had of pictures that somebody else has made; nothing is ignored silently. */
function leftOut(request: RenderRequest, talk: Talk): string[] {
  const warnings: string[] = [];
  const { matteTouchUp } = request;
  if (request.background.kind !== 'none')
    warnings.push(
      `The person was cut out of the pictures from ${talk.by} by the embedded model: edges of hair are softer than on the photo.`,
    );
  if (matteTouchUp !== null && matteTouchUp.strokes.length > 0)
    warnings.push(
      `Corrections of the cut-out are made on a photo: in the video from ${talk.by} they were not used.`,
    );
  return warnings;
}

function alignmentWarnings(
  { by }: Talk,
  { offsetSec, driftSec }: Alignment,
  [talkSec, voiceSec]: readonly [number, number],
): string[] {
  const warnings: string[] = [];
  if (offsetSec === null)
    warnings.push(
      `The sound of the video from ${by} is not that of the voice: whether lips and sound agree could not be checked.`,
    );
  if (driftSec !== null && Math.abs(driftSec) > DRIFT_SEEN_SEC)
    warnings.push(
      `The video from ${by} and the voice run apart by ${Math.abs(driftSec).toFixed(2)} s: the voice was changed since it was sent.`,
    );
  if (talkSec < voiceSec - LENGTH_TOLERANCE_SEC)
    warnings.push(
      `The video from ${by} ends ${(voiceSec - talkSec).toFixed(2)} s before the voice: its last picture stays.`,
    );
  return warnings;
}

async function soundOf(
  path: string,
  context: Pick<EngineContextOfCall, 'signal' | 'ffmpegPath'>,
): Promise<AudioClip | null> {
  try {
    return (await decodeVoice(path, context)).clip;
  } catch (thrown) {
    if (isInput(thrown)) return null;
    throw thrown;
  }
}

const NOT_TOLD: Alignment = { offsetSec: null, agreement: 0, driftSec: null };

/**
 * Opens a talk.
 * @throws KotohogiError kind `input` `talk-unusable` for pictures in which nobody can be followed, and for a photo that
 *   cannot be used; kind `missing`; `cancelled`
 */
export async function talkSubject(
  request: RenderRequest,
  talk: Talk,
  context: EngineContextOfCall,
  clock: StageClock,
): Promise<Subject> {
  const asUnusable = (thrown: unknown): never => {
    throw isInput(thrown) ? unusable(talk, thrown) : thrown;
  };
  const { durationSec } = await openLoop(talk.path, context, TALK_LIMITS).catch(asUnusable);
  const isLong = durationSec === null || durationSec > CUT_OUT_MOST_SEC;
  const background = isLong ? { kind: 'none' as const } : request.background;
  const shown = { ...request, background };
  const avatar = await registerLoop(
    talk.path,
    { fps: request.fps, faceIndex: 0, background, limits: TALK_LIMITS },
    context.cache,
    (stage, work) => clock.run(stage, work),
  ).catch(asUnusable);
  clock.noteCaches(avatar.caches);
  const { part, models, faceCount } = await partOfPhoto(shown, avatar, context, clock);
  const warnings = [...avatar.warnings, ...leftOut(shown, talk)];
  if (background !== request.background)
    warnings.push(
      `The video from ${talk.by} is longer than ${CUT_OUT_MOST_SEC} seconds: it keeps its own background.`,
    );
  return {
    faceCount,
    models: [...avatar.models, ...models.filter((one) => !avatar.models.some(({ id }) => id === one.id))],
    warnings,
    async place(frames, heard) {
      const sound = heard ? await soundOf(talk.path, context) : null;
      const alignment = heard && sound ? alignTalk(heard, sound) : NOT_TOLD;
      const { fps } = request;
      const later = Math.round((alignment.offsetSec ?? 0) * fps);
      const last = avatar.pictures - 1;
      const loop = await clock.run('compose', (room) =>
        prepareLoop(
          avatar,
          {
            ...shown,
            frames,
            budgetBytes: LOOP_BUDGET_BYTES,
            pictureOf: (frame) => Math.min(last, Math.max(0, frame + later)),
            ...(part ? { part } : {}),
          },
          room,
        ),
      );
      let isHandedOver = false;
      const report: TalkReport = {
        by: talk.by,
        jobId: talk.jobId,
        sha256: avatar.loop.sha256,
        offsetSec: alignment.offsetSec,
        agreement: alignment.agreement,
      };
      const lengths = [(avatar.pictures - later) / fps, frames / fps] as const;
      return {
        faceInFrame: loop.face,
        drawnFace: () => loop.drawnFace,
        life: { blink: 0, idleMotion: 0 },
        talk: report,
        warnings: alignmentWarnings(talk, alignment, lengths),
        compose() {
          isHandedOver = true;
          return Promise.resolve({ base: loop.base, baseFeed: loop.baseFeed });
        },
        async close() {
          await loop.closePictures();
          if (!isHandedOver) await loop.baseFeed.close();
        },
      };
    },
  };
}
