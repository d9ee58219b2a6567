import type { DidJob, DidStatus } from '../../shared/contract/cloud.ts';
import { missingError } from '../../shared/errors.ts';
import type { FakeStudio } from './fakeStudio.ts';
import type { Studio } from './studio.ts';

type CloudCalls = Pick<
  Studio,
  | 'didStatus'
  | 'saveDidKey'
  | 'removeDidKey'
  | 'didCredits'
  | 'describeDid'
  | 'startDid'
  | 'cancelDid'
  | 'removeDidJob'
  | 'forgetDidJob'
>;

const SHA256 = 'a'.repeat(64);

/** D-ID in memory: a key is kept, what would be sent is described, a video comes when the gate opens. */
export function createFakeCloud(fake: () => Pick<FakeStudio, 'chosen' | 'emit' | 'gate'>): CloudCalls {
  let hasKey = false;
  let jobs: readonly DidJob[] = [];
  const status = (): DidStatus => ({
    key: hasKey ? 'keychain' : 'none',
    hasKeychain: true,
    address: 'https://api.d-id.com',
    jobs: [...jobs],
  });
  const change = (jobId: string, news: Partial<DidJob>): void => {
    jobs = jobs.map((job) => (job.jobId === jobId ? { ...job, ...news } : job));
  };
  return {
    didStatus: () => Promise.resolve(status()),
    saveDidKey() {
      hasKey = true;
      return Promise.resolve(status());
    },
    removeDidKey() {
      hasKey = false;
      return Promise.resolve(status());
    },
    didCredits: () => Promise.resolve({ remaining: 12, total: 20, expireAt: null }),
    describeDid() {
      const jobId = crypto.randomUUID();
      const job: DidJob = {
        jobId,
        createdAtMs: 0,
        state: 'described',
        durationSec: 4,
        failure: null,
        isRemoved: true,
      };
      jobs = [job, ...jobs];
      return Promise.resolve({
        jobId,
        transferSha256: SHA256,
        address: 'https://api.d-id.com',
        image: {
          url: 'media://granted/sent-photo',
          bytes: 81_000,
          widthPx: 800,
          heightPx: 600,
          mimeType: 'image/jpeg',
        },
        audio: {
          url: 'media://granted/sent-voice',
          bytes: 128_044,
          durationSec: 4,
          sampleRateHz: 16_000,
          mimeType: 'audio/wav',
        },
        requestJson: '{"source_url":"{image}"}',
        totalBytes: 209_400,
        warnings: [],
      });
    },
    async startDid({ jobId, transferSha256 }) {
      const { chosen, emit, gate } = fake();
      if (chosen === null) return null;
      if (!hasKey) throw missingError('did-key-missing', 'No D-ID key was given.', 'Enter the key.');
      if (transferSha256 !== null && transferSha256 !== SHA256) throw new Error('Another consent.');
      change(jobId, { state: 'open', isRemoved: false });
      emit('didProgress', { jobId, phase: 'waiting', fraction: null });
      await gate;
      change(jobId, { state: 'fetched' });
      return {
        jobId,
        outName: chosen,
        url: 'media://granted/did-video',
        durationSec: 4,
        creditsAfter: { remaining: 11, total: 20, expireAt: null },
        warnings: [],
        fallbacks: [],
      };
    },
    cancelDid: () => Promise.resolve(null),
    removeDidJob({ jobId }) {
      change(jobId, { isRemoved: true });
      return Promise.resolve(status());
    },
    forgetDidJob({ jobId }) {
      jobs = jobs.filter((job) => job.jobId !== jobId);
      return Promise.resolve(status());
    },
  };
}
