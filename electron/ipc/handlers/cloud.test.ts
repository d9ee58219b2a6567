import { mkdtemp, realpath, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DEFAULT_DID_CHOICES } from '../../../shared/contract/inferenceConstants.ts';
import { MediaLibrary } from '../../app/mediaLibrary.ts';
import type { EngineClient } from '../../host/engineClient.ts';
import { cloudHandlers } from './cloud.ts';

const asked = vi.hoisted(() => ({ folder: '' }));
vi.mock('electron', () => ({
  app: { getPath: () => asked.folder },
  dialog: {
    showSaveDialog: () =>
      Promise.resolve({ canceled: false, filePath: path.join(asked.folder, 'video.mp4') }),
  },
}));

const SAMPLE = path.resolve(import.meta.dirname, '../../../resources/sample');
const JOB = '0123456789abcdef';
const OTHER_JOB = 'fedcba9876543210';
const CONSENT = 'c'.repeat(64);
const PUBLIC = { address: 'https://example.com/did', listen: '127.0.0.1:8123' };

beforeEach(async () => {
  asked.folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'kotohogi-cloud-')));
});
afterEach(() => rm(asked.folder, { recursive: true, force: true }));

/** A window that describes a job and sends it; what its engine is asked for, by task. */
async function sendJob(webhook: typeof PUBLIC): Promise<Readonly<Record<string, unknown>>> {
  const tasks: Record<string, unknown> = {};
  const library = new MediaLibrary();
  const settings = { current: { did: { enabled: true, webhook } } };
  const handlers = cloudHandlers({
    library,
    engine: {
      run(name: string, input: unknown) {
        tasks[name] = input;
        const file = { path: path.join(asked.folder, 'sent'), bytes: 1 };
        return Promise.resolve(
          name === 'didDescribe'
            ? { jobId: JOB, image: file, audio: file, notes: { warnings: [] } }
            : { out: path.join(asked.folder, 'video.mp4'), warnings: [], fallbacks: [] },
        );
      },
    } as unknown as EngineClient,
    keys: { key: 'me:secret' } as never,
    settings: settings as never,
    address: null,
    text: { words: { dialogs: {} } } as never,
    window: () => null,
    tell: () => undefined,
  });
  const photo = await library.grantFile(path.join(SAMPLE, 'photo.jpg'), 'photo');
  const voice = await library.grantFile(path.join(SAMPLE, 'voice.wav'), 'voice');
  await handlers.describeDid({ photo: photo.token, voice: voice.token, prosody: null });
  const order = { transferSha256: CONSENT, deleteAfterwards: false, suggestedName: 'video' };
  await handlers.startDid({ jobId: OTHER_JOB, ...order });
  tasks['another'] = tasks['didRender'];
  await handlers.startDid({ jobId: JOB, ...order });
  return tasks;
}

it('nothing listens and nobody is called where no public address was given', async () => {
  const tasks = await sendJob(DEFAULT_DID_CHOICES.webhook);
  expect(tasks['didDescribe']).not.toHaveProperty('request.webhookAddress');
  expect(tasks['didRender']).toMatchObject({ jobId: JOB, webhookListen: null });
});

it('a public address stands in the request, and this computer listens for that job alone', async () => {
  const tasks = await sendJob(PUBLIC);
  expect(tasks['didDescribe']).toMatchObject({ key: null, request: { webhookAddress: PUBLIC.address } });
  expect(tasks['didRender']).toMatchObject({ jobId: JOB, webhookListen: PUBLIC.listen });
  expect(tasks['another']).toMatchObject({ webhookListen: null });
});
