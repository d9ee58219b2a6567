import type { CatalogueEntry } from '../../../shared/contract/models.ts';
import { KotohogiError, missingError } from '../../../shared/errors.ts';
import { checkBytes, checkTensors, type AdmittedFile, type KnownBytes, type Tensors } from './admission.ts';
import {
  download,
  DownloadFailure,
  fetchSideFile,
  partBytes,
  removePart,
  type Downloaded,
  type DownloadRun,
} from './download.ts';
import { fetchCompanions } from './companions.ts';
import { moveToQuarantine, type InstalledModel, type LibraryFolders } from './installed.ts';
import type { Report } from './progressReport.ts';
import type { NetworkPatience } from './types.ts';

/** A checksum is eight letters. */
const CHECKSUM_MAX_BYTES = 1024;

export interface FetchRun {
  readonly folders: LibraryFolders;
  readonly patience: NetworkPatience;
  readonly signal: AbortSignal;
  readonly report: Report;
}

function failureSentence(
  { id, name, fileName, urls }: CatalogueEntry,
  failure: DownloadFailure,
): KotohogiError {
  const byHand = `fetch ${fileName} from ${urls[0]} on another computer and import it: "kotohogi models import ${id} --file ${fileName}"`;
  const reasons = failure.reasons.join('; ');
  return failure.isOffline
    ? missingError(
        'model-offline',
        `${name} could not be downloaded: ${reasons}.`,
        `Check the connection to the internet and install it again: what was downloaded is kept. Or ${byHand}.`,
        failure,
      )
    : missingError(
        'model-unavailable',
        `${name} could not be downloaded: ${reasons}.`,
        `Try again later. Or ${byHand}.`,
        failure,
      );
}

/** What the catalogue says about the bytes; where it does not know the hash, that of an earlier download counts. */
function knownBytes(entry: CatalogueEntry, earlier: InstalledModel | null): KnownBytes {
  const { sha256, bytes, name } = entry;
  if (sha256 === null && earlier?.pinnedHere && earlier.source !== 'file')
    return {
      sha256: earlier.sha256,
      bytes: earlier.bytes,
      crc32: null,
      what: `${name} as it was when it was first installed`,
      hint: `Its maker may have published a new version. To accept that, remove the old one first: "kotohogi models remove ${entry.id}".`,
    };
  return { sha256, bytes, crc32: null, what: `${name} as published`, hint: null };
}

async function fetchOnce(
  entry: CatalogueEntry,
  known: KnownBytes,
  part: string,
  run: FetchRun,
): Promise<AdmittedFile> {
  const { folders, patience, signal, report } = run;
  const downloading: DownloadRun = {
    patience,
    signal,
    onBytes: (done, total) => report('download', done, total),
  };
  let downloaded: Downloaded;
  try {
    const { urls } = entry;
    downloaded = await download(
      { urls, part, bytes: known.bytes, isHashKnown: known.sha256 !== null },
      downloading,
    );
  } catch (thrown) {
    throw thrown instanceof DownloadFailure ? failureSentence(entry, thrown) : thrown;
  }
  const { url, digest } = downloaded;
  report('verify', digest.bytes, digest.bytes);
  const crc32 =
    entry.crc32Url === null
      ? null
      : ((await fetchSideFile(entry.crc32Url, CHECKSUM_MAX_BYTES, downloading))?.toString('latin1') ?? null);
  const label = `${entry.fileName} from ${new URL(url).host}`;
  let tensors: Tensors;
  try {
    checkBytes({ ...known, crc32 }, digest, label);
    tensors = await checkTensors(entry, part, label);
  } catch (thrown) {
    await moveToQuarantine(folders, entry.id, part);
    await removePart(part);
    throw thrown;
  }
  const companions = await fetchCompanions(entry, downloading);
  return { path: part, digest, tensors, source: url, pinnedHere: entry.sha256 === null, companions };
}

/**
 * Downloads the file of an entry and admits it: its bytes are those that were published, and its tensors those of its
 * family. One that is not goes into quarantine.
 * @param earlier what is installed under this id already
 * @param part where the download is put together; the admitted file lies there
 * @throws KotohogiError `model-offline`, `model-unavailable`, `model-damaged`, `model-file`, `model-contract`, `voice-config`,
 *   `voice-config-missing`, `model-disk-full`, `model-folder`, `cancelled`
 */
export async function fetchModel(
  entry: CatalogueEntry,
  earlier: InstalledModel | null,
  part: string,
  run: FetchRun,
): Promise<AdmittedFile> {
  const known = knownBytes(entry, earlier);
  const isResumed = (await partBytes(part)) > 0;
  try {
    return await fetchOnce(entry, known, part, run);
  } catch (thrown) {
    // What was there from an earlier time may be what is wrong.
    if (!isResumed || !(thrown instanceof KotohogiError && thrown.code === 'model-damaged')) throw thrown;
    return await fetchOnce(entry, known, part, run);
  }
}
