import { create } from 'zustand';
import type {
  DidCredits,
  DidProgress,
  DidStatus,
  DidTransfer,
  DidVideo,
} from '../../shared/contract/cloud.ts';
import type { KotohogiError } from '../../shared/errors.ts';

interface CloudStore {
  /** null: not asked yet. */
  readonly status: DidStatus | null;
  /** null: not asked since the key was changed. */
  readonly credits: DidCredits | null;
  /** What would be sent, waiting for consent. */
  readonly transfer: DidTransfer | null;
  /** How far each video is that is being made. */
  readonly progress: Readonly<Record<string, DidProgress>>;
  /** The video that came last. */
  readonly video: DidVideo | null;
  /** What is being done that ends soon: the key is looked at, photo and voice are prepared. */
  readonly working: boolean;
  readonly problem: KotohogiError | null;
}

/** The cloud backend as the window sees it; nothing of it belongs to a project. */
export const useCloud = create<CloudStore>(() => ({
  status: null,
  credits: null,
  transfer: null,
  progress: {},
  video: null,
  working: false,
  problem: null,
}));
