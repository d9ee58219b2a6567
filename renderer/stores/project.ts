import { create } from 'zustand';
import { EMPTY_PROJECT, type ProjectDocument } from './projectDocument.ts';

interface ProjectStore {
  readonly document: ProjectDocument;
  /** Every edit goes through here: one pure function from the old document to the new one. */
  readonly edit: (change: (document: ProjectDocument) => ProjectDocument) => void;
}

/** The document, and nothing else: what is selected, playing or open lives in other stores. */
export const useProject = create<ProjectStore>((set) => ({
  document: EMPTY_PROJECT,
  edit: (change) => set(({ document }) => ({ document: change(document) })),
}));
