import { KotohogiError } from '../../shared/errors.ts';
import type { PreviewLook, PreviewMusicOrder } from '../../shared/contract/preview.ts';
import type { ProsodyEdit } from '../../shared/prosody/edits.ts';
import type { PreviewLine } from '../api/previewLine.ts';
import type { Studio } from '../api/studio.ts';
import { NOTHING_PLAYED } from '../preview/frameCount.ts';
import { createPainter } from '../preview/painter.ts';
import { createPreviewPlayer, type OpenSound, type PreviewPlayer } from '../preview/previewPlayer.ts';
import { useAnalysis } from '../stores/analysis.ts';
import { useExports } from '../stores/exports.ts';
import { frameAt, usePlayback, type PlaybackQuality } from '../stores/playback.ts';
import { usePlayer } from '../stores/player.ts';
import { useProject } from '../stores/project.ts';
import { renderOrderOf, type ProjectDocument } from '../stores/projectDocument.ts';
import { readinessOf } from './readiness.ts';

/** The live preview of the project. */
export interface PlayerActions {
  /** Keeps a preview of the project open from now on. @returns a function that ends it */
  readonly open: () => () => void;
  /** Shows the preview on a canvas. @returns a function that takes it away */
  readonly show: (canvas: HTMLCanvasElement) => () => void;
  /** A refresh of the screen: shows the frame of the moment that is heard. */
  readonly refresh: () => void;
  /** Opens the preview once more after it failed. */
  readonly retry: () => void;
}

/** A look that is being changed with the pointer is drawn this long after the last change. */
const LOOK_DELAY_MS = 120;
/** Edits are sent this often while a curve is drawn. */
const EDIT_DELAY_MS = 40;
/** So is music whose slider is being pushed. */
const MUSIC_DELAY_MS = 120;
const TELL_STATISTICS_MS = 250;

/** What is shown of a project; null while something is missing. */
function lookOf(document: ProjectDocument, quality: PlaybackQuality): PreviewLook | null {
  const order = renderOrderOf(document);
  if (!order) return null;
  const { photo, voice, background, size, fps, faceIndex, personIndex, crop, placement, matteTouchUp } =
    order;
  const { lipsync, mouthStrength, mouthSharpness, blink, idleMotion, seed, captions, titles } = order;
  // What is made next bears it: the preview shows it as soon as it is chosen.
  const { mark } = useExports.getState().settings;
  return {
    ...{ photo, voice, background, size, fps, faceIndex, personIndex, crop, placement, matteTouchUp },
    ...{ lipsync, mouthStrength, mouthSharpness, blink, idleMotion, seed, captions, titles },
    ...{ mark, quality },
  };
}

const musicOf = (document: ProjectDocument): PreviewMusicOrder => renderOrderOf(document)?.music ?? null;

/** Does the latest of several things in a row, a while after it was asked for; the first one at once. */
function createThrottle(delayMs: number) {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let due: (() => void) | null = null;
  const run = (): void => {
    timer = null;
    if (!due) return;
    due();
    due = null;
    timer = setTimeout(run, delayMs);
  };
  return {
    ask(action: () => void) {
      due = action;
      timer ??= setTimeout(run, 0);
    },
    cancel() {
      if (timer) clearTimeout(timer);
      timer = null;
      due = null;
    },
  };
}

/** @param openSound a clock with sound for voices of this sample rate */
export function createPlayerActions(studio: Studio, openSound: OpenSound): PlayerActions {
  let player: PreviewPlayer | null = null;
  let line: PreviewLine | null = null;
  /** The files that the preview was opened with. */
  let openedFor = '';
  let sentLook = '';
  let sentProsody: ProsodyEdit | null = null;
  let sentMusic = '';
  let statisticsMs = 0;
  const canvases = new Map<HTMLCanvasElement, (() => void) | null>();
  const looks = createThrottle(LOOK_DELAY_MS);
  const edits = createThrottle(EDIT_DELAY_MS);
  const musicChanges = createThrottle(MUSIC_DELAY_MS);

  function close(): void {
    looks.cancel();
    edits.cancel();
    musicChanges.cancel();
    player?.close();
    player = null;
    line = null;
    openedFor = '';
    for (const canvas of canvases.keys()) canvases.set(canvas, null);
    usePlayback.getState().pause();
    usePlayback.getState().hear({ durationSec: 0, fps: usePlayback.getState().fps, timeMap: [] });
    usePlayer.setState({
      phase: 'closed',
      problem: null,
      size: null,
      settled: false,
      limits: [],
      warnings: [],
    });
  }

  function attach(canvas: HTMLCanvasElement): void {
    canvases.set(canvas, player ? player.show(0, createPainter(canvas)) : null);
  }

  function openFor(
    key: string,
    look: PreviewLook,
    prosody: ProsodyEdit | null,
    music: PreviewMusicOrder,
  ): void {
    close();
    openedFor = key;
    sentLook = JSON.stringify(look);
    sentProsody = prosody;
    sentMusic = JSON.stringify(music);
    usePlayer.setState({ phase: 'opening', statistics: NOTHING_PLAYED });
    line = studio.openPreviewLine({ look, variants: [prosody], music });
    player = createPreviewPlayer(line, {
      openSound,
      nowMs: () => performance.now(),
      playhead: () => usePlayback.getState(),
      onPosition(positionSec) {
        // Whoever follows the playhead draws anew each time: once per frame is enough.
        const { positionSec: before, fps, arrive } = usePlayback.getState();
        if (frameAt(positionSec, fps) !== frameAt(before, fps)) arrive(positionSec);
      },
      onEnd() {
        const { durationSec, arrive, pause } = usePlayback.getState();
        arrive(durationSec);
        pause();
      },
      onTrack({ durationSec, fps, timeMap, settled, limits }) {
        usePlayback.getState().hear({ durationSec, fps, timeMap });
        const { phase } = usePlayer.getState();
        usePlayer.setState({
          settled,
          limits,
          ...(phase === 'opening' || phase === 'closed' ? { phase: 'ready' } : {}),
        });
      },
      onScene({ widthPx, heightPx, lipsync, device, warnings }) {
        usePlayer.setState({ size: { widthPx, heightPx }, lipsync, device, warnings });
      },
      onProblem({ error, closed }) {
        usePlayer.setState({
          problem: KotohogiError.fromReport(error),
          ...(closed ? { phase: 'failed' } : {}),
        });
        if (closed) usePlayback.getState().pause();
      },
      onWaiting(isWaiting) {
        const { phase } = usePlayer.getState();
        if (isWaiting && phase === 'ready') usePlayer.setState({ phase: 'waiting' });
        if (!isWaiting && phase === 'waiting') usePlayer.setState({ phase: 'ready' });
      },
    });
    player.setVolume(usePlayback.getState().volume);
    for (const canvas of canvases.keys()) attach(canvas);
  }

  /** Brings the preview in step with the project. */
  function follow(): void {
    const { document } = useProject.getState();
    const { photo, voice } = useAnalysis.getState();
    const look = lookOf(document, usePlayback.getState().quality);
    if (!look || readinessOf(document, photo, voice) !== 'ready') {
      const isGone = !document.photo || !document.voice;
      // While a file is looked at once more the preview of it stays.
      if (openedFor !== '' && (isGone || photo.result?.faces.length === 0)) close();
      return;
    }
    const key = `${look.photo} ${look.voice}`;
    if (key !== openedFor) {
      openFor(key, look, document.prosody, musicOf(document));
      return;
    }
    const written = JSON.stringify(look);
    if (written !== sentLook) {
      sentLook = written;
      looks.ask(() => line?.send({ type: 'look', look }));
    }
    if (document.prosody !== sentProsody) {
      sentProsody = document.prosody;
      edits.ask(() => line?.send({ type: 'edit', variant: 0, prosody: document.prosody }));
    }
    const music = musicOf(document);
    const writtenMusic = JSON.stringify(music);
    if (writtenMusic !== sentMusic) {
      sentMusic = writtenMusic;
      // What was wrong with the music before is no longer the case.
      if (usePlayer.getState().problem?.code.startsWith('music-')) usePlayer.setState({ problem: null });
      musicChanges.ask(() => line?.send({ type: 'music', music }));
    }
  }

  return {
    open() {
      const stops = [
        useProject.subscribe(follow),
        useAnalysis.subscribe(follow),
        useExports.subscribe((now, before) => {
          if (now.settings.mark !== before.settings.mark) follow();
        }),
        usePlayback.subscribe((now, before) => {
          if (now.quality !== before.quality) follow();
          if (now.volume !== before.volume) player?.setVolume(now.volume);
          if (now.playing !== before.playing) player?.obey(now.playing ? 'play' : 'pause');
          else if (now.jumps !== before.jumps) player?.obey('jump');
          if (now.scrubbing !== before.scrubbing) player?.obey('scrub');
          if (now.loop !== before.loop) player?.obey('region');
        }),
      ];
      follow();
      return () => {
        for (const stop of stops) stop();
        close();
      };
    },
    show(canvas) {
      attach(canvas);
      return () => {
        canvases.get(canvas)?.();
        canvases.delete(canvas);
      };
    },
    refresh() {
      player?.refresh();
      const nowMs = performance.now();
      if (!player || nowMs - statisticsMs < TELL_STATISTICS_MS) return;
      statisticsMs = nowMs;
      if (player.statistics !== usePlayer.getState().statistics)
        usePlayer.setState({ statistics: player.statistics });
    },
    retry() {
      openedFor = '';
      follow();
    },
  };
}
