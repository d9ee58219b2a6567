import type { OpenedProject, Opening } from '../../shared/contract/projects.ts';
import { fileStem } from '../../shared/fileStem.ts';
import type { ProjectTemplate } from '../../shared/project/templateSchema.ts';
import type { Studio } from '../api/studio.ts';
import { isUnderWay, useJobs } from '../stores/jobs.ts';
import { useProject } from '../stores/project.ts';
import { EMPTY_PROJECT, type ProjectDocument } from '../stores/projectDocument.ts';
import {
  isEdited,
  useProjectFile,
  type ChangedChoice,
  type ProjectQuestion,
  type UnsavedChoice,
} from '../stores/projectFile.ts';
import { sameValue } from '../stores/sameValue.ts';
import { projectOf } from '../stores/template.ts';
import { useTouchUp } from '../stores/touchUp.ts';
import { useView } from '../stores/view.ts';
import type { Language } from '../text/format.ts';
import { createKeeper, type Keeper } from './keeper.ts';
import { asKotohogiError, type MaterialActions } from './materials.ts';
import type { TouchUpActions } from './touchUp.ts';

/** Projects as files: begun, opened, saved, and taken up after a crash. */
export interface ProjectActions {
  /** Finds out what the last run has left, and follows the edits from then on. @returns a function that stops it */
  readonly follow: () => () => void;
  /** An empty project; asks about unsaved changes first, as everything here that leaves a project. */
  readonly begin: () => Promise<void>;
  /** Asks whom it is for. */
  readonly askTemplate: (template: ProjectTemplate) => void;
  readonly beginWith: (template: ProjectTemplate, name: string, language: Language) => Promise<void>;
  readonly openSample: () => Promise<void>;
  /** Opens the system's dialog. */
  readonly choose: () => Promise<void>;
  /** Opens a project of the list, or one that was offered. */
  readonly open: (offerId: string, name: string) => Promise<void>;
  readonly drop: (file: File) => Promise<void>;
  /** @returns whether it is saved now */
  readonly save: () => Promise<boolean>;
  readonly saveElsewhere: () => Promise<boolean>;
  readonly forgetRecent: (id: string) => Promise<void>;
  readonly loadStart: () => Promise<void>;
  readonly findMissing: (mediaId: string) => Promise<void>;
  readonly openWithoutMissing: () => Promise<void>;
  readonly cancelOpening: () => Promise<void>;
  readonly restore: () => Promise<void>;
  readonly discardRecovery: () => Promise<void>;
  /** Puts a question away; where somebody waits for the answer, it is "cancel". */
  readonly dismiss: () => void;
}

export function createProjectActions(
  studio: Studio,
  materials: Pick<MaterialActions, 'catchUp' | 'openSample'>,
  touchUp: Pick<TouchUpActions, 'refresh'>,
): ProjectActions {
  const keeper: Keeper = createKeeper(studio);
  const file = useProjectFile;

  const ask = (question: ProjectQuestion | null): void => file.setState({ question });

  /** Tells what went wrong at the foot of the window. */
  async function telling<Value>(
    action: () => Promise<Value>,
    fallback: Value,
    name: string | null = null,
  ): Promise<Value> {
    try {
      return await action();
    } catch (thrown) {
      useView.getState().notify({ kind: 'error', error: asKotohogiError(thrown), fileName: name });
      return fallback;
    }
  }

  const edited = (): boolean => isEdited(useProject.getState().document, file.getState().saved);

  /** What a question waits for; whoever asks again takes the earlier question back. */
  const asked = <Choice>(make: (answer: (choice: Choice) => void) => ProjectQuestion): Promise<Choice> =>
    new Promise((resolve) => {
      dismiss();
      ask(
        make((choice) => {
          ask(null);
          resolve(choice);
        }),
      );
    });

  function dismiss(): void {
    const { question } = file.getState();
    if (question?.kind === 'unsaved' || question?.kind === 'changed') question.answer('cancel');
    // What a crash left behind and what is missing cannot be passed over.
    else if (question?.kind === 'template') ask(null);
  }

  /** True when nothing would be lost, or the person has decided about it. */
  async function settled(): Promise<boolean> {
    useProject.getState().endGesture();
    await keeper.flush();
    if (!edited()) return true;
    const choice = await asked<UnsavedChoice>((answer) => ({
      kind: 'unsaved',
      name: displayName(),
      answer,
    }));
    if (choice === 'save') return save(false);
    return choice === 'discard';
  }

  /** Shows another document. @param saved null: it has what its file has not */
  function show(
    document: ProjectDocument,
    saved: ProjectDocument | null,
    place: { name: string | null; folder: string | null },
  ): void {
    file.setState({ ...place, saved, kept: 'safe', question: null, ready: true });
    useTouchUp.setState({ applied: null, problem: null });
    const { jobs, currentId } = useJobs.getState();
    // A video that is not finished stays to be seen; one that is done belongs to what was there before.
    const isUnfinished = jobs.some(
      ({ id, state }) => id === currentId && (isUnderWay(state) || state === 'interrupted'),
    );
    if (!isUnfinished) {
      useJobs.setState({ currentId: null });
      useView.getState().setStage('preview');
    }
    // What went wrong before is over.
    useView.getState().notify(null);
    useView.getState().setPanel('materials');
    useProject.getState().replace(document);
    void materials.catchUp();
    void touchUp.refresh();
  }

  const showOpened = ({ document, name, folder, edited: isChanged }: OpenedProject): void =>
    show(document, isChanged ? null : document, { name, folder });

  function goOn(opening: Opening): void {
    if (opening.kind === 'opened') showOpened(opening.project);
    else ask({ kind: 'missing', name: opening.name, files: opening.files, problem: null });
  }

  async function open(offerId: string, name: string): Promise<void> {
    if (file.getState().busy !== null || !(await settled())) return;
    file.setState({ busy: 'opening' });
    await telling(async () => goOn(await studio.openProject({ id: offerId })), undefined, name);
    file.setState({ busy: null });
    await loadRecents();
  }

  async function begin(document: ProjectDocument): Promise<void> {
    if (!(await settled())) return;
    await telling(async () => {
      await studio.newProject(null);
      show(document, document, { name: null, folder: null });
    }, undefined);
  }

  async function save(elsewhere: boolean, replace = false): Promise<boolean> {
    if (file.getState().busy !== null) return false;
    useProject.getState().endGesture();
    await keeper.flush();
    const { document } = useProject.getState();
    file.setState({ busy: 'saving' });
    const outcome = await telling(
      () => studio.saveProject({ document, elsewhere, replace, suggestedName: suggestedName(document) }),
      null,
    );
    file.setState({ busy: null });
    switch (outcome?.kind) {
      case 'saved':
        file.setState({ name: outcome.name, folder: outcome.folder, saved: document });
        await pictureIt();
        await loadRecents();
        return true;
      case 'changed': {
        const name = file.getState().name ?? '';
        const choice = await asked<ChangedChoice>((answer) => ({ kind: 'changed', name, answer }));
        return choice === 'cancel' ? false : save(choice === 'elsewhere', choice === 'replace');
      }
      default:
        return false;
    }
  }

  const suggestedName = ({ title, photo }: ProjectDocument): string =>
    title || (photo ? fileStem(photo.name) : '');

  const displayName = (): string | null =>
    file.getState().name ?? (useProject.getState().document.title || null);

  /** Lets the list of recent projects show how this one looks, where the picture is to be seen. */
  async function pictureIt(): Promise<void> {
    const frame = globalThis.document?.querySelector('.stage .frame')?.getBoundingClientRect();
    if (!frame || frame.width < 1 || frame.height < 1) return;
    const [x, y] = [Math.max(0, Math.ceil(frame.x)), Math.max(0, Math.ceil(frame.y))];
    const [width, height] = [Math.floor(frame.width), Math.floor(frame.height)];
    // Without it the list shows the project without a picture.
    await studio.pictureProject({ x, y, width, height }).catch(() => undefined);
  }

  async function loadRecents(): Promise<void> {
    const recents = await studio.listRecentProjects(null).catch(() => null);
    if (recents) file.setState({ recents });
  }

  async function closeAsked(): Promise<void> {
    const close = await settled();
    // What was let go is not offered again at the next start.
    if (close && edited()) await telling(() => studio.newProject(null), null);
    await telling(() => studio.answerClose({ close }), null);
  }

  async function arrive(): Promise<void> {
    const situation = await telling(() => studio.describeProject(null), null);
    if (situation?.current) showOpened(situation.current);
    else if (situation?.recovery) ask({ kind: 'recovery', ...situation.recovery, problem: null });
    else file.setState({ ready: true });
    if (situation?.offered && !situation.recovery) await open(situation.offered.id, situation.offered.name);
  }

  return {
    follow() {
      const stops = [
        keeper.follow(),
        studio.on('projectOffered', ({ id, name }) => {
          // What a crash left behind comes first.
          if (file.getState().question?.kind !== 'recovery') void open(id, name);
        }),
        studio.on('closeAsked', () => {
          void closeAsked();
        }),
      ];
      void arrive();
      return () => {
        for (const stop of stops) stop();
      };
    },
    begin: () => begin(EMPTY_PROJECT),
    askTemplate: (template) => ask({ kind: 'template', template }),
    async beginWith(template, name, language) {
      ask(null);
      await begin(projectOf(template, name.trim(), language));
    },
    async openSample() {
      const isFirst =
        file.getState().name === null && sameValue(useProject.getState().document, EMPTY_PROJECT);
      await materials.openSample();
      // The sample is no work of anybody's: leaving it asks no question.
      if (!isFirst) return;
      file.setState({ saved: useProject.getState().document });
      keeper.touch();
      await keeper.flush();
    },
    async choose() {
      const offer = await telling(() => studio.chooseProject(null), null);
      if (offer) await open(offer.id, offer.name);
    },
    open,
    async drop(dropped) {
      const offer = await telling(() => studio.offerProject(dropped), null, dropped.name);
      if (offer) await open(offer.id, offer.name);
    },
    save: () => save(false),
    saveElsewhere: () => save(true),
    async forgetRecent(id) {
      await telling(() => studio.forgetRecentProject({ id }), null);
      await loadRecents();
    },
    async loadStart() {
      await loadRecents();
      const templates = await telling(() => studio.listTemplates(null), null);
      if (templates) file.setState({ templates });
    },
    async findMissing(mediaId) {
      const { question } = file.getState();
      if (question?.kind !== 'missing') return;
      try {
        const opening = await studio.findMissingMedia({ mediaId });
        if (opening) goOn(opening);
      } catch (thrown) {
        ask({ ...question, problem: asKotohogiError(thrown) });
      }
    },
    openWithoutMissing: () =>
      telling(async () => showOpened(await studio.openWithoutMissing(null)), undefined),
    async cancelOpening() {
      ask(null);
      await telling(() => studio.cancelOpening(null), null);
      // Where it was about what a crash left behind, that question is open again.
      if (!file.getState().ready) await arrive();
    },
    async restore() {
      const { question } = file.getState();
      if (question?.kind !== 'recovery') return;
      try {
        goOn(await studio.restoreProject(null));
      } catch (thrown) {
        ask({ ...question, problem: asKotohogiError(thrown) });
      }
    },
    async discardRecovery() {
      ask(null);
      await telling(() => studio.discardRecovery(null), null);
      await arrive();
    },
    dismiss,
  };
}
