import type { PreviewNews } from '../../../shared/contract/preview.ts';
import type { PreviewScene, VoiceMotion } from './scene.ts';

/** Frames on their way that the page has not said to have received: the page pulls, nothing piles up. */
const MOST_UNDER_WAY = 8;
/** Frames that a network is told of ahead, beyond those that are being drawn. */
const EXPECTED_FRAMES = 48;

/** What is drawn of one variant from now on. */
export interface Shown {
  readonly scene: PreviewScene;
  readonly sceneNumber: number;
  readonly motion: VoiceMotion;
  /** Names of all frames; 0: not known yet. */
  readonly looks: Float64Array;
}

type FrameNews = Extract<PreviewNews, { type: 'frame' }>;
export type WantedFrame = readonly [variant: number, frame: number];

/** Draws what is wanted, in the order in which it is wanted, and nothing twice. */
export interface FramePump {
  show(variant: number, shown: Shown): void;
  /**
   * Replaces what was wanted before.
   * @param received how many frames have arrived so far
   */
  want(wanted: readonly WantedFrame[], received: number): void;
  /** Nothing more is begun. */
  stop(): void;
  /** When what is being drawn has been drawn. */
  idle(): Promise<void>;
}

/**
 * @param send hands a frame on; its bytes are moved
 * @param fail told of a frame that could not be drawn
 */
export function createFramePump(send: (news: FrameNews) => void, fail: (thrown: unknown) => void): FramePump {
  const shown = new Map<number, Shown>();
  /** By the scene that draws them: each has its own room. */
  const drawing = new Map<PreviewScene, Set<number>>();
  const underWay = new Set<Promise<void>>();
  let wanted: WantedFrame[] = [];
  /** Names of frames that were sent and have not arrived, oldest first. */
  const onTheWay: number[] = [];
  let sent = 0;
  let isStopped = false;

  const lookOf = ([variant, frame]: WantedFrame): number => shown.get(variant)?.looks[frame] ?? 0;

  const isComing = (look: number): boolean =>
    onTheWay.includes(look) || [...drawing.values()].some((looks) => looks.has(look));

  function draw([variant, frame]: WantedFrame, { scene, sceneNumber, motion, looks }: Shown): void {
    const look = looks[frame];
    const inScene = drawing.get(scene) ?? new Set<number>();
    drawing.set(scene, inScene.add(look));
    const done = scene
      .draw(frame, motion)
      .then(({ box: { left, top, right, bottom }, rgba }) => {
        onTheWay.push(look);
        sent++;
        send({
          type: 'frame',
          scene: sceneNumber,
          variant,
          frame,
          look,
          box: [left, top, right - left, bottom - top],
          rgba,
        });
      })
      .catch(fail)
      .then(() => {
        inScene.delete(look);
        if (inScene.size === 0) drawing.delete(scene);
        underWay.delete(done);
        advance();
      });
    underWay.add(done);
  }

  function advance(): void {
    while (!isStopped && onTheWay.length + underWay.size < MOST_UNDER_WAY) {
      const index = wanted.findIndex((one) => {
        const look = lookOf(one);
        return look !== 0 && !isComing(look);
      });
      if (index < 0) return;
      const one = wanted[index];
      const of = shown.get(one[0]);
      if (!of || (drawing.get(of.scene)?.size ?? 0) >= of.scene.slots) return;
      // What lies before it is coming already, or is not known yet.
      wanted = wanted.filter((other, i) => i > index || (i < index && lookOf(other) === 0));
      draw(one, of);
    }
  }

  /** A network is asked for mouths in large groups: it learns early which they will be. */
  function expect(): void {
    for (const [variant, { motion, looks }] of shown) {
      const frames = wanted.flatMap(([of, frame]) => (of === variant && looks[frame] > 0 ? [frame] : []));
      motion.mouths?.expect(frames.slice(0, EXPECTED_FRAMES));
    }
  }

  return {
    show(variant, next) {
      shown.set(variant, next);
      advance();
    },
    want(next, received) {
      onTheWay.splice(0, onTheWay.length - (sent - received));
      wanted = [...next];
      expect();
      advance();
    },
    stop() {
      isStopped = true;
    },
    async idle() {
      await Promise.all(underWay);
    },
  };
}
