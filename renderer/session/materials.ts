import type { ChosenFile, MediaRef } from '../../shared/contract/media.ts';
import { KotohogiError, toErrorReport } from '../../shared/errors.ts';
import type { Studio } from '../api/studio.ts';
import { useAnalysis, type Findings, type Material, type Problem } from '../stores/analysis.ts';
import { useProject } from '../stores/project.ts';
import { withBackground, withPhoto, withVoice } from '../stores/projectDocument.ts';
import { useView } from '../stores/view.ts';

/** Bringing photos, voices and background pictures into the project. */
export interface MaterialActions {
  /** Opens the system's dialog. */
  readonly choose: (material: Material) => Promise<void>;
  /** Takes a file that was dropped or pasted. */
  readonly drop: (material: Material, file: File) => Promise<void>;
  readonly choosePicture: () => Promise<void>;
  readonly openSample: () => Promise<void>;
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

  /** Looks at a file, and puts it into the project only when that went well: the file before it stays otherwise. */
  async function take(material: Material, ref: MediaRef): Promise<void> {
    update(material, { working: { token: ref.token, fileName: ref.name }, problem: null });
    const isLatest = (): boolean => useAnalysis.getState()[material].working?.token === ref.token;
    try {
      const result = await look(material, ref);
      if (!isLatest()) return;
      update(material, { working: null, result });
      useProject
        .getState()
        .edit((document) => (material === 'photo' ? withPhoto(document, ref) : withVoice(document, ref)));
      useView.getState().setStage('preview');
    } catch (thrown) {
      if (isLatest())
        update(material, { working: null, problem: { error: asKotohogiError(thrown), fileName: ref.name } });
    }
  }

  const look = (material: Material, { token }: MediaRef): Promise<Findings[Material]> =>
    material === 'photo' ? studio.inspectPhoto({ photo: token }) : studio.analyzeVoice({ voice: token });

  return {
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
    async lookAgain() {
      const { photo } = useProject.getState().document;
      if (!photo || useAnalysis.getState().photo.working) return;
      update('photo', { working: { token: photo.token, fileName: photo.name }, problem: null });
      const isLatest = (): boolean => useAnalysis.getState().photo.working?.token === photo.token;
      try {
        const result = await studio.inspectPhoto({ photo: photo.token });
        if (isLatest()) update('photo', { working: null, result });
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
}
