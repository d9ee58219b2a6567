import type { DrawnTitle, SceneToDraw, TitleToDraw } from '../../shared/contract/pictures.ts';
import type { Studio } from '../api/studio.ts';

/** Pictures that the engine draws for the page. The same picture is asked for once. */
export interface PictureActions {
  /** A festive scene; answers its address. */
  readonly scene: (scene: SceneToDraw) => Promise<string>;
  readonly title: (title: TitleToDraw) => Promise<DrawnTitle>;
}

/** Fewer than the main process keeps, so that no address is told that it has forgotten. */
const KEPT = 48;

/** Remembers the latest answers; a failure is asked for again the next time. */
function remembered<Request, Answer>(
  ask: (request: Request) => Promise<Answer>,
): (request: Request) => Promise<Answer> {
  const known = new Map<string, Promise<Answer>>();
  return (request) => {
    const key = JSON.stringify(request);
    const answer = known.get(key) ?? ask(request);
    known.delete(key);
    known.set(key, answer);
    answer.catch(() => known.delete(key));
    for (const old of [...known.keys()].slice(0, Math.max(0, known.size - KEPT))) known.delete(old);
    return answer;
  };
}

/** So many are drawn at a time: all of a gallery at once would all come late. */
const AT_ONCE = 2;

/** Asks for a few at a time, what was asked for last first: that is what is looked at now. */
function latestFirst<Request, Answer>(
  ask: (request: Request) => Promise<Answer>,
): (request: Request) => Promise<Answer> {
  const waiting: (() => void)[] = [];
  let underWay = 0;
  return async (request) => {
    if (underWay >= AT_ONCE) await new Promise<void>((begin) => waiting.push(begin));
    underWay += 1;
    try {
      return await ask(request);
    } finally {
      underWay -= 1;
      waiting.pop()?.();
    }
  };
}

export const createPictureActions = (studio: Studio): PictureActions => ({
  scene: remembered(latestFirst((scene) => studio.drawScene(scene))),
  title: remembered((title) => studio.drawTitle(title)),
});
