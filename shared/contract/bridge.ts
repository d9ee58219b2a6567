import type { CallReply, CallRequest } from './channels.ts';
import type { EventName, PageCallName } from './callNames.ts';
import type { EventPayload } from './events.ts';
import type { MediaPurpose, MediaRef } from './media.ts';
import type { ProjectOffer } from './projects.ts';
import type { Reply } from './reply.ts';

/**
 * The one frozen object that the preload script hands to the page. `PickedFile` is the browser's `File`, which this
 * side-neutral folder does not know.
 */
export type Bridge<PickedFile> = {
  readonly [Name in PageCallName]: (request: CallRequest<Name>) => Promise<Reply<CallReply<Name>>>;
} & {
  /** Grants a file that was really dropped or picked; its path never reaches the page. */
  readonly openFile: (file: PickedFile, purpose: MediaPurpose) => Promise<Reply<MediaRef>>;
  /** Offers a project file that was really dropped. */
  readonly offerProject: (file: PickedFile) => Promise<Reply<ProjectOffer>>;
  /** @returns a function that stops listening */
  readonly on: <Name extends EventName>(
    name: Name,
    listener: (payload: EventPayload<Name>) => void,
  ) => () => void;
};

/** Name of the object on `window`. */
export const BRIDGE_KEY = 'kotohogi';
