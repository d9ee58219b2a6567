import path from 'node:path';
import type { Job } from '../../shared/contract/jobs.ts';
import { displayFolder } from '../app/paths.ts';
import { shortenPaths } from '../ipc/shortenPaths.ts';
import type { JobRecord } from './jobRecord.ts';

/**
 * What the page may know of a job: no paths, and an address for the finished video.
 * @param grantResult grants a file of ours to the page; null when it has gone
 */
export async function toJobView(
  job: JobRecord,
  grantResult: (filePath: string) => Promise<string | null>,
): Promise<Job> {
  const { request, error, logTail, ...rest } = job;
  const { photoPath, voicePath, outPath, background } = request;
  const files = [photoPath, voicePath, outPath, ...(background.kind === 'picture' ? [background.path] : [])];
  const shorten = (text: string): string => shortenPaths(text, files);
  return {
    ...rest,
    error: error && { ...error, message: shorten(error.message), hint: shorten(error.hint) },
    logTail: logTail.map(shorten),
    outName: path.basename(request.outPath),
    outFolder: displayFolder(path.dirname(request.outPath)),
    outUrl: job.state === 'done' ? await grantResult(request.outPath) : null,
    size: request.size,
    keepsBackground: request.background.kind === 'none',
  };
}
