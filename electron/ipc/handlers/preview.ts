import { MessageChannelMain, type BrowserWindow } from 'electron';
import { draftSize } from '../../../shared/contract/previewConstants.ts';
import { previewWishSchema, type PreviewLook, type PreviewNews } from '../../../shared/contract/preview.ts';
import { RENDER_DEFAULTS } from '../../../shared/contract/render.ts';
import { PREVIEW_LINE, wireName } from '../../../shared/contract/callNames.ts';
import { toErrorReport } from '../../../shared/errors.ts';
import type { MediaLibrary } from '../../app/mediaLibrary.ts';
import type { EngineClient } from '../../host/engineClient.ts';
import type { SceneRequest, SessionWish } from '../../host/previewTask.ts';
import type { SettingsStore } from '../../settings/settingsStore.ts';
import type { CallHandlers } from '../register.ts';
import { namingFile } from '../shortenPaths.ts';
import { requestOf } from './jobs.ts';

export interface PreviewParts {
  readonly library: MediaLibrary;
  /** An engine of its own: a preview waits for no photo and no render. */
  readonly engine: EngineClient;
  readonly settings: SettingsStore;
  readonly window: () => BrowserWindow | null;
}

/** What a preview does not show. */
const UNSEEN = {
  mark: null,
  didJob: null,
  tellsOrigin: false,
  prosody: null,
  music: null,
  subtitles: null,
  encoding: RENDER_DEFAULTS.encoding,
  form: RENDER_DEFAULTS.form,
  ending: '.mp4',
  suggestedName: '',
};

/**
 * Connects the page with a preview: one end of the line goes to the page, and what arrives there is checked before it
 * goes on. Pictures and samples pass through as they are. The preview ends when the page lets go of the line.
 */
export function previewHandlers({
  library,
  engine,
  settings,
  window,
}: PreviewParts): Pick<CallHandlers, 'openPreview'> {
  const requestOfLook = ({ quality, ...look }: PreviewLook): SceneRequest => {
    const order = { ...look, ...UNSEEN };
    const size = quality === 'draft' ? draftSize(look.size) : look.size;
    return { ...requestOf(order, library, settings.current), size };
  };

  const toSession = (message: unknown): SessionWish => {
    const wish = previewWishSchema.parse(message);
    return wish.type === 'look' ? { type: 'look', request: requestOfLook(wish.look) } : wish;
  };

  return {
    openPreview({ look, variants, lineId }) {
      const page = window()?.webContents;
      if (!page) return null;
      const start = { request: requestOfLook(look), variants };
      const { port1: ours, port2: theirs } = new MessageChannelMain();
      const abort = new AbortController();
      const fail = (thrown: unknown, closed: boolean): void => {
        const news: PreviewNews = { type: 'problem', error: toErrorReport(thrown), closed };
        ours.postMessage(news);
      };
      const talk = engine.talk('preview', start, {
        signal: abort.signal,
        onProgress(news) {
          if (!abort.signal.aborted) ours.postMessage(news);
        },
      });
      ours.on('message', ({ data }) => {
        try {
          talk.tell(toSession(data));
        } catch (thrown) {
          fail(thrown, false);
        }
      });
      ours.once('close', () => abort.abort());
      ours.start();
      void namingFile(start.request.voicePath, () => talk.ended)
        .catch((thrown: unknown) => {
          if (!abort.signal.aborted) fail(thrown, true);
        })
        .finally(() => ours.close());
      page.postMessage(wireName(PREVIEW_LINE), lineId, [theirs]);
      return null;
    },
  };
}
