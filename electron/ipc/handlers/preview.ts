import { MessageChannelMain, type BrowserWindow } from 'electron';
import { draftSize } from '../../../shared/contract/previewConstants.ts';
import type { Music } from '../../../shared/contract/export.ts';
import {
  previewWishSchema,
  type PreviewLook,
  type PreviewMusicOrder,
  type PreviewNews,
} from '../../../shared/contract/preview.ts';
import { RENDER_DEFAULTS } from '../../../shared/contract/render.ts';
import { PREVIEW_LINE, wireName } from '../../../shared/contract/callNames.ts';
import { toErrorReport } from '../../../shared/errors.ts';
import type { MediaLibrary } from '../../app/mediaLibrary.ts';
import type { EngineClient } from '../../host/engineClient.ts';
import type { SceneRequest, SessionWish } from '../../host/previewTask.ts';
import type { SettingsStore } from '../../settings/settingsStore.ts';
import type { CallHandlers } from '../register.ts';
import { filesOfRender, namingFile, shortenPaths } from '../shortenPaths.ts';
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

/** Names files without their folders in what is told to the page. */
function named(news: PreviewNews, files: ReadonlySet<string>): PreviewNews {
  if (news.type !== 'problem') return news;
  const { kind, code, message, hint } = news.error;
  const shorter = (text: string): string => shortenPaths(text, [...files]);
  return { ...news, error: { kind, code, message: shorter(message), hint: shorter(hint) } };
}

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

  const musicOf = (order: PreviewMusicOrder): Music | null => {
    if (!order) return null;
    const { media, ...settings } = order;
    return { ...settings, path: library.pathOf(media, 'music') };
  };

  const toSession = (message: unknown): SessionWish => {
    const wish = previewWishSchema.parse(message);
    switch (wish.type) {
      case 'look':
        return { type: 'look', request: requestOfLook(wish.look) };
      case 'music':
        return { type: 'music', music: musicOf(wish.music) };
      default:
        return wish;
    }
  };

  return {
    openPreview({ look, variants, music, lineId }) {
      const page = window()?.webContents;
      if (!page) return null;
      const start = { request: requestOfLook(look), variants, music: musicOf(music) };
      const { port1: ours, port2: theirs } = new MessageChannelMain();
      const abort = new AbortController();
      /** What sentences may name. */
      const files = new Set<string>();
      const note = (request: SceneRequest | null, under: Music | null): void => {
        if (request) for (const file of filesOfRender({ ...request, outPath: '' })) files.add(file);
        if (under) files.add(under.path);
      };
      note(start.request, start.music);
      const fail = (thrown: unknown, closed: boolean): void => {
        const news: PreviewNews = { type: 'problem', error: toErrorReport(thrown), closed };
        ours.postMessage(news);
      };
      const talk = engine.talk('preview', start, {
        signal: abort.signal,
        onProgress(news) {
          if (!abort.signal.aborted) ours.postMessage(named(news, files));
        },
      });
      ours.on('message', ({ data }) => {
        try {
          const wish = toSession(data);
          note(wish.type === 'look' ? wish.request : null, wish.type === 'music' ? wish.music : null);
          talk.tell(wish);
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
