import type { Caption } from '../../shared/captions/captions.ts';
import type { SubtitleFile } from '../../shared/contract/captions.ts';
import { fileStem } from '../../shared/fileStem.ts';
import type { Studio } from '../api/studio.ts';
import { useCaptions } from '../stores/captions.ts';
import { useProject } from '../stores/project.ts';
import { withCaptions } from '../stores/projectDocument.ts';
import { useView } from '../stores/view.ts';
import { asKotohogiError } from './materials.ts';

/** Captions of the project. Every action is one step. */
export interface CaptionActions {
  /** @param merge edits of the same name in a row are one step, see the project's store */
  readonly edit: (change: (captions: readonly Caption[]) => readonly Caption[], merge?: string) => void;
  readonly setBurnIn: (burnIn: boolean) => void;
  /** Opens the system's dialog. */
  readonly importFile: () => Promise<void>;
  readonly drop: (file: File) => Promise<void>;
  readonly exportFile: (format: 'srt' | 'vtt') => Promise<void>;
  readonly clear: () => void;
}

/** Larger files are no subtitles. */
const FILE_MAX_BYTES = 8 * 1024 * 1024;

export function createCaptionActions(studio: Studio): CaptionActions {
  const set = useCaptions.setState;
  const edit: CaptionActions['edit'] = (change, merge) =>
    useProject.getState().edit(
      (document) => {
        const items = change(document.captions.items);
        return items === document.captions.items ? document : withCaptions(document, { items });
      },
      merge === undefined ? {} : { merge },
    );

  async function take(read: () => Promise<SubtitleFile | null>, fileName: string | null): Promise<void> {
    set({ problem: null, imported: null });
    try {
      const file = await read();
      if (!file) return;
      useProject
        .getState()
        .edit((document) => withCaptions(document, { items: file.captions, burnIn: true }));
      set({ imported: { fileName: file.fileName, count: file.captions.length, badLines: file.badLines } });
    } catch (thrown) {
      set({ problem: { error: asKotohogiError(thrown), fileName } });
    }
  }

  return {
    edit,
    setBurnIn: (burnIn) => useProject.getState().edit((document) => withCaptions(document, { burnIn })),
    importFile: () => take(() => studio.openSubtitles(null), null),
    drop: (file) =>
      take(async () => {
        const text = file.size > FILE_MAX_BYTES ? '' : await file.text();
        return studio.readSubtitleText({ fileName: file.name, text });
      }, file.name),
    async exportFile(format) {
      const { captions, voice, title } = useProject.getState().document;
      try {
        const fileName = await studio.saveSubtitles({
          captions: [...captions.items],
          format,
          suggestedName: title || fileStem(voice?.name ?? ''),
        });
        if (fileName !== null) useView.getState().notify({ kind: 'copied', fileName });
      } catch (thrown) {
        useView.getState().notify({ kind: 'error', error: asKotohogiError(thrown), fileName: null });
      }
    },
    clear: () => edit(() => []),
  };
}
