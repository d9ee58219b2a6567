/**
 * A preview that is open: one face, one recording, up to four ways to hear it (`variants`), and whoever looks at it.
 *
 * Variants share the picture at rest, the workers that draw, the network and the analysis of the recording; each has
 * an edit, a track and a playhead of its own. A player has one variant; to compare voices on one face, open with two
 * to four edits, ask for frames of all of them, and for the sound of the one that is heard.
 *
 * Everything is done in pieces with room for messages in between, nearest to the playhead first; what became stale
 * before it was begun is not begun.
 */
import { setImmediate } from 'node:timers/promises';
import { toErrorReport } from '../../../shared/errors.ts';
import type { Music } from '../../../shared/contract/export.ts';
import type { PreviewNews, PreviewWish } from '../../../shared/contract/preview.ts';
import type { ProsodyEdit } from '../../../shared/prosody/edits.ts';
import { timeMapPairs, toOriginal } from '../../../shared/prosody/timeMap.ts';
import type { EngineContextOfCall } from '../engineHost.ts';
import { chooseLipSync, openMouthNetwork } from '../lipSync.ts';
import { userPresetsFor } from '../presetStore.ts';
import { silentProgress } from '../progress.ts';
import { requireSpeech } from '../renderChecks.ts';
import type { MouthNetwork } from '../stages/lipsync/engines/wav2lip/index.ts';
import { decodeVoice } from '../stages/media/index.ts';
import { analyseVoiceProsody } from '../stages/prosody/analysis/index.ts';
import { requireVoice } from '../stages/voice/music.ts';
import { createFramePump } from './framePump.ts';
import { keepPoses, looksOf } from './looks.ts';
import { createPreviewMusic } from './previewMusic.ts';
import { openScene, type PreviewScene, type SceneRequest, type VoiceMotion } from './scene.ts';
import { phraseSpans } from './slicePlan.ts';
import { createVariantVoice, type HeardVoice, type Recording, type VariantVoice } from './variantVoice.ts';

/** What a preview begins with. */
export interface PreviewStart {
  /** With the size that is drawn. */
  readonly request: SceneRequest;
  /** One to four; null: the recording itself. */
  readonly variants: readonly (ProsodyEdit | null)[];
  /** Under all of them; none if absent. */
  readonly music?: Music | null;
}

/** What the other side may wish for, with files by their paths. */
export type SessionWish =
  | Exclude<PreviewWish, { type: 'look' | 'music' }>
  | { readonly type: 'look'; readonly request: SceneRequest }
  | { readonly type: 'music'; readonly music: Music | null };

export type TellPreview = (news: PreviewNews, transfer: readonly ArrayBuffer[]) => void;

export interface PreviewSession {
  receive(wish: SessionWish): void;
  /** Ends when the signal of the call is aborted, or when the preview cannot be shown at all. */
  readonly ended: Promise<void>;
}

/** A voice this short is made as a whole at once: its phrases would take as long. */
const WHOLE_AT_ONCE_SEC = 12;
/** Longer ones stay made of phrases: making the whole would keep everything else waiting for too long. */
const SETTLE_MOST_SEC = 90;
/** After the last edit. */
const SETTLE_AFTER_MS = 350;
/** Telling costs time too: this share of it at most goes into it. */
const TELL_SHARE = 0.25;

interface Variant {
  readonly index: number;
  readonly voice: VariantVoice;
  positionSec: number;
  editedMs: number;
  heard: HeardVoice | null;
  motion: VoiceMotion | null;
  /** The scene that the motion belongs to. */
  shownIn: number;
  toldMs: number;
  tellingMs: number;
  /** Counts edits, so that one that waits for its presets knows that another has come. */
  edits: number;
}

/** @param context its signal closes the preview */
export function openPreview(
  { request, variants: edits, music: firstMusic = null }: PreviewStart,
  context: EngineContextOfCall,
  tell: TellPreview,
): PreviewSession {
  const { signal } = context;
  const room = { ...context, progress: silentProgress };
  const early: SessionWish[] = [];
  let receive = (wish: SessionWish): void => void early.push(wish);

  const problem = (thrown: unknown, closed: boolean): void => {
    if (!signal.aborted) tell({ type: 'problem', error: toErrorReport(thrown), closed }, []);
  };

  async function run(): Promise<void> {
    const networks = createNetworks(context);
    let scene: PreviewScene | null = null;
    try {
      const [recording, first] = await Promise.all([
        readRecording(request.voicePath, room),
        openLook(request, context, networks),
      ]);
      scene = first.scene;
      await live(recording, first);
    } finally {
      await scene?.close();
      await networks.close();
    }

    /** From the first picture to the end. */
    async function live(recording: Recording, opened: Look): Promise<void> {
      let look = opened;
      let sceneNumber = 1;
      const sleeper = createSleeper();
      let wanted: SceneRequest | null = null;
      let isChanging = false;
      let changed = Promise.resolve();
      const { voice } = recording;
      const pump = createFramePump(
        (news) => tell(news, [news.rgba]),
        (thrown) => problem(thrown, false),
      );
      const music = createPreviewMusic(voice.clip.sampleRateHz, context, tell, (thrown) =>
        problem(thrown, false),
      );
      const variants = edits.map((_, index): Variant => ({
        index,
        voice: createVariantVoice(recording),
        positionSec: 0,
        editedMs: -Infinity,
        heard: null,
        motion: null,
        shownIn: 0,
        toldMs: -Infinity,
        tellingMs: 0,
        edits: 0,
      }));

      const tellScene = (): void => {
        const { widthPx, heightPx, warnings } = look.scene;
        const still = look.scene.still();
        const { lipsync, device } = look;
        tell(
          { type: 'scene', scene: sceneNumber, widthPx, heightPx, still, lipsync, device, warnings },
          still ? [still] : [],
        );
      };

      const tellTrack = (variant: Variant): void => {
        const startedMs = performance.now();
        const heard = variant.voice.heard();
        const motion = look.scene.motionOf(heard.curves, heard.timeMap);
        const before = variant.motion?.poses;
        if (motion.poses && before && variant.heard && !heard.settled && variant.shownIn === sceneNumber)
          keepPoses(
            motion.poses,
            heard,
            { poses: before, heard: variant.heard },
            request.fps / voice.clip.sampleRateHz,
          );
        const looks = looksOf(heard, motion, look.scene, sceneNumber, request.fps);
        variant.heard = heard;
        variant.motion = motion;
        variant.shownIn = sceneNumber;
        pump.show(variant.index, { scene: look.scene, sceneNumber, motion, looks });
        tell(
          {
            type: 'track',
            track: {
              variant: variant.index,
              durationSec: heard.samples / voice.clip.sampleRateHz,
              sampleRateHz: voice.clip.sampleRateHz,
              channelCount: voice.clip.channels.length,
              fps: request.fps,
              timeMap: timeMapPairs(heard.timeMap),
              looks,
              pieces: heard.phrases.map(({ startSample, samples, name }) => ({
                startSample,
                samples,
                id: name,
              })),
              settled: heard.settled,
              limits: heard.limits,
            },
          },
          [],
        );
        music.hear(variant.index, { ...heard, speech: heard.curves.speech });
        variant.toldMs = performance.now();
        variant.tellingMs = variant.toldMs - startedMs;
      };

      async function edit(variant: Variant, prosody: ProsodyEdit | null): Promise<void> {
        const number = ++variant.edits;
        try {
          const presets = await userPresetsFor(
            prosody?.preset ? [prosody.preset.id] : [],
            context.folders.home,
          );
          if (number !== variant.edits) return;
          variant.voice.setEdit(prosody, presets);
          variant.editedMs = performance.now();
        } catch (thrown) {
          problem(thrown, false);
        }
        sleeper.wake();
      }

      /** Opens the look that is wanted, and once more when another has been wanted meanwhile. */
      async function changeLook(): Promise<void> {
        isChanging = true;
        while (wanted && !signal.aborted) {
          const next = wanted;
          wanted = null;
          try {
            const other = await openLook(next, context, networks);
            const old = look;
            look = other;
            scene = other.scene;
            sceneNumber++;
            tellScene();
            for (const variant of variants) if (variant.heard) tellTrack(variant);
            await pump.idle();
            await old.scene.close();
          } catch (thrown) {
            problem(thrown, false);
          }
        }
        isChanging = false;
      }

      receive = (wish) => {
        switch (wish.type) {
          case 'edit': {
            const variant = variants.at(wish.variant);
            if (variant) void edit(variant, wish.prosody);
            return;
          }
          case 'look':
            wanted = wish.request;
            if (!isChanging) changed = changeLook();
            return;
          case 'playhead': {
            const variant = variants.at(wish.variant);
            if (variant) variant.positionSec = wish.positionSec;
            sleeper.wake();
            return;
          }
          case 'frames':
            pump.want(wish.wanted, wish.received);
            return;
          case 'sound':
            for (const id of wish.pieces) tellSound(variants.at(wish.variant), id);
            return;
          case 'music':
            music.set(wish.music);
            return;
          case 'musicSound':
            music.send(wish.variant, wish.pieces);
        }
      };

      function tellSound(variant: Variant | undefined, id: number): void {
        const clip = variant?.heard?.phrases.find(({ name }) => name === id)?.clip;
        if (!variant || !clip) return;
        const channels = clip.channels.map((samples) => Float32Array.from(samples));
        tell(
          { type: 'sound', variant: variant.index, id, channels },
          channels.map(({ buffer }) => buffer),
        );
      }

      const momentOf = ({ heard, positionSec }: Variant): number =>
        heard ? toOriginal(heard.timeMap, positionSec) : 0;

      /** One piece of work. @returns how long to wait for the next one, ms; null: until something happens */
      async function work(): Promise<number | null> {
        const due = variants
          .map((variant) => ({ variant, distance: variant.voice.missing(momentOf(variant)) }))
          .filter(({ distance }) => distance !== null)
          .sort((a, b) => (a.distance ?? 0) - (b.distance ?? 0));
        const next = due.at(0);
        if (next) {
          const { variant, distance } = next;
          const isWhole = !variant.heard && voice.durationSec <= WHOLE_AT_ONCE_SEC;
          if (isWhole) await variant.voice.settle(room);
          else await variant.voice.makeNearest(momentOf(variant), room);
          const isDone = variant.voice.missing(0) === null;
          const isSoon =
            distance === 0 || performance.now() - variant.toldMs > variant.tellingMs / TELL_SHARE;
          if (isDone || isSoon) tellTrack(variant);
          if (isDone && variant.heard) requireSpeech(voice, variant.heard.curves.speech);
          return 0;
        }
        // An edit that brought back what was known has made nothing, and is heard all the same.
        const untold = variants.find(({ toldMs, editedMs }) => toldMs < editedMs);
        if (untold) {
          tellTrack(untold);
          return 0;
        }
        if (voice.durationSec > SETTLE_MOST_SEC) return null;
        const unsettled = variants.filter(({ voice: of }) => !of.isSettled);
        const quietSince = Math.max(...unsettled.map(({ editedMs }) => editedMs));
        const [one] = unsettled;
        if (unsettled.length === 0) return null;
        const waitMs = quietSince + SETTLE_AFTER_MS - performance.now();
        if (waitMs > 0) return waitMs;
        await one.voice.settle(room);
        if (one.voice.isSettled) tellTrack(one);
        return 0;
      }

      signal.addEventListener('abort', () => sleeper.wake(), { once: true });
      tellScene();
      music.set(firstMusic);
      await Promise.all(variants.map((variant, i) => edit(variant, edits[i])));
      for (const wish of early.splice(0)) receive(wish);
      try {
        while (!signal.aborted) {
          const waitMs = await work();
          // Messages and finished frames come in between.
          await setImmediate();
          if (waitMs !== 0) await sleeper.sleep(waitMs);
        }
      } finally {
        receive = () => undefined;
        pump.stop();
        await changed;
        await pump.idle();
        await music.close();
      }
    }
  }

  const ended = run().catch((thrown: unknown) => problem(thrown, true));
  return { receive: (wish) => receive(wish), ended };
}

/** Waits for a time or for a call, also for one that came before the wait began. */
function createSleeper() {
  let isAwake = false;
  let end: () => void = () => undefined;
  return {
    wake() {
      isAwake = true;
      end();
    },
    /** @param mostMs null: as long as nobody calls */
    async sleep(mostMs: number | null): Promise<void> {
      await new Promise<void>((resolve) => {
        const timer = mostMs === null ? undefined : setTimeout(resolve, mostMs);
        end = () => {
          clearTimeout(timer);
          resolve();
        };
        if (isAwake) end();
      });
      isAwake = false;
    },
  };
}

/** The recording and what edits need to know of it. */
async function readRecording(voicePath: string, room: Parameters<typeof decodeVoice>[1]): Promise<Recording> {
  const voice = await decodeVoice(voicePath, room);
  requireVoice(voice);
  const analysis = analyseVoiceProsody(voice);
  const spans = phraseSpans(analysis.phrases, voice.clip.length, voice.clip.sampleRateHz);
  return { voice, analysis, spans };
}

/** A scene, and what moves the mouth in it. */
interface Look {
  readonly scene: PreviewScene;
  readonly lipsync: string;
  readonly device: string;
}

async function openLook(
  request: SceneRequest,
  context: EngineContextOfCall,
  networks: Networks,
): Promise<Look> {
  const choice = await chooseLipSync(request, context.models);
  const network = choice.kind === 'network' ? await networks.open(choice.card) : null;
  const scene = await openScene(request, context, network);
  return network
    ? { scene, lipsync: 'wav2lip', device: network.pool.device }
    : { scene, lipsync: 'builtin', device: 'cpu' };
}

/** Networks that draw mouths stay open as long as the preview: to open one takes longer than to change the look. */
interface Networks {
  open(card: Parameters<typeof openMouthNetwork>[0]): Promise<MouthNetwork>;
  close(): Promise<void>;
}

function createNetworks(context: EngineContextOfCall): Networks {
  const opened = new Map<string, Promise<MouthNetwork>>();
  return {
    open(card) {
      const known = opened.get(card.id);
      if (known) return known;
      const network = openMouthNetwork(card, context);
      opened.set(card.id, network);
      network.catch(() => opened.delete(card.id));
      return network;
    },
    async close() {
      for (const network of await Promise.allSettled(opened.values()))
        if (network.status === 'fulfilled') await network.value.pool.close();
    },
  };
}
