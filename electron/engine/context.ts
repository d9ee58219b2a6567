import type { ModelStore } from './runtime/modelStore.ts';
import type { ProgressToken } from './progress.ts';

/** Where things live on this machine. All absolute. */
export interface EngineFolders {
  /** Everything stateful about the user (`KOTOHOGI_HOME`). */
  readonly home: string;
  readonly cache: string;
  /** `models/` of the installation: manifest, own weights, embedded weights made at set-up. */
  readonly models: string;
}

export interface Log {
  info(message: string, data?: Readonly<Record<string, unknown>>): void;
  warn(message: string, data?: Readonly<Record<string, unknown>>): void;
}

/** What a room is given besides its input. Rooms read no settings and no global state. */
export interface EngineContext {
  readonly folders: EngineFolders;
  /** Absolute path of an ffmpeg that was checked to start. */
  readonly ffmpegPath: string;
  readonly models: ModelStore;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly progress: ProgressToken;
}
