/** What would leave this computer, and the consent to exactly that. */
import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { inputError } from '../../../../shared/errors.ts';
import { decodePhoto } from '../../stages/media/photo.ts';
import type { RgbaImage } from '../../runtime/image.ts';
import type { Voice } from '../../stages/media/types.ts';
import { decodeVoice } from '../../stages/media/voice.ts';
import {
  makeJobFolder,
  putDownJob,
  removeJobFolder,
  sentFiles,
  type Job,
  type JobRecord,
} from './journal.ts';
import { prepareAudio, prepareImage, SENT_SAMPLE_RATE_HZ, writeImage } from './prepare.ts';
import { checkDidAddress, type DidSettings } from './settings.ts';
import { checkWebhookAddress, webhookIn, webhookOf } from './webhook.ts';

export interface DidRequest {
  /** Whatever a local render takes. */
  readonly photoPath: string;
  /** Whatever a local render takes; with the prosody already adjusted. */
  readonly voicePath: string;
  /** A public https address that leads to this computer: D-ID is asked to call it when the video is done. */
  readonly webhookAddress?: string;
}

/** Photo and voice, decoded. */
export interface DidMaterial {
  readonly image: RgbaImage;
  readonly voice: Pick<Voice, 'path' | 'sha256' | 'clip' | 'durationSec'>;
  readonly webhookAddress?: string;
}

/** For the consent sheet: every byte that would leave, but for what HTTP itself adds. Plain data. */
export interface TransferDescription {
  readonly schemaVersion: 1;
  readonly jobId: string;
  /** Of the files, the request and the address: what a consent is given to, hex. */
  readonly transferSha256: string;
  /** The base address, e.g. `https://api.d-id.com`. */
  readonly address: string;
  readonly image: {
    /** The very file, to be looked at. */
    readonly path: string;
    readonly fileName: string;
    readonly mimeType: 'image/jpeg';
    readonly bytes: number;
    readonly widthPx: number;
    readonly heightPx: number;
    readonly sha256: string;
  };
  readonly audio: {
    /** The very file, to be listened to. */
    readonly path: string;
    readonly fileName: string;
    readonly mimeType: 'audio/wav';
    readonly bytes: number;
    readonly durationSec: number;
    readonly sampleRateHz: number;
    readonly channels: 1;
    readonly sha256: string;
  };
  /** The request that goes with them; the addresses of the uploads stand in it as `{image}` and `{audio}`. */
  readonly requestJson: string;
  /** Both files and the request. */
  readonly totalBytes: number;
  readonly notes: {
    readonly cost: string;
    readonly kept: string;
    readonly local: string;
    /** What may go wrong with just these files; empty when nothing. */
    readonly warnings: readonly string[];
  };
}

/** Given by a person who has seen the description, for one job. */
export interface DidConsent {
  readonly jobId: string;
  readonly transferSha256: string;
}

export const IMAGE_SLOT = '{image}';
export const AUDIO_SLOT = '{audio}';

export const imageName = (jobId: string): string => `photo-${jobId.slice(0, 12)}.jpg`;
export const audioName = (jobId: string): string => `voice-${jobId.slice(0, 12)}.wav`;

/** The request for a talk. `user_data` and `name` are how a job finds its talk again. */
const requestJsonOf = (jobId: string, settings: DidSettings, webhookAddress?: string): string =>
  JSON.stringify({
    source_url: IMAGE_SLOT,
    script: { type: 'audio', audio_url: AUDIO_SLOT },
    config: { ...settings.config, result_format: 'mp4', stitch: settings.stitch },
    name: jobId,
    user_data: jobId,
    ...(webhookAddress === undefined ? {} : { webhook: webhookOf(webhookAddress) }),
  });

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

const transferHash = (
  jobId: string,
  address: string,
  imageSha256: string,
  audioSha256: string,
  requestJson: string,
): string => sha256(JSON.stringify([1, jobId, address, imageSha256, audioSha256, requestJson]));

const COST =
  'D-ID takes credits of your account for every video, even for one of a second; what they cost is in your plan. The balance is shown before and after.';
const KEPT =
  'D-ID keeps the two files for one to two days and the video until it is deleted; it can be deleted here afterwards.';
const LOCAL = 'A video that is rendered on this computer needs none of this: nothing leaves it.';

/** What may go wrong, and who else hears of the video. */
function warningsOf({ audio, requestJson }: JobRecord, safeBytes: number): string[] {
  const webhook = webhookIn(requestJson);
  return [
    ...(audio.bytes <= safeBytes
      ? []
      : [
          `The recording is larger than ${safeBytes / 1e6} MB, which D-ID may refuse; three minutes are safe.`,
        ]),
    ...(webhook === null
      ? []
      : [
          `When the video is done, D-ID calls ${new URL(webhook).host} and tells it where the video lies: whoever runs that address can get it.`,
        ]),
  ];
}

/** What a job would send, from its record. */
export function descriptionOf(
  record: JobRecord,
  job: Pick<Job, 'imageFile' | 'audioFile'>,
  safeBytes: number,
): TransferDescription {
  const { jobId, transferSha256, address, image, audio, requestJson } = record;
  return {
    schemaVersion: 1,
    jobId,
    transferSha256,
    address,
    image: { path: job.imageFile, fileName: imageName(jobId), mimeType: 'image/jpeg', ...image },
    audio: {
      path: job.audioFile,
      fileName: audioName(jobId),
      mimeType: 'audio/wav',
      sampleRateHz: SENT_SAMPLE_RATE_HZ,
      channels: 1,
      ...audio,
    },
    requestJson,
    totalBytes: image.bytes + audio.bytes + Buffer.byteLength(requestJson),
    notes: {
      cost: COST,
      kept: KEPT,
      local: LOCAL,
      warnings: warningsOf(record, safeBytes),
    },
  };
}

/**
 * Makes the two files that would be sent, and says what they are. Opens no connection; the job waits for a consent.
 * @throws KotohogiError of the photo and the voice, did-* when they are not within D-ID's limits, `cancelled`
 */
export async function describeTransfer(
  request: DidRequest,
  settings: DidSettings,
  home: string,
  run: { readonly ffmpegPath: string; readonly signal: AbortSignal; readonly nowMs: number },
): Promise<TransferDescription> {
  checkDidAddress(settings.baseUrl);
  const { webhookAddress } = request;
  if (webhookAddress !== undefined) checkWebhookAddress(webhookAddress);
  const { image } = await decodePhoto(request.photoPath, run);
  const voice = await decodeVoice(request.voicePath, run);
  return describeMaterial(
    { image, voice, ...(webhookAddress === undefined ? {} : { webhookAddress }) },
    settings,
    home,
    run,
  );
}

/** As {@link describeTransfer}, for what is decoded already. */
export async function describeMaterial(
  material: DidMaterial,
  settings: DidSettings,
  home: string,
  run: { readonly signal: AbortSignal; readonly nowMs: number },
): Promise<TransferDescription> {
  const address = checkDidAddress(settings.baseUrl);
  const { voice, webhookAddress } = material;
  const image = await prepareImage(material.image, settings.image);
  const jobId = randomBytes(16).toString('hex');
  const folder = await makeJobFolder(home, jobId);
  const files = sentFiles(folder);
  try {
    await writeImage(files.imageFile, image);
    const audio = await prepareAudio(voice.clip, files.audioFile, settings.audio, run.signal);
    const requestJson = requestJsonOf(jobId, settings, webhookAddress);
    const [imageSha256, audioSha256] = [sha256(image.bytes), sha256(audio)];
    const record = await putDownJob(home, {
      jobId,
      createdAtMs: run.nowMs,
      address,
      image: {
        sha256: imageSha256,
        bytes: image.bytes.length,
        widthPx: image.widthPx,
        heightPx: image.heightPx,
      },
      audio: { sha256: audioSha256, bytes: audio.length, durationSec: voice.durationSec },
      voice: { path: voice.path, sha256: voice.sha256 },
      requestJson,
      transferSha256: transferHash(jobId, address, imageSha256, audioSha256, requestJson),
    });
    return descriptionOf(record, files, settings.audio.safeBytes);
  } catch (thrown) {
    await removeJobFolder({ folder });
    throw thrown;
  }
}

const otherThing = (): Error =>
  inputError(
    'did-consent-other',
    'Nothing was sent to D-ID: the files, the request or the address are not the ones that were agreed to.',
    'Start a new job, and look at what would be sent now.',
  );

/** Refuses everything but the consent to just this job. Notes it, so that the job can be resumed. */
export async function takeConsent(
  job: Job,
  consent: DidConsent | null,
  baseUrl: string,
  nowMs: number,
): Promise<void> {
  const { jobId, transferSha256, consentAtMs, address } = job.record;
  if (checkDidAddress(baseUrl) !== address) throw otherThing();
  if (consent === null) {
    if (consentAtMs !== null) return;
    throw inputError(
      'did-consent-missing',
      'Nothing was sent to D-ID: nobody has agreed to it for this job.',
      'Look at what would be sent, and agree to it.',
    );
  }
  if (consent.jobId !== jobId || consent.transferSha256 !== transferSha256) throw otherThing();
  if (consentAtMs === null) await job.update({ consentAtMs: nowMs });
}

/** The bytes that were agreed to. */
export interface AgreedFiles {
  readonly image: Uint8Array<ArrayBuffer>;
  readonly audio: Uint8Array<ArrayBuffer>;
}

/**
 * Reads the files for sending and makes sure that they, the request and the address are the ones agreed to.
 * @throws KotohogiError `did-consent-other`, also when the settings name another address by now
 */
export async function agreedFiles(job: Job, baseUrl: string): Promise<AgreedFiles> {
  const { jobId, requestJson, transferSha256 } = job.record;
  const read = async (file: string): Promise<Uint8Array<ArrayBuffer>> =>
    new Uint8Array(await readFile(file).catch(() => Buffer.alloc(0)));
  const [image, audio] = [await read(job.imageFile), await read(job.audioFile)];
  const address = checkDidAddress(baseUrl);
  if (transferHash(jobId, address, sha256(image), sha256(audio), requestJson) === transferSha256)
    return { image, audio };
  throw otherThing();
}

/** The request with the uploads in it. */
export function filledRequest(requestJson: string, imageUrl: string, audioUrl: string): string {
  const fill = (value: unknown): unknown => {
    if (value === IMAGE_SLOT) return imageUrl;
    if (value === AUDIO_SLOT) return audioUrl;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, fill(inner)]));
  };
  return JSON.stringify(fill(JSON.parse(requestJson)));
}
