import path from 'node:path';
import { app, type BrowserWindow } from 'electron';
import type { DidProgress, DidStatus } from '../../../shared/contract/cloud.ts';
import { inputError } from '../../../shared/errors.ts';
import type { MediaLibrary } from '../../app/mediaLibrary.ts';
import type { NativeText } from '../../app/nativeText.ts';
import type { EngineClient } from '../../host/engineClient.ts';
import type { DidTask } from '../../host/messages.ts';
import type { DidKeyStore } from '../../settings/didKeyStore.ts';
import type { SettingsStore } from '../../settings/settingsStore.ts';
import { chooseTarget } from '../chooseTarget.ts';
import { safeFileName, withMp4 } from '../outName.ts';
import { askWhereToSave } from '../fileDialogs.ts';
import type { CallHandlers } from '../register.ts';

export interface CloudParts {
  readonly library: MediaLibrary;
  /** An engine of its own: waiting for D-ID holds up nothing. */
  readonly engine: EngineClient;
  readonly keys: DidKeyStore;
  readonly settings: SettingsStore;
  /** Another address of D-ID than its own, for tests and gateways. */
  readonly address: string | null;
  readonly text: NativeText;
  readonly window: () => BrowserWindow | null;
  readonly tell: (progress: DidProgress) => void;
}

type CloudCalls =
  | 'didStatus'
  | 'saveDidKey'
  | 'removeDidKey'
  | 'didCredits'
  | 'describeDid'
  | 'startDid'
  | 'cancelDid'
  | 'removeDidJob'
  | 'forgetDidJob';

const DID_HOME = 'https://api.d-id.com';

export function cloudHandlers(parts: CloudParts): Pick<CallHandlers, CloudCalls> {
  const { library, engine, keys, settings, address, text, window, tell } = parts;
  const underWay = new Map<string, AbortController>();
  /** Jobs whose request names the public address: for others nothing listens. */
  const called = new Set<string>();
  /** Reading the list of jobs needs no key. */
  const here: DidTask = { key: null, address };
  const there = (): DidTask => ({ key: keys.key, address });

  function requireOn(): void {
    if (settings.current.did.enabled) return;
    throw inputError(
      'did-off',
      'D-ID is switched off.',
      'Switch it on first; making videos on this computer needs nothing of it.',
    );
  }

  const status = async (): Promise<DidStatus> => ({
    key: keys.place,
    hasKeychain: keys.hasKeychain,
    address: address ?? DID_HOME,
    jobs: [...(await engine.run('didJobs', here))],
  });

  async function askWhere(suggestedName: string): Promise<string | null> {
    const proposal = path.join(app.getPath('videos'), withMp4(safeFileName(suggestedName)));
    return chooseTarget(async (defaultPath) => {
      return askWhereToSave(window(), {
        title: text.words.dialogs.saveVideo,
        defaultPath,
        filters: [{ name: text.words.dialogs.video, extensions: ['mp4'] }],
      });
    }, proposal);
  }

  return {
    didStatus: status,
    async saveDidKey({ key }) {
      requireOn();
      await keys.save(key.trim());
      return status();
    },
    async removeDidKey() {
      await keys.remove();
      return status();
    },
    didCredits() {
      requireOn();
      return engine.run('didCredits', there());
    },
    async describeDid({ photo, voice, prosody }) {
      requireOn();
      const recorded = library.pathOf(voice, 'voice');
      const voicePath = prosody
        ? (await engine.run('takeVoice', { path: recorded, edit: prosody })).wavPath
        : recorded;
      const photoPath = library.pathOf(photo, 'photo');
      const webhookAddress = settings.current.did.webhook.address;
      const request = { photoPath, voicePath, ...(webhookAddress === '' ? {} : { webhookAddress }) };
      const described = await engine.run('didDescribe', { ...here, request });
      if (webhookAddress !== '') called.add(described.jobId);
      const urlOf = async (file: string): Promise<string> => (await library.grantResult(file)) ?? '';
      const { image, audio, notes } = described;
      return {
        ...described,
        image: { ...image, url: await urlOf(image.path) },
        audio: { ...audio, url: await urlOf(audio.path) },
        warnings: [...notes.warnings],
      };
    },
    async startDid({ jobId, transferSha256, deleteAfterwards, suggestedName }) {
      requireOn();
      if (underWay.has(jobId))
        throw inputError('did-busy-here', 'This video is being made already.', 'Wait for it to end.');
      const outPath = await askWhere(suggestedName);
      if (outPath === null) return null;
      const abort = new AbortController();
      underWay.set(jobId, abort);
      try {
        const report = await engine.run(
          'didRender',
          {
            ...{ ...there(), jobId, transferSha256, outPath, deleteAfterwards },
            webhookListen: called.has(jobId) ? settings.current.did.webhook.listen : null,
          },
          { signal: abort.signal, onProgress: tell },
        );
        return {
          jobId,
          outName: path.basename(report.out),
          url: (await library.grantResult(report.out)) ?? '',
          durationSec: report.durationSec,
          creditsAfter: report.creditsAfter,
          warnings: [...report.warnings],
          fallbacks: [...report.fallbacks],
        };
      } finally {
        underWay.delete(jobId);
      }
    },
    cancelDid({ jobId }) {
      underWay.get(jobId)?.abort();
      return null;
    },
    async removeDidJob({ jobId }) {
      requireOn();
      await engine.run('didRemove', { ...there(), jobId });
      return status();
    },
    async forgetDidJob({ jobId }) {
      await engine.run('didForget', { ...here, jobId });
      return status();
    },
  };
}
