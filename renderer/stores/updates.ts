import { create } from 'zustand';
import type { UpdateState } from '../../shared/contract/updates.ts';

interface UpdatesStore {
  /** How far an update is; null until it was asked for. */
  readonly state: UpdateState | null;
}

/** Newer versions of the program, as the main process knows of them. */
export const useUpdates = create<UpdatesStore>(() => ({ state: null }));
