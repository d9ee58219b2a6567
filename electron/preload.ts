/** Runs in the sandbox before the page: hands it one frozen object of named functions and nothing else. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { BRIDGE_KEY, type Bridge } from '../shared/contract/bridge.ts';
import {
  CALL_NAMES,
  EVENT_NAMES,
  OFFER_PROJECT_CALL,
  OPEN_PATH_CALL,
  PREVIEW_LINE,
  wireName,
} from '../shared/contract/callNames.ts';

const calls = Object.fromEntries(
  CALL_NAMES.map((name) => [name, (request: unknown) => ipcRenderer.invoke(wireName(name), request)]),
);

const rest: Pick<
  Bridge<Parameters<typeof webUtils.getPathForFile>[0]>,
  'openFile' | 'offerProject' | 'on'
> = {
  openFile: (file, purpose) =>
    ipcRenderer.invoke(wireName(OPEN_PATH_CALL), { path: webUtils.getPathForFile(file), purpose }),
  offerProject: (file) =>
    ipcRenderer.invoke(wireName(OFFER_PROJECT_CALL), { path: webUtils.getPathForFile(file) }),
  on(name, listener) {
    if (!EVENT_NAMES.includes(name)) throw new Error('There is no such event.');
    const receive = (_event: unknown, payload: Parameters<typeof listener>[0]): void => listener(payload);
    ipcRenderer.on(wireName(name), receive);
    return () => {
      ipcRenderer.removeListener(wireName(name), receive);
    };
  },
};

/** The page's own window; this script sees it without its types. */
declare const window: {
  postMessage(message: unknown, targetOrigin: string, transfer: readonly unknown[]): void;
};

// A line cannot cross the bridge as a value; as a message of the window it can.
ipcRenderer.on(wireName(PREVIEW_LINE), (event, lineId: unknown) => {
  window.postMessage({ [PREVIEW_LINE]: lineId }, '*', event.ports);
});

contextBridge.exposeInMainWorld(BRIDGE_KEY, Object.freeze({ ...calls, ...rest }));
