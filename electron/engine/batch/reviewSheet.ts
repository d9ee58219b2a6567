import path from 'node:path';
import { escapeXml } from '../runtime/escapeXml.ts';
import type { BatchReport, RowResult } from './account.ts';

const MARKS: Readonly<Record<'fine' | 'redo', string>> = { fine: 'marked as fine', redo: 'to be made again' };

const STATES: Readonly<Record<RowResult['state'], string>> = {
  done: 'made',
  failed: 'not made',
  refused: 'not possible',
};

function rowHtml({
  line,
  name,
  state,
  out,
  text,
  durationSec,
  confidence,
  warnings,
  problems,
  parts,
  mark,
}: RowResult): string {
  const video =
    out === null
      ? ''
      : `<video controls preload="metadata" src="${escapeXml(encodeURIComponent(path.basename(out)))}"></video>`;
  const facts = [
    STATES[state],
    durationSec === null ? null : `${durationSec.toFixed(1)} s`,
    state === 'done' ? `confidence ${confidence === null ? 'not computed' : confidence.toFixed(2)}` : null,
    parts === null ? null : `${parts.known} of ${parts.total} parts reused`,
    mark === null ? null : MARKS[mark],
  ].filter((fact) => fact !== null);
  const notes = [...problems, ...warnings].map((note) => `<li>${escapeXml(note)}</li>`).join('');
  return `<article class="${state}"><h2>${escapeXml(name || `Line ${line}`)}</h2><p class="facts">${facts.join(' · ')}</p>${video}${text === null ? '' : `<p dir="auto">${escapeXml(text)}</p>`}${notes === '' ? '' : `<ul>${notes}</ul>`}</article>`;
}

/** A page to look through the videos of a batch: works without the program, beside the videos. */
export function reviewSheet({ rows }: BatchReport): string {
  const made = rows.filter(({ state }) => state === 'done').length;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${made} of ${rows.length} videos</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; color: #2b2a2f; background: #faf6ee; }
  main { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: 1rem; }
  article { background: #fff; border: 1px solid #e3dccd; border-radius: 10px; padding: 1rem; }
  article.failed, article.refused { border-color: #b23a26; }
  h1 { font-weight: 600; } h2 { font-size: 1.1rem; margin: 0; }
  .facts { color: #6a6470; margin: 0 0 .5rem; }
  video { width: 100%; border-radius: 6px; background: #18161c; }
  ul { padding-left: 1.2rem; margin: .5rem 0 0; font-size: .9rem; }
  @media (prefers-color-scheme: dark) {
    body { color: #ece8f0; background: #1d1b21; } article { background: #28252d; border-color: #3a3641; } .facts { color: #b0a9ba; }
  }
</style>
<h1>${made} of ${rows.length} videos</h1>
<main>
${rows.map(rowHtml).join('\n')}
</main>
</html>
`;
}
