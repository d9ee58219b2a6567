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
  let lookOnceMore = false;

  /** Looks at a file, and puts it into the project only when that went well: the file before it stays otherwise. */
  async function take(
    material: Material,
    ref: MediaRef,
    change: Change = (document) =>
      material === 'photo' ? withPhoto(document, ref) : withVoice(document, ref),
  ): Promise<boolean> {
    update(material, { working: { token: ref.token, fileName: ref.name }, problem: null });
    const isLatest = (): boolean => useAnalysis.getState()[material].working?.token === ref.token;
    try {
      const result = await look(material, ref);
      if (!isLatest()) return false;
      settle(material, ref.token, result);
      useProject.getState().edit(change, { apart: true });
      useView.getState().setStage('preview');
      return true;
    } catch (thrown) {
      if (isLatest())
        update(material, { working: null, problem: { error: asKotohogiError(thrown), fileName: ref.name } });
      return false;
    }
  }

  function settle<Name extends Material>(material: Name, token: string, result: Findings[Name]): void {
    found[material].set(token, result);
    update(material, { working: null, result, problem: null });
    if (material !== 'photo' || !lookOnceMore) return;
    lookOnceMore = false;
    // After whoever settled it has put it into the project.
    queueMicrotask(() => void actions.lookAgain());
  }

  /** The findings of the file that the document has now: known ones at once, others after a look. */
  async function follow(material: Material): Promise<void> {
    const ref = useProject.getState().document[material];
    if (!ref) return update(material, { working: null, result: null, problem: null });
    const known = found[material].get(ref.token);
    if (known) return update(material, { working: null, result: known, problem: null });
    update(material, { working: { token: ref.token, fileName: ref.name }, result: null, problem: null });
    const isLatest = (): boolean => useAnalysis.getState()[material].working?.token === ref.token;
    try {
      const result = await look(material, ref);
      if (isLatest()) settle(material, ref.token, result);
    } catch (thrown) {
      if (isLatest())
        update(material, { working: null, problem: { error: asKotohogiError(thrown), fileName: ref.name } });
    }
  }

  const look = (material: Material, { token }: MediaRef): Promise<Findings[Material]> =>
    material === 'photo' ? studio.inspectPhoto({ photo: token }) : studio.analyzeVoice({ voice: token });

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
      lookOnceMore = useAnalysis.getState().photo.working !== null;
      if (lookOnceMore) return;
      update('photo', { working: { token: photo.token, fileName: photo.name }, problem: null });
      const isLatest = (): boolean => useAnalysis.getState().photo.working?.token === photo.token;
      try {
        const result = await studio.inspectPhoto({ photo: photo.token });
        if (isLatest()) settle('photo', photo.token, result);
      } catch (thrown) {
        if (isLatest())
          update('photo', {
            working: null,
            problem: { error: asKotohogiError(thrown), fileName: photo.name },
          });
      }
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
