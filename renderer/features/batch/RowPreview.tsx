import { useEffect, useState, type ReactNode } from 'react';
import { readBackground } from '../../../shared/backgroundText.ts';
import { fillIn, videoNameOf, type BatchRow } from '../../../shared/batch/rows.ts';
import type { PhotoInspection } from '../../../shared/contract/media.ts';
import { useSession } from '../../session/session.ts';
import { useAnalysis } from '../../stores/analysis.ts';
import { headingOf, problemsOf, rowAt, templateOf, useBatch, type OpenList } from '../../stores/batch.ts';
import { useProject } from '../../stores/project.ts';
import { MIDDLE, type ProjectDocument } from '../../stores/projectDocument.ts';
import { errorText } from '../../text/errorText.ts';
import { useText } from '../../text/useText.ts';
import { FramePicture } from '../stage/FramePicture.tsx';

/** Titles are seen whatever the playhead of the project shows. */
const ALWAYS_SEC = 36_000;

/** The photo of a row: its own, or that of the project. `working` while it is looked at. */
function useRowPhoto(row: BatchRow | null): {
  readonly photo: PhotoInspection | null;
  readonly working: boolean;
} {
  const { batch } = useSession();
  const common = useAnalysis(({ photo }) => photo.result);
  const [own, setOwn] = useState<{ readonly cell: string; readonly photo: PhotoInspection | null } | null>(
    null,
  );
  const cell = row?.roles.photo ?? '';
  const line = row?.line ?? 0;
  useEffect(() => {
    if (cell === '') return;
    let wanted = true;
    void batch.lookAt(line).then((photo) => {
      if (wanted) setOwn({ cell, photo });
    });
    return () => {
      wanted = false;
    };
  }, [batch, cell, line]);
  if (cell === '') return { photo: common, working: false };
  return own?.cell === cell ? { photo: own.photo, working: false } : { photo: null, working: true };
}

/** What a row says of the background; a picture file of its own is seen only in the video. */
function ownBackground(
  written: ReturnType<typeof readBackground> | null,
): Partial<ProjectDocument['background']> {
  switch (written?.kind) {
    case 'none':
    case 'blur':
      return { kind: written.kind };
    case 'color':
      return { kind: 'color', color: written.color };
    case 'gradient': {
      const { from, to, angleDeg } = written;
      return { kind: 'gradient', gradient: { from, to, angleDeg } };
    }
    case 'scene':
      return { kind: 'scene', scene: written.id };
    case 'picture':
    case 'refused':
    case undefined:
      return {};
  }
}

/** The project as this row fills it in. */
function documentOf(document: ProjectDocument, row: BatchRow): ProjectDocument {
  const template = templateOf(document);
  const seen = new Set<string>();
  const titles = template.titles
    // One at a time in each place, as in the video.
    .filter(({ position }) => !seen.has(position) && seen.add(position))
    .map((title) => ({
      ...title,
      id: `batch-${title.id}`,
      text: fillIn(title.text, row).text,
      startSec: 0,
      endSec: ALWAYS_SEC,
    }));
  const written = row.roles.background ? readBackground(row.roles.background) : null;
  const hasOwnPhoto = (row.roles.photo ?? '') !== '';
  return {
    ...template,
    titles,
    background: { ...template.background, ...ownBackground(written) },
    captions: { ...template.captions, items: [] },
    ...(hasOwnPhoto ? { faceIndex: 0, personIndex: null, matteTouchUp: null, placement: MIDDLE } : {}),
  };
}

/** The row that is looked at, as its video will be. */
export function RowPreview({ open }: { open: OpenList }) {
  const { words } = useText();
  const line = useBatch((store) => store.line);
  const wishes = useBatch((store) => store.wishes);
  const check = useBatch((store) => store.check);
  const document = useProject((store) => store.document);
  const row = line === null ? null : rowAt(open, line);
  const { photo, working } = useRowPhoto(row);
  const { preview, problem, problemAt } = words.batch;
  if (!row)
    return (
      <aside className="batch-preview">
        <p className="batch-note">{preview.none}</p>
      </aside>
    );
  const { name = '', text = '', voice = '' } = row.roles;
  const said = fillIn(text === '' && voice === '' ? wishes.text : text, row).text;
  const filled = documentOf(document, row);
  const problems = problemsOf(check, row.line);
  return (
    <aside
      className="batch-preview"
      aria-label={preview.title(String(row.line), name)}
      data-testid="row-preview"
    >
      <h3 className="batch-heading">{preview.title(String(row.line), name)}</h3>
      <div className="batch-picture">
        {photo ? (
          <FramePicture document={filled} inspection={photo} />
        ) : (
          <p className="batch-note">{working ? preview.looking : preview.noPicture}</p>
        )}
      </div>
      <dl className="batch-facts">
        <Fact name={preview.said}>
          {voice !== '' ? preview.ownVoice(voice) : said || preview.projectVoice}
        </Fact>
        <Fact name={preview.file}>{videoNameOf(wishes.naming, row)}</Fact>
      </dl>
      {problems.length > 0 && (
        <ul className="batch-problems" aria-label={preview.problems}>
          {problems.map((one) => {
            const file = one.error && errorText(one.error, words, one.value);
            return (
              <li key={`${one.code} ${one.value}`}>
                <strong>{problemAt(String(row.line), headingOf(open, one.column))}</strong>
                {': '}
                {file ? `${file.message} ${file.hint}` : problem(one)}
              </li>
            );
          })}
        </ul>
      )}
    </aside>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="selectable" dir="auto">
        {children}
      </dd>
    </div>
  );
}
