import type { BRIDGE_KEY, Bridge } from '../../shared/contract/bridge.ts';
import { CALL_NAMES } from '../../shared/contract/callNames.ts';
import type { PageCalls } from '../../shared/contract/channels.ts';
import type { MediaPurpose, MediaRef } from '../../shared/contract/media.ts';
import type { ProjectOffer } from '../../shared/contract/projects.ts';
import type { Reply } from '../../shared/contract/reply.ts';
import { KotohogiError } from '../../shared/errors.ts';
import { openPreviewLine, type PreviewLine, type PreviewOpening } from './previewLine.ts';

/** Everything outside the page, as the page sees it. Failures are thrown as {@link KotohogiError}. */
export type Studio = PageCalls & {
  /** Opens a file that was dropped or picked in the page. */
  readonly openFile: (file: File, purpose: MediaPurpose) => Promise<MediaRef>;
  /** Offers a project file that was dropped. */
  readonly offerProject: (file: File) => Promise<ProjectOffer>;
  /** Opens a live preview on a line of its own. */
  readonly openPreviewLine: (opening: PreviewOpening) => PreviewLine;
  readonly on: Bridge<File>['on'];
};

declare global {
  interface Window {
    readonly [BRIDGE_KEY]?: Bridge<File>;
  }
}

/** Takes an answer out of its envelope. @throws KotohogiError as the main process reported it */
export async function unwrap<Value>(answer: Promise<Reply<Value>>): Promise<Value> {
  const reply = await answer;
  if (reply.ok) return reply.value;
  throw KotohogiError.fromReport(reply.error);
}

/** @param bridge what the preload script put on the window */
export function createStudio(bridge: Bridge<File>): Studio {
  const calls = Object.fromEntries(
    CALL_NAMES.map((name) => {
      // The bridge's type has joined each name to its own request; the union loses that.
      const call = bridge[name] as (request: unknown) => Promise<Reply<unknown>>;
      return [name, (request: unknown) => unwrap(call(request))];
    }),
  ) as unknown as PageCalls;
  return {
    ...calls,
    openFile: (file, purpose) => unwrap(bridge.openFile(file, purpose)),
    offerProject: (file) => unwrap(bridge.offerProject(file)),
    openPreviewLine: (opening) => openPreviewLine(calls.openPreview, opening),
    on: bridge.on,
  };
}
