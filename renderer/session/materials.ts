import type { ChosenFile, MediaRef } from '../../shared/contract/media.ts';
import { KotohogiError, toErrorReport } from '../../shared/errors.ts';
import type { Studio } from '../api/studio.ts';
import { useAnalysis, type Findings, type Material, type Problem } from '../stores/analysis.ts';
import { useProject, type Change } from '../stores/project.ts';
import { withBackground, withPhoto, withVoice } from '../stores/projectDocument.ts';
import { useView } from '../stores/view.ts';

/** Bringing photos, voices and background pictures into the project. */
export interface MaterialActions {
  /** Opens the system's dialog. */
  readonly choose: (material: Material) => Promise<void>;
  /** Takes a file that was dropped or pasted. */
  readonly drop: (material: Material, file: File) => Promise<void>;
  /**
   * Takes a voice that was made here: a recording, a text read aloud, clips put together.
   * @param change what the project becomes with it, in one step
   * @returns whether it was taken; what went wrong is in the analysis
   */
  readonly useVoice: (ref: MediaRef, change: Change) => Promise<boolean>;
  readonly choosePicture: () => Promise<void>;
  readonly openSample: () => Promise<void>;
  /** Finds out about the files of the document that is there now, after a step back or another project. */
  readonly catchUp: () => Promise<void>;
  /** Looks at the project's photo once more, with the models that are in use now; the project stays as it is. */
  readonly lookAgain: () => Promise<void>;
}

export const asKotohogiError = (thrown: unknown): KotohogiError =>
  KotohogiError.fromReport(toErrorReport(thrown));

const problemOf = ({ error, fileName }: Extract<ChosenFile, { kind: 'refused' }>): Problem => ({
  error: KotohogiError.fromReport(error),
  fileName,
});

export function createMaterialActions(studio: Studio): MaterialActions {
  const { update } = useAnalysis.getState();
  /** What was found in each file of this sitting, so that a step back needs no second look. */
  const found: { readonly [Name in Material]: Map<string, Findings[Name]> } = {
    photo: new Map(),
    voice: new Map(),
  };

  /** Other models were chosen while a photo was looked at. */
  let isLookWished = false;

  const inspect = (material: Material, { token }: MediaRef): Promise<Findings[Material]> =>
    material === 'photo' ? studio.inspectPhoto({ photo: token }) : studio.analyzeVoice({ voice: token });

  function settle<Name extends Material>(
    material: Name,
    token: string,
    result: Findings[Name],
    problem: Problem | null,
  ): void {
    found[material].set(token, result);
    update(material, { working: null, result, problem });
  }

  /**
   * Looks at a file, as the newest of its kind.
   * @param told what went wrong with another file and is still to be read
   * @param whenGood done with what was found, in one step with telling it
   * @returns whether it went well and nothing newer was begun meanwhile
   */
  async function look(
    material: Material,
    ref: MediaRef,
    told: Problem | null,
    whenGood: () => void = () => undefined,
  ): Promise<boolean> {
    update(material, { working: { token: ref.token, fileName: ref.name }, problem: told });
    const isLatest = (): boolean => useAnalysis.getState()[material].working?.token === ref.token;
    try {
      const result = await inspect(material, ref);
      if (!isLatest()) return false;
      settle(material, ref.token, result, told);
      whenGood();
      return true;
    } catch (thrown) {
      if (isLatest())
        update(material, { working: null, problem: { error: asKotohogiError(thrown), fileName: ref.name } });
      return false;
    }
  }

  /** Puts a file into the project only when the look at it went well: the file before it stays otherwise. */
  async function take(
    material: Material,
    ref: MediaRef,
    change: Change = (document) =>
      material === 'photo' ? withPhoto(document, ref) : withVoice(document, ref),
  ): Promise<boolean> {
    const isGood = await look(material, ref, null, () => {
      useProject.getState().edit(change, { apart: true });
      useView.getState().setStage('preview');
    });
    lookOnceMoreAfter(ref);
    return isGood;
  }

  /** The findings of the file that the document has now: known ones at once, others after a look. */
  async function follow(material: Material): Promise<void> {
    const ref = useProject.getState().document[material];
    if (!ref) return update(material, { working: null, result: null, problem: null });
    const known = found[material].get(ref.token);
    if (known) return update(material, { working: null, result: known, problem: null });
    update(material, { result: null });
    await look(material, ref, null);
    lookOnceMoreAfter(ref);
  }

  /** However a look has ended: models that were chosen meanwhile have not seen the project's photo yet. */
  function lookOnceMoreAfter(ref: MediaRef): void {
    const { photo } = useProject.getState().document;
    const { working, problem } = useAnalysis.getState().photo;
    if (!isLookWished || working) return;
    isLookWished = false;
    if (photo) void lookAnew(photo, photo.token === ref.token ? null : problem);
  }

  async function lookAnew(photo: MediaRef, told: Problem | null): Promise<void> {
    await look('photo', photo, told);
    lookOnceMoreAfter(photo);
  }

  const actions: MaterialActions = {
    async choose(material) {
      try {
        const chosen = await studio.chooseFile({ purpose: material });
        if (chosen?.kind === 'granted') await take(material, chosen.media);
        if (chosen?.kind === 'refused') update(material, { problem: problemOf(chosen) });
      } catch (thrown) {
        update(material, { problem: { error: asKotohogiError(thrown), fileName: null } });
      }
    },
    async drop(material, file) {
      try {
        await take(material, await studio.openFile(file, material));
      } catch (thrown) {
        update(material, { problem: { error: asKotohogiError(thrown), fileName: file.name } });
      }
    },
    useVoice: (ref, change) => take('voice', ref, change),
    async choosePicture() {
      try {
        const chosen = await studio.chooseFile({ purpose: 'picture' });
        if (chosen?.kind === 'refused') useView.getState().notify({ kind: 'error', ...problemOf(chosen) });
        if (chosen?.kind === 'granted')
          useProject
            .getState()
            .edit((document) => withBackground(document, { kind: 'picture', picture: chosen.media }));
      } catch (thrown) {
        useView.getState().notify({ kind: 'error', error: asKotohogiError(thrown), fileName: null });
      }
    },
    async catchUp() {
      await Promise.all([follow('photo'), follow('voice')]);
    },
    async lookAgain() {
      // Other models see other things: what was found with the ones before holds no longer.
      found.photo.clear();
      const { photo } = useProject.getState().document;
      if (!photo) return;
      // The look that is under way began with the models before.
      isLookWished = useAnalysis.getState().photo.working !== null;
      if (!isLookWished) await lookAnew(photo, null);
    },
    async openSample() {
      try {
        const { photo, voice } = await studio.openSample(null);
        await Promise.all([take('photo', photo), take('voice', voice)]);
      } catch (thrown) {
        useView.getState().notify({ kind: 'error', error: asKotohogiError(thrown), fileName: null });
      }
    },
  };
  return actions;
}
