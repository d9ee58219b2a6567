import { create } from 'zustand';
import type { MissingMedia, RecentProject } from '../../shared/contract/projects.ts';
import type { KotohogiError } from '../../shared/errors.ts';
import type { ProjectTemplate } from '../../shared/project/templateSchema.ts';
import { useProject } from './project.ts';
import { EMPTY_PROJECT, type ProjectDocument } from './projectDocument.ts';
import { sameValue } from './sameValue.ts';

/** What is to become of changes that are not saved. */
export type UnsavedChoice = 'save' | 'discard' | 'cancel';
/** What is to become of a project file that another program has changed. */
export type ChangedChoice = 'replace' | 'elsewhere' | 'cancel';

/** Something that has to be decided before the work goes on. */
export type ProjectQuestion =
  | {
      readonly kind: 'unsaved';
      readonly name: string | null;
      readonly answer: (choice: UnsavedChoice) => void;
    }
  | { readonly kind: 'changed'; readonly name: string; readonly answer: (choice: ChangedChoice) => void }
  | {
      readonly kind: 'recovery';
      readonly name: string | null;
      readonly keptAtMs: number;
      readonly problem: KotohogiError | null;
    }
  | {
      readonly kind: 'missing';
      readonly name: string;
      readonly files: readonly MissingMedia[];
      readonly problem: KotohogiError | null;
    }
  | { readonly kind: 'template'; readonly template: ProjectTemplate };

interface ProjectFileStore {
  /** Name of the project file; null while it was never saved. */
  readonly name: string | null;
  /** Its folder, for people to read. */
  readonly folder: string | null;
  /** The document as it is in the file, or as it began; null where only more than that is known. */
  readonly saved: ProjectDocument | null;
  /** Whether the last edit is safe from crashes. */
  readonly kept: 'safe' | 'keeping' | 'failed';
  readonly busy: 'opening' | 'saving' | null;
  /** False until it is known what the last run has left behind. */
  readonly ready: boolean;
  readonly question: ProjectQuestion | null;
  /** null until they were asked for. */
  readonly recents: readonly RecentProject[] | null;
  readonly templates: readonly ProjectTemplate[];
}

/** The file of the project, and what is going on with it. */
export const useProjectFile = create<ProjectFileStore>(() => ({
  name: null,
  folder: null,
  saved: EMPTY_PROJECT,
  kept: 'safe',
  busy: null,
  ready: false,
  question: null,
  recents: null,
  templates: [],
}));

/** True when the window has something that the project file does not. */
export const isEdited = (document: ProjectDocument, saved: ProjectDocument | null): boolean =>
  saved === null || !sameValue(document, saved);

export function useIsEdited(): boolean {
  const document = useProject((store) => store.document);
  const saved = useProjectFile((store) => store.saved);
  return isEdited(document, saved);
}

/** True when nothing was begun yet: the start screen is shown. */
export function useIsPristine(): boolean {
  const document = useProject((store) => store.document);
  const name = useProjectFile((store) => store.name);
  return name === null && sameValue(document, EMPTY_PROJECT);
}
