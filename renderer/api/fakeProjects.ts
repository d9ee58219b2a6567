import type {
  MissingMedia,
  OpenedProject,
  ProjectOffer,
  ProjectSituation,
  RecentProject,
  WindowDocument,
} from '../../shared/contract/projects.ts';
import { inputError } from '../../shared/errors.ts';
import type { ProjectTemplate } from '../../shared/project/templateSchema.ts';
import type { Studio } from './studio.ts';

type ProjectCalls = Pick<
  Studio,
  | 'describeProject'
  | 'listTemplates'
  | 'listRecentProjects'
  | 'forgetRecentProject'
  | 'chooseProject'
  | 'offerProject'
  | 'openProject'
  | 'findMissingMedia'
  | 'openWithoutMissing'
  | 'cancelOpening'
  | 'newProject'
  | 'keepProject'
  | 'saveProject'
  | 'pictureProject'
  | 'restoreProject'
  | 'discardRecovery'
  | 'answerClose'
>;

/** The project files of a studio in memory, for tests to look at and to change. */
export interface FakeProjectFiles {
  /** Saved documents by the name of the project; names that begin with `broken` cannot be read. */
  readonly saved: Map<string, WindowDocument>;
  /** What would survive a crash. */
  kept: WindowDocument | null;
  /** What a page finds that comes now. */
  situation: ProjectSituation;
  /** What the next project that is opened lacks. */
  missing: readonly MissingMedia[];
  /** The next save finds that another program has changed the file. */
  changedOutside: boolean;
  /** Whether the window may close, as the page has answered. */
  readonly closings: boolean[];
}

export const fakeTemplate: ProjectTemplate = {
  id: 'birthday',
  order: 1,
  name: { en: 'Birthday', ja: '誕生日' },
  description: { en: 'Balloons and cake', ja: '風船とケーキ' },
  shape: '9:16',
  background: { kind: 'color', color: '#f2c9cf' },
  preset: 'birthday',
  title: {
    text: {
      en: { named: 'Happy birthday, {name}!', plain: 'Happy birthday!' },
      ja: { named: '{name}さん、お誕生日おめでとう', plain: 'お誕生日おめでとう' },
    },
    position: 'top',
    style: 'gold',
    sizePercent: 10,
    lengthSec: 4,
  },
  texts: { en: ['Happy birthday, {name}!'], ja: ['{name}さん、おめでとう。'] },
};

const FOLDER = '~/Documents';

/** @param chosen what the next dialog answers: a name; null is the person closing it */
export function createFakeProjects(
  noted: <Args extends unknown[], Value>(
    name: string,
    answer: (...args: Args) => Value | Promise<Value>,
  ) => (...args: Args) => Promise<Value>,
  chosen: () => string | null,
): { readonly calls: ProjectCalls; readonly files: FakeProjectFiles } {
  const files: FakeProjectFiles = {
    saved: new Map(),
    kept: null,
    situation: { current: null, recovery: null, offered: null },
    missing: [],
    changedOutside: false,
    closings: [],
  };
  const offers = new Map<string, string>();
  let place: string | null = null;
  let opening: string | null = null;

  /** One id for each name, in the order in which they come. */
  const idOf = (name: string): string => {
    const known = [...offers].find(([, offered]) => offered === name)?.[0];
    return known ?? (offers.size + 1).toString(16).padStart(32, '0');
  };
  const offer = (name: string): ProjectOffer => {
    const made = { id: idOf(name), name };
    offers.set(made.id, name);
    return made;
  };
  const openedAs = (name: string): OpenedProject => {
    const document = files.saved.get(name);
    if (!document)
      throw inputError('project-not-found', `The project "${name}" does not exist.`, 'Choose it again.');
    place = name;
    opening = null;
    files.kept = null;
    return { name, folder: FOLDER, document, edited: false };
  };
  const goOn = (name: string) => {
    if (name.startsWith('broken'))
      throw inputError('project-damaged', `The project "${name}" is damaged.`, 'Open a backup copy.');
    if (files.missing.length > 0) {
      opening = name;
      return { kind: 'missing' as const, name, files: [...files.missing] };
    }
    return { kind: 'opened' as const, project: openedAs(name) };
  };
  const recent = (name: string): RecentProject => ({
    ...offer(name),
    folder: FOLDER,
    usedAtMs: 0,
    pictureUrl: null,
    there: true,
  });

  return {
    files,
    calls: {
      describeProject: noted('describeProject', () => files.situation),
      listTemplates: noted('listTemplates', () => [fakeTemplate]),
      listRecentProjects: noted('listRecentProjects', () => [...files.saved.keys()].map(recent)),
      forgetRecentProject: noted('forgetRecentProject', ({ id }) => {
        files.saved.delete(offers.get(id) ?? '');
        return null;
      }),
      chooseProject: noted('chooseProject', () => {
        const name = chosen();
        return name === null ? null : offer(name);
      }),
      offerProject: noted('offerProject', (file) => offer(file.name.replace(/\.kotohogi$/, ''))),
      openProject: noted('openProject', ({ id }) => goOn(offers.get(id) ?? '')),
      findMissingMedia: noted('findMissingMedia', ({ mediaId }) => {
        const found = chosen();
        if (found === null) return null;
        const wanted = files.missing.find(({ id }) => id === mediaId);
        if (wanted?.name !== found)
          throw inputError('project-media-other', `"${found}" is another file.`, 'Choose the same file.');
        files.missing = files.missing.filter(({ id }) => id !== mediaId);
        return goOn(opening ?? '');
      }),
      openWithoutMissing: noted('openWithoutMissing', () => {
        files.missing = [];
        return { ...openedAs(opening ?? ''), edited: true };
      }),
      cancelOpening: noted('cancelOpening', () => {
        opening = null;
        return null;
      }),
      newProject: noted('newProject', () => {
        place = null;
        files.kept = null;
        return null;
      }),
      keepProject: noted('keepProject', ({ document, edited }) => {
        files.kept = edited ? document : null;
        return null;
      }),
      saveProject: noted('saveProject', ({ document, elsewhere, replace }) => {
        const name = place === null || elsewhere ? chosen() : place;
        if (name === null) return { kind: 'cancelled' as const };
        if (files.changedOutside && !replace && name === place) return { kind: 'changed' as const };
        files.changedOutside = false;
        files.saved.set(name, document);
        files.kept = null;
        place = name;
        return { kind: 'saved' as const, name, folder: FOLDER };
      }),
      pictureProject: noted('pictureProject', () => null),
      restoreProject: noted('restoreProject', () => {
        if (!files.kept) throw inputError('project-damaged', 'It is damaged.', 'Discard it.');
        files.situation = { ...files.situation, recovery: null };
        return {
          kind: 'opened' as const,
          project: { name: null, folder: null, document: files.kept, edited: true },
        };
      }),
      discardRecovery: noted('discardRecovery', () => {
        files.kept = null;
        files.situation = { ...files.situation, recovery: null };
        return null;
      }),
      answerClose: noted('answerClose', ({ close }) => {
        files.closings.push(close);
        return null;
      }),
    },
  };
}
