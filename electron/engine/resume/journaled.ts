import type { RenderReport, RenderRequest } from '../../../shared/contract/render.ts';
import { toErrorReport } from '../../../shared/errors.ts';
import type { Log } from '../context.ts';
import { factsOfReport, factsOfRequest } from '../diagnostics/renderFacts.ts';
import { openJournal, type RenderJournal, type ResumeWish } from './journal.ts';

/** What a journaled render is told. */
export interface JournalWishes {
  readonly home: string;
  readonly resume: ResumeWish;
  /** Told in figures what was asked and what came of it. */
  readonly log?: Log;
}

/** @param request may say more exactly what is wanted than the one that came in */
export type JournaledRender = (request: RenderRequest, journal: RenderJournal) => Promise<RenderReport>;

/**
 * Makes a video and keeps account of it, so that it can be gone on with after whatever ends the program.
 * @param render makes the video
 */
export async function journaled(
  request: RenderRequest,
  wishes: JournalWishes,
  render: JournaledRender,
): Promise<RenderReport> {
  wishes.log?.info('render.asked', factsOfRequest(request));
  const journal = await openJournal(request, wishes);
  try {
    const report = await render(journal.request, journal);
    await journal.finish();
    wishes.log?.info('render.done', factsOfReport(report));
    return { ...report, request, warnings: [...report.warnings, ...journal.warnings] };
  } catch (thrown) {
    await journal.stop(toErrorReport(thrown).code);
    throw thrown;
  }
}
