import type { ModelProgress, ModelView } from '../../../shared/contract/models.ts';

/** What installing and importing report to. */
export interface InstallRun {
  readonly signal: AbortSignal;
  onProgress(progress: ModelProgress): void;
}

/** The person's own models, on top of the embedded ones. */
export interface ModelLibrary {
  /** Everything known: embedded, installed, and what the catalogue offers. */
  list(): Promise<readonly ModelView[]>;
  /**
   * Downloads a model of the catalogue; an interrupted download goes on where it stopped.
   * @param accepted that the notice was shown and accepted; must be true where the entry has a notice
   * @throws KotohogiError `model-licence` not accepted; `model-offline`; `model-damaged`; `model-contract`; `cancelled`
   */
  install(id: string, accepted: boolean, run: InstallRun): Promise<ModelView>;
  /**
   * Installs a file of the person's own under the id of a catalogue entry. The file is copied, not moved.
   * @throws KotohogiError as {@link install}, and `model-file` when it cannot be read or is no ONNX file
   */
  import(id: string, file: string, accepted: boolean, run: InstallRun): Promise<ModelView>;
  /** Hashes an installed or embedded model anew; a damaged installed file goes into quarantine. */
  verify(id: string, run: InstallRun): Promise<ModelView>;
  /** Removes an installed model and what is left of its download. */
  remove(id: string): Promise<ModelView>;
}

/** How long the network is waited for. Tests wait less. */
export interface NetworkPatience {
  /** Without a byte for this long, a connection counts as dead. */
  readonly stallMs: number;
  /** Tries in a row that bring nothing new before it is given up. */
  readonly attempts: number;
  /** Wait before the second try; doubled for each further one. */
  readonly backOffMs: number;
}

export interface ModelLibraryOptions {
  /** The person's folder (`EngineFolders.home`); the files go to `models/` in it. */
  readonly home: string;
  /** `models/` of the installation (`EngineFolders.models`), with `manifest.json` and `catalogue.json`. */
  readonly modelsFolder: string;
  readonly patience?: NetworkPatience;
}

/** The shape of `createModelLibrary` in `library.ts`. Cheap: nothing is read before the first call. */
export type CreateModelLibrary = (options: ModelLibraryOptions) => ModelLibrary;
