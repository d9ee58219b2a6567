import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type {
  OpenedProject,
  Opening,
  ProjectOffer,
  ProjectSituation,
  SaveOutcome,
  WindowDocument,
} from '../../shared/contract/projects.ts';
import { inputError } from '../../shared/errors.ts';
import { NOTHING_CARRIED, type Carried } from '../../shared/project/convert.ts';
import type { ProjectDocument } from '../../shared/project/schema.ts';
import type { MediaLibrary } from '../app/mediaLibrary.ts';
import type { EngineClient } from '../host/engineClient.ts';
import { fileState } from './fileState.ts';
import { MediaBook, type BookedMedia } from './mediaBook.ts';
import { PendingOpening } from './pendingOpening.ts';
import { lockProject, type ProjectLock } from './projectLock.ts';
import { projectName, withProjectEnding } from './projectNames.ts';
import { readRecovered } from './readRecovered.ts';
import { RecentProjects } from './recentProjects.ts';
import { RecoveryStore, type RecoveryRecord } from './recoveryStore.ts';
import { savedForm, sourcesOf } from './savedProject.ts';

export interface SessionParts {
  readonly home: string;
  /** Whatever lies in one of these may be cleared by others: its bytes are kept while a project is not saved. */
  readonly fleetingFolders: readonly string[];
  /** Where media that lay inside a project are taken out to. */
  readonly mediaFolder: string;
  readonly engine: Pick<EngineClient, 'run'>;
  readonly library: MediaLibrary;
  /** Asks the person; null when they closed the dialog. */
  readonly ask: {
    readonly open: () => Promise<string | null>;
    /** @param suggestion absolute path of the present place, or a mere name */
    readonly save: (suggestion: string) => Promise<string | null>;
    readonly find: (fileName: string) => Promise<string | null>;
  };
  /** A folder as people read it. */
  readonly displayFolder: (folder: string) => string;
  /** Told after every change of place or state. */
  readonly onState: (state: { readonly path: string | null; readonly edited: boolean }) => void;
  readonly nowMs: () => number;
}

interface Current {
  /** Absolute; null while it was never saved. */
  readonly path: string | null;
  readonly carried: Carried;
  /** The last one that the window has told; null before its first edit. */
  readonly document: WindowDocument | null;
  readonly edited: boolean;
  /** Size and time of the project file when it was read or written last. */
  readonly fileState: string | null;
}

const NO_PROJECT: Current = {
  path: null,
  carried: NOTHING_CARRIED,
  document: null,
  edited: false,
  fileState: null,
};

/** The project that is open: where it lies, what of it is not saved yet, and what a crash left behind. */
export class ProjectSession {
  readonly #parts: SessionParts;
  readonly #book: MediaBook;
  readonly #recovery: RecoveryStore;
  readonly recents: RecentProjects;
  readonly #offers = new Map<string, string>();
  #current: Current = NO_PROJECT;
  /** What the last run left behind, until somebody has decided about it. */
  #left: RecoveryRecord | null;
  /** The offer that came before there was a page to tell. */
  #waiting: ProjectOffer | null = null;
  #opening: PendingOpening | null = null;
  /** Keeps other programs from the project that is open, and from the one that is being opened. */
  #lock: ProjectLock | null = null;
  #openingLock: ProjectLock | 'keep' | null = null;
  /** Writing follows writing in the order of the calls. */
  #busy: Promise<unknown> = Promise.resolve();

  private constructor(
    parts: SessionParts,
    recovery: RecoveryStore,
    recents: RecentProjects,
    left: RecoveryRecord | null,
  ) {
    this.#parts = parts;
    this.#book = new MediaBook(parts.library, parts.engine);
    this.#recovery = recovery;
    this.recents = recents;
    this.#left = left;
  }

  /** @param onRecents called after every change of the list of recent projects */
  static async start(parts: SessionParts, onRecents: () => void): Promise<ProjectSession> {
    const recovery = new RecoveryStore(parts.home);
    const [recents, left] = await Promise.all([RecentProjects.load(parts.home, onRecents), recovery.read()]);
    return new ProjectSession(parts, recovery, recents, left);
  }

  get edited(): boolean {
    return this.#current.edited;
  }

  get path(): string | null {
    return this.#current.path;
  }

  /** What a page that has just come finds. An offer is told once. */
  describe(): ProjectSituation {
    const { document, path: file, edited } = this.#current;
    const offered = this.#waiting;
    this.#waiting = null;
    return {
      current: document && { ...this.#placeOf(file), document, edited },
      recovery: this.#left && { name: recoveredName(this.#left), keptAtMs: this.#left.keptAtMs },
      offered,
    };
  }

  /** A file that somebody wants to open, as the page may know of it. */
  offer(filePath: string): ProjectOffer {
    const absolute = path.resolve(filePath);
    const id = randomBytes(16).toString('hex');
    this.#offers.set(id, absolute);
    return { id, name: projectName(absolute) };
  }

  /** Keeps an offer for the page that comes next. */
  offerLater(filePath: string): void {
    this.#waiting = this.offer(filePath);
  }

  /** Asks which project to open. */
  async choose(): Promise<ProjectOffer | null> {
    const chosen = await this.#parts.ask.open();
    return chosen === null ? null : this.offer(chosen);
  }

  /**
   * Opens what was offered, or asks what to do about missing files. The project before it stays until it is open.
   * @throws KotohogiError `project-in-use`, `project-not-found`, `project-unreadable`, `project-damaged`, `project-newer`, `offer-unknown`
   */
  async open(offerId: string): Promise<Opening> {
    const file = this.#offers.get(offerId) ?? this.recents.pathOf(offerId);
    if (file === undefined)
      throw inputError('offer-unknown', 'This project is no longer in the list.', 'Choose the file again.');
    const isOurs = file === this.#current.path;
    const lock = isOurs ? null : await lockProject(file);
    try {
      const { document, media } = await this.#parts.engine.run('openProject', { path: file });
      await this.#setOpening(
        new PendingOpening({ path: file, document, media, isRecovered: false }),
        isOurs ? 'keep' : lock,
      );
    } catch (thrown) {
      await lock?.release();
      throw thrown;
    }
    return this.#goOn(this.#requireOpening());
  }

  /**
   * Takes up what a crash left behind.
   * @throws KotohogiError where it cannot be read; it is kept then
   */
  async restore(): Promise<Opening> {
    const left = this.#left;
    if (!left) throw inputError('nothing-to-restore', 'There is nothing to restore.', 'Open a project.');
    const read = await readRecovered(left, this.#parts.engine, this.#recovery, this.#parts.mediaFolder);
    // Work that a crash left behind is never refused: where its file is in use, saving says so.
    const lock = left.projectPath === null ? null : await lockProject(left.projectPath).catch(() => null);
    await this.#setOpening(new PendingOpening({ ...read, path: left.projectPath, isRecovered: true }), lock);
    return this.#goOn(this.#requireOpening());
  }

  async discardRecovery(): Promise<void> {
    this.#left = null;
    if (!this.#current.edited) await this.#inTurn(() => this.#recovery.clear());
  }

  /**
   * Asks where a missing file is now; others that are missing are looked for beside it.
   * @throws KotohogiError `project-media-other` when the chosen file is another one
   */
  async findMissing(mediaId: string): Promise<Opening | null> {
    const opening = this.#requireOpening();
    const chosen = await this.#parts.ask.find(opening.nameOf(mediaId));
    if (chosen === null) return null;
    await opening.take(mediaId, chosen, this.#parts.engine);
    return this.#goOn(opening);
  }

  /** Opens without what is missing. */
  async openWithoutMissing(): Promise<OpenedProject> {
    return this.#finish(this.#requireOpening());
  }

  cancelOpening(): void {
    // What a crash left behind stays on the disk, to be offered again.
    void this.#setOpening(null, null);
  }

  /** Begins a project that has no place yet. What the one before had unsaved is let go. */
  async begin(): Promise<void> {
    this.#become(NO_PROJECT);
    await this.#hold(null);
    await this.#inTurn(() => this.#recovery.clear());
  }

  /**
   * Keeps the document safe from crashes.
   * @throws KotohogiError kind `input` when a file in it cannot be read; Error when the disk refuses
   */
  keep(document: WindowDocument, edited: boolean): Promise<void> {
    this.#become({ ...this.#current, document, edited });
    return this.#inTurn(async () => {
      if (!edited) return this.#recovery.clear();
      const booked = await this.#book.describeAll(document);
      const sources = await Promise.all(
        [...booked.values()].map(async (one) => [one.media.id, await this.#lastingPlace(one)] as const),
      );
      const keptAtMs = this.#parts.nowMs();
      const { carried, path: projectPath } = this.#current;
      await this.#recovery.write({
        ...{ keptAtMs, projectPath },
        document: savedForm(document, booked, carried, keptAtMs),
        sources: Object.fromEntries(sources),
      });
    });
  }

  /**
   * Saves the document, asking for a place where there is none.
   * @throws KotohogiError `project-unwritable`, `project-media-missing`, kind `input` for media that cannot be read
   */
  async save(
    document: WindowDocument,
    options: { readonly elsewhere: boolean; readonly replace: boolean; readonly suggestedName: string },
  ): Promise<SaveOutcome> {
    const { path: before, fileState: known } = this.#current;
    const chosen =
      before === null || options.elsewhere
        ? await this.#parts.ask.save(before ?? options.suggestedName)
        : before;
    if (chosen === null) return { kind: 'cancelled' };
    const target = withProjectEnding(path.resolve(chosen));
    return this.#inTurn(async () => {
      const now = await fileState(target);
      if (target === before && !options.replace && now !== null && now !== known) return { kind: 'changed' };
      const isHeld = target === before && this.#lock !== null;
      const lock = isHeld ? this.#lock : await lockProject(target);
      const saved = await this.#write(document, target).catch(async (thrown: unknown) => {
        if (!isHeld) await lock?.release();
        throw thrown;
      });
      await this.#hold(lock);
      this.#become({
        path: target,
        carried: saved,
        document,
        edited: false,
        fileState: await fileState(target),
      });
      await this.#recovery.clear();
      await this.#noteRecent(target);
      const { name, folder } = this.#placeOf(target);
      return { kind: 'saved', name, folder };
    });
  }

  async #write(document: WindowDocument, target: string): Promise<ProjectDocument> {
    const { engine, nowMs } = this.#parts;
    const { carried, path: from } = this.#current;
    const booked = await this.#book.describeAll(document);
    const sources = await sourcesOf([...booked.values()], { from, target }, engine);
    const form = savedForm(document, booked, carried, nowMs());
    return engine.run('saveProject', { path: target, document: form, sources });
  }

  /** Waits until everything asked for is on the disk. */
  async settled(): Promise<void> {
    await this.#busy.catch(() => undefined);
  }

  async #goOn(opening: PendingOpening): Promise<Opening> {
    const files = opening.missing(this.#parts.displayFolder);
    if (files.length > 0) return { kind: 'missing', name: opening.name, files: [...files] };
    return { kind: 'opened', project: await this.#finish(opening) };
  }

  async #finish(opening: PendingOpening): Promise<OpenedProject> {
    const document = await opening.toWindow(this.#book);
    const { path: file, isRecovered, isWhole } = opening;
    const edited = isRecovered || !isWhole;
    this.#opening = null;
    const lock = this.#openingLock;
    this.#openingLock = null;
    if (lock !== 'keep') await this.#hold(lock);
    this.#left = null;
    this.#become({
      path: file,
      carried: opening.document,
      document,
      edited,
      fileState: file === null ? null : await fileState(file),
    });
    if (edited) await this.keep(document, true);
    else await this.#inTurn(() => this.#recovery.clear());
    if (file !== null) await this.#noteRecent(file);
    return { ...this.#placeOf(file), document, edited };
  }

  /** @param lock of what is being opened; `keep`: it is the project that is open already */
  async #setOpening(opening: PendingOpening | null, lock: ProjectLock | 'keep' | null): Promise<void> {
    const earlier = this.#openingLock;
    this.#opening = opening;
    this.#openingLock = lock;
    if (earlier !== null && earlier !== 'keep') await earlier.release();
  }

  /** Gives back what was held before. */
  async #hold(lock: ProjectLock | null): Promise<void> {
    const earlier = this.#lock;
    this.#lock = lock;
    if (earlier !== lock) await earlier?.release();
  }

  #requireOpening(): PendingOpening {
    if (!this.#opening)
      throw inputError('offer-unknown', 'This project is no longer being opened.', 'Open it again.');
    return this.#opening;
  }

  #become(current: Current): void {
    this.#current = current;
    this.#parts.onState({ path: current.path, edited: current.edited });
  }

  /** Where the bytes will still be after a crash. */
  async #lastingPlace({ media, path: file }: BookedMedia): Promise<string> {
    const isFleeting = this.#parts.fleetingFolders.some((folder) => file.startsWith(folder + path.sep));
    if (!isFleeting) return file;
    return this.#recovery.keepBytes(file, `${media.id}${path.extname(media.name).toLowerCase()}`);
  }

  async #noteRecent(file: string): Promise<void> {
    // A convenience: a home folder that cannot be written must not keep a project from being opened.
    await this.recents.note(file, this.#parts.nowMs()).catch(() => undefined);
  }

  #placeOf(file: null): { readonly name: null; readonly folder: null };
  #placeOf(file: string): { readonly name: string; readonly folder: string };
  #placeOf(file: string | null): { readonly name: string | null; readonly folder: string | null };
  #placeOf(file: string | null): { readonly name: string | null; readonly folder: string | null } {
    if (file === null) return { name: null, folder: null };
    return { name: projectName(file), folder: this.#parts.displayFolder(path.dirname(file)) };
  }

  #inTurn<Value>(action: () => Promise<Value>): Promise<Value> {
    const turn = this.#busy.catch(() => undefined).then(action);
    this.#busy = turn;
    // Whoever asked hears of it; the line goes on.
    turn.catch(() => undefined);
    return turn;
  }
}

/** As people call what a crash left behind. */
function recoveredName({ projectPath, document }: RecoveryRecord): string | null {
  if (projectPath !== null) return projectName(projectPath);
  const { title } = document;
  return typeof title === 'string' && title !== '' ? title : null;
}
