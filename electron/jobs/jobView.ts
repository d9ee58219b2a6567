import path from 'node:path';
import type { Job } from '../../shared/contract/jobs.ts';
import { displayFolder } from '../app/paths.ts';
import { filesOfRender, shortenPaths } from '../ipc/shortenPaths.ts';
import type { RenderReport } from '../../shared/contract/render.ts';
import type { JobRecord } from './jobRecord.ts';

/**
 * What the page may know of a job: no paths, and an address for the finished video.
 * @param grantResult grants a file of ours to the page; null when it has gone
 */
export async function toJobView(
  job: JobRecord,
  grantResult: (filePath: string) => Promise<string | null>,
): Promise<Job> {
  const { request, error, logTail, report, ...rest } = job;
  const files = filesOfRender(request);
  const shorten = (text: string): string => shortenPaths(text, files);
  return {
    ...rest,
    error: error && { ...error, message: shorten(error.message), hint: shorten(error.hint) },
    logTail: logTail.map(shorten),
    form: request.form.kind,
    report: report && withoutPaths(report, shorten),
    outName: path.basename(request.outPath),
    outFolder: displayFolder(path.dirname(request.outPath)),
    outUrl: job.state === 'done' ? await grantResult(request.outPath) : null,
    size: request.size,
    keepsBackground: request.background.kind === 'none',
  };
}

/** What was asked for, its files by their names. */
function withoutPaths(report: RenderReport, shorten: (text: string) => string): RenderReport {
  const { request, warnings, fallbacks, provenance } = report;
  const named = {
    ...report,
    out: path.basename(report.out),
    warnings: warnings.map(shorten),
    fallbacks: fallbacks.map(shorten),
    provenance: provenance && { ...provenance, record: path.basename(provenance.record) },
  };
  if (!request) return named;
  const { background, music, talk } = request;
  const signer = request.provenance?.signer;
  return {
    ...named,
    request: {
      ...request,
      photoPath: path.basename(request.photoPath),
      voicePath: path.basename(request.voicePath),
      outPath: path.basename(request.outPath),
      background:
        background.kind === 'picture' ? { ...background, path: path.basename(background.path) } : background,
      music: music && { ...music, path: path.basename(music.path) },
      talk: talk && { ...talk, path: path.basename(talk.path) },
      provenance: request.provenance && {
        signer: signer
          ? { certPath: path.basename(signer.certPath), keyPath: path.basename(signer.keyPath) }
          : null,
      },
    },
  };
}
