/** The pictures of all voices on one face, frame by frame, as the live preview draws them. */
import type { PreviewNews, PreviewTrack } from '../../../shared/contract/preview.ts';
import type { PreviewLine } from '../../api/previewLine.ts';
import { createFrameStore, type Outlook } from '../../preview/frameStore.ts';
import type { Painter } from '../../preview/painter.ts';
import { frameAt } from '../../stores/playback.ts';
import { createStride } from './stride.ts';

/** The same question is asked no earlier than this after the last one. */
const ASK_EVERY_MS = 40;
/** Four voices keep the frames of a message of a minute; a person in motion takes half a megabyte a frame. */
const BUDGET_BYTES = 256 * 2 ** 20;

type Scene = Extract<PreviewNews, { type: 'scene' }>;

export interface TilePicturesNews {
  /** The picture at rest is there, or the way frames are drawn has changed. */
  readonly onScene: (scene: Scene) => void;
  /** Something arrived that may be what is waited for. */
  readonly onFrame: () => void;
  readonly onProblem: () => void;
}

/** What is due on a tile. */
export interface ShownFrame {
  readonly frame: number;
  /** Whether its picture is shown; otherwise the one before stays. */
  readonly isThere: boolean;
}

export class TilePictures {
  readonly #line: PreviewLine;
  readonly #news: TilePicturesNews;
  readonly #frames = createFrameStore(BUDGET_BYTES);
  readonly #shownLook = new WeakMap<Painter, number>();
  readonly #stride = createStride();
  #scene: Scene | null = null;
  #received = 0;
  #askedMs = -Infinity;
  #lastAsked = '';

  constructor(line: PreviewLine, news: TilePicturesNews) {
    this.#line = line;
    this.#news = news;
    line.listen((told) => this.#receive(told));
  }

  get scene(): Scene | null {
    return this.#scene;
  }

  /**
   * Shows the frame of a voice at a moment of its own time, or the last one that is drawn where not all are; null before
   * anything is known of that voice.
   */
  show(painter: Painter, variant: number, heardSec: number): ShownFrame | null {
    const track = this.#frames.tracks.get(variant);
    if (!track) return null;
    const frame = this.#drawn(frameOf(track, heardSec));
    const picture = this.#frames.pictureOf(variant, frame);
    const isThere = picture !== null && picture.scene === this.#scene?.scene;
    const look = track.looks[frame];
    if (isThere && this.#shownLook.get(painter) !== look) {
      painter.paint(picture);
      this.#shownLook.set(painter, look);
    }
    return { frame, isThere };
  }

  /**
   * Asks for what is lacking from these moments on, nearest first.
   * @param heardSec of each voice, by its index
   */
  want(heardSec: readonly number[], isPlaying: boolean, loops: boolean, nowMs: number): void {
    if (nowMs - this.#askedMs < ASK_EVERY_MS) return;
    this.#askedMs = nowMs;
    const outlooks = new Map(
      heardSec.flatMap((sec, variant): [number, Outlook][] => {
        const track = this.#frames.tracks.get(variant);
        if (!track) return [];
        const loop = loops ? { startSec: 0, endSec: track.durationSec } : null;
        const mode = isPlaying ? 'playing' : 'resting';
        return [[variant, { frame: frameOf(track, sec), mode, loop }]];
      }),
    );
    const wanted = this.#frames
      .lacking(outlooks)
      .filter(([, frame]) => !isPlaying || frame === this.#drawn(frame));
    const question = `${this.#received} ${wanted.join(' ')}`;
    if (question === this.#lastAsked) return;
    this.#lastAsked = question;
    heardSec.forEach((positionSec, variant) => this.#line.send({ type: 'playhead', variant, positionSec }));
    this.#line.send({ type: 'frames', received: this.#received, wanted });
  }

  /** A refresh of the screen while playing. @param isThere whether every tile shows what is due */
  refresh(isThere: boolean, nowMs: number): void {
    this.#stride.refresh(isThere, nowMs);
  }

  /** The playhead has jumped, or begins to run. */
  jump(nowMs: number): void {
    this.#stride.jump(nowMs);
  }

  close(): void {
    this.#line.close();
  }

  /** The last frame up to this one that is drawn on a machine as fast as this. */
  #drawn(frame: number): number {
    return frame - (frame % this.#stride.frames);
  }

  #receive(news: PreviewNews): void {
    switch (news.type) {
      case 'scene':
        this.#scene = news;
        this.#lastAsked = '';
        this.#news.onScene(news);
        return;
      case 'track':
        this.#frames.setTrack(news.track);
        this.#news.onFrame();
        return;
      case 'frame':
        this.#received += 1;
        this.#frames.put(news);
        this.#news.onFrame();
        return;
      case 'sound':
      case 'music':
      case 'musicSound':
        // The voices sound from their takes, without music.
        return;
      case 'problem':
        this.#news.onProblem();
    }
  }
}

const frameOf = (track: PreviewTrack, heardSec: number): number =>
  Math.min(track.looks.length - 1, frameAt(heardSec, track.fps));
