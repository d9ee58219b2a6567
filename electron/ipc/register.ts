import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { CHANNELS, type CallReply, type CallRequest } from '../../shared/contract/channels.ts';
import {
  CALL_NAMES,
  OFFER_PROJECT_CALL,
  OPEN_PATH_CALL,
  wireName,
  type CallName,
} from '../../shared/contract/callNames.ts';
import type { Reply } from '../../shared/contract/reply.ts';
import { isPageUrl } from '../app/pageProtocol.ts';
import { answerCall } from './answerCall.ts';

/** One function per call of the contract: a missing one does not compile. */
export type CallHandlers = {
  readonly [Name in CallName]: (request: CallRequest<Name>) => Promise<CallReply<Name>> | CallReply<Name>;
};

/** Only the top frame of one of our own pages may ask for anything. */
const isOurPage = ({ senderFrame, sender }: IpcMainInvokeEvent): boolean =>
  senderFrame !== null && senderFrame === sender.mainFrame && isPageUrl(senderFrame.url);

/**
 * Opens the border: every call is checked for its sender and its shape before a handler sees it, and every answer
 * travels in the reply envelope.
 */
export function registerCalls(handlers: CallHandlers, log: (line: string) => void): void {
  const names: readonly CallName[] = [...CALL_NAMES, OPEN_PATH_CALL, OFFER_PROJECT_CALL];
  for (const name of names) {
    // The map's type has joined each name to its own request; the union loses that, the schema keeps it.
    const handler = handlers[name] as (request: unknown) => unknown;
    ipcMain.handle(wireName(name), (event, request: unknown): Promise<Reply<unknown>> =>
      answerCall({ name, channel: CHANNELS[name], handler, request, fromOurPage: isOurPage(event), log }),
    );
  }
}
