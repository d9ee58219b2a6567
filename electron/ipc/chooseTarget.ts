import { existsSync } from 'node:fs';
import { withMp4 } from './outName.ts';

/**
 * Asks where a file should go, an MP4 unless another ending is given. The system's dialog has asked about overwriting the name as it was typed; when the
 * extension that is missing there leads to a file that exists, the dialog is shown again with the full name, so that
 * it asks about that one too.
 * @param ask shows the dialog with a proposal; null when the person closed it
 */
export async function chooseTarget(
  ask: (proposal: string) => Promise<string | null>,
  firstProposal: string,
  exists: (filePath: string) => boolean = existsSync,
  withEnding: (filePath: string) => string = withMp4,
): Promise<string | null> {
  let proposal = firstProposal;
  for (;;) {
    const typed = await ask(proposal);
    if (typed === null) return null;
    const target = withEnding(typed);
    if (target === typed || !exists(target)) return target;
    proposal = target;
  }
}
