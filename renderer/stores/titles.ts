import { create } from 'zustand';
import {
  TITLE_DEFAULT_SIZE_PERCENT,
  TITLE_MAX_CHARS,
  TITLE_SIZE_RANGE,
  TITLES_MAX,
} from '../../shared/titles/titleShapes.ts';
import type { ProjectDocument, Title } from './projectDocument.ts';

interface TitlesStore {
  /** The title whose words have the focus: it is seen wherever the playhead is. */
  readonly editedId: string | null;
  readonly setEdited: (id: string | null) => void;
}

/** Which title is being worked on: never saved. */
export const useTitles = create<TitlesStore>((set) => ({
  editedId: null,
  setEdited: (editedId) => set({ editedId }),
}));

/** How long a new title is shown, seconds; and how short any may become. */
const NEW_SEC = 3;
const LEAST_SEC = 0.2;

/** True while another title may be added. */
export const mayAddTitle = ({ titles }: Pick<ProjectDocument, 'titles'>): boolean =>
  titles.length < TITLES_MAX;

/** A new title from a moment on, in the style of the last one. @param atSec time of the voice as it was recorded */
export function withNewTitle(
  project: ProjectDocument,
  id: string,
  text: string,
  atSec: number,
): ProjectDocument {
  if (!mayAddTitle(project)) return project;
  const last = project.titles.at(-1);
  const title: Title = {
    id,
    text,
    startSec: atSec,
    endSec: atSec + NEW_SEC,
    position: last?.position ?? 'auto',
    style: last?.style ?? 'gold',
    sizePercent: last?.sizePercent ?? TITLE_DEFAULT_SIZE_PERCENT,
  };
  return { ...project, titles: [...project.titles, title] };
}

/** Changes a title; what is out of range is held at its end, and it never ends before it begins. */
export function withTitle(
  project: ProjectDocument,
  id: string,
  change: Partial<Omit<Title, 'id'>>,
): ProjectDocument {
  const index = project.titles.findIndex((title) => title.id === id);
  if (index < 0) return project;
  const before = project.titles[index];
  const next = { ...before, ...change };
  const startSec = Math.max(0, next.startSec);
  const endSec = Math.max(0, next.endSec);
  // The end that was not touched gives way.
  const [start, end] =
    endSec - startSec >= LEAST_SEC
      ? [startSec, endSec]
      : change.endSec === undefined
        ? [startSec, startSec + LEAST_SEC]
        : [Math.max(0, endSec - LEAST_SEC), Math.max(LEAST_SEC, endSec)];
  const title: Title = {
    ...next,
    text: next.text.slice(0, TITLE_MAX_CHARS),
    startSec: start,
    endSec: end,
    sizePercent: Math.min(TITLE_SIZE_RANGE.max, Math.max(TITLE_SIZE_RANGE.min, next.sizePercent)),
  };
  return { ...project, titles: project.titles.with(index, title) };
}

export const withoutTitle = (project: ProjectDocument, id: string): ProjectDocument => ({
  ...project,
  titles: project.titles.filter((title) => title.id !== id),
});
