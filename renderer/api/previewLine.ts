import { PREVIEW_LINE } from '../../shared/contract/callNames.ts';
import type { PreviewNews, PreviewOrder, PreviewWish } from '../../shared/contract/preview.ts';
import { toErrorReport } from '../../shared/errors.ts';

/** The page's end of a line to a preview. */
export interface PreviewLine {
  readonly send: (wish: PreviewWish) => void;
  /** The one who listens; what came before is told at once. */
  readonly listen: (listener: (news: PreviewNews) => void) => void;
  /** Ends the preview. */
  readonly close: () => void;
}

/** What a preview begins with; the line gets its name here. */
export type PreviewOpening = Omit<PreviewOrder, 'lineId'>;

/** The port that the preload script hands over for a line. */
function portOf(lineId: string, signal: AbortSignal): Promise<MessagePort> {
  return new Promise((resolve) => {
    window.addEventListener(
      'message',
      ({ source, data, ports }: MessageEvent<unknown>) => {
        const [port] = ports;
        if (source !== window || typeof data !== 'object' || data === null || !port) return;
        if ((data as Readonly<Record<string, unknown>>)[PREVIEW_LINE] === lineId) resolve(port);
      },
      { signal },
    );
  });
}

/**
 * Opens a preview. The line can be used at once: what is sent before it stands waits for it, and what keeps it from
 * standing is told on it.
 */
export function openPreviewLine(
  openPreview: (order: PreviewOrder) => Promise<unknown>,
  opening: PreviewOpening,
): PreviewLine {
  const lineId = crypto.randomUUID();
  const abort = new AbortController();
  const waiting: PreviewWish[] = [];
  const early: PreviewNews[] = [];
  let listener: ((news: PreviewNews) => void) | null = null;
  let port: MessagePort | null = null;
  const tell = (news: PreviewNews): void => {
    if (abort.signal.aborted) return;
    if (listener) listener(news);
    else early.push(news);
  };

  void portOf(lineId, abort.signal).then((opened) => {
    if (abort.signal.aborted) {
      opened.close();
      return;
    }
    port = opened;
    port.onmessage = ({ data }: MessageEvent<PreviewNews>) => tell(data);
    for (const wish of waiting.splice(0)) port.postMessage(wish);
  });
  openPreview({ ...opening, lineId }).catch((thrown: unknown) =>
    tell({ type: 'problem', error: toErrorReport(thrown), closed: true }),
  );

  return {
    send(wish) {
      if (port) port.postMessage(wish);
      else waiting.push(wish);
    },
    listen(next) {
      listener = next;
      for (const news of early.splice(0)) next(news);
    },
    close() {
      abort.abort();
      port?.close();
    },
  };
}
