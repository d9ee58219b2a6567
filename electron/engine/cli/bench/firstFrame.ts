/** From the press on "play" to the first picture, with a preview that is open. */
import type { PreviewNews } from '../../../../shared/contract/preview.ts';
import type { RenderRequest } from '../../../../shared/contract/render.ts';
import type * as Engine from '../../index.ts';
import { workloadOf, type Workload } from './workload.ts';

/** Each press asks for another moment, so that nothing is there already. */
const PRESSES = 15;
/** Presses lie at least so far apart. */
const APART_FRAMES = 8;
/** What a player asks for at once: about a second. */
const FRAMES_AHEAD = 25;
/** Frames that any machine draws in time, as the window's preview has them while it plays. */
const DRAFT_SIZE = { widthPx: 540, heightPx: 540 };

export async function benchFirstFrame(
  engine: Pick<typeof Engine, 'preview'>,
  request: RenderRequest,
  how: Engine.EngineRun,
): Promise<Workload> {
  const close = new AbortController();
  const news: PreviewNews[] = [];
  let look: () => void = () => undefined;
  const signal = AbortSignal.any([how.signal, close.signal]);
  const session = engine.preview(
    { request: { ...request, size: DRAFT_SIZE }, variants: [null] },
    { ...how, signal },
    (told) => {
      news.push(told);
      look();
    },
  );
  const until = <Found>(find: () => Found | undefined): Promise<Found> =>
    new Promise((resolve, reject) => {
      look = () => {
        const found = find();
        const problem = news.find((told) => told.type === 'problem');
        if (found !== undefined) resolve(found);
        else if (problem?.type === 'problem') reject(new Error(problem.error.message));
      };
      signal.addEventListener('abort', () => reject(new Error('Cancelled.')), { once: true });
      look();
    });
  try {
    const track = await until(() =>
      news.flatMap((told) => (told.type === 'track' && told.track.settled ? [told.track] : [])).at(-1),
    );
    const timesMs: number[] = [];
    const received = (): number => news.filter(({ type }) => type === 'frame').length;
    const presses = Math.max(1, Math.min(PRESSES, Math.floor(track.looks.length / APART_FRAMES)));
    for (let press = 0; press < presses; press++) {
      const first = Math.floor(((press + 0.3) / presses) * track.looks.length);
      const name = track.looks[first];
      const isThere = (): boolean => news.some((told) => told.type === 'frame' && told.look === name);
      if (isThere()) continue;
      const startMs = performance.now();
      session.receive({ type: 'playhead', variant: 0, positionSec: first / track.fps });
      const wanted = Array.from(
        { length: Math.min(FRAMES_AHEAD, track.looks.length - first) },
        (_, i): [number, number] => [0, first + i],
      );
      session.receive({ type: 'frames', received: received(), wanted });
      await until(() => (isThere() ? true : undefined));
      timesMs.push(performance.now() - startMs);
      session.receive({ type: 'frames', received: received(), wanted: [] });
    }
    return workloadOf('play-to-first-frame', timesMs);
  } finally {
    close.abort();
    await session.ended;
  }
}
