import { useEffect } from 'react';
import { useSession } from '../../session/session.ts';
import { useAnalysis } from '../../stores/analysis.ts';
import { useProjectFile } from '../../stores/projectFile.ts';
import { useText } from '../../text/useText.ts';
import { FolderIcon, LockIcon, PlayIcon, TourIcon } from '../../ui/icons.tsx';
import { ListIcon } from '../batch/icons.tsx';
import { Silhouette } from './Silhouette.tsx';
import { Mizuhiki } from '../../ui/Mizuhiki.tsx';
import { RecentList } from './RecentList.tsx';
import { TemplateArt } from './TemplateArt.tsx';

/** The first thing that is seen: occasions to begin with, the projects of late, and a way to try it at once. */
export function StartScreen() {
  const { words, language } = useText();
  const session = useSession();
  const { projects } = session;
  const templates = useProjectFile((store) => store.templates);
  const recents = useProjectFile((store) => store.recents);
  const isOpening = useProjectFile((store) => store.busy === 'opening');
  const isLooking = useAnalysis(({ photo, voice }) => photo.working !== null || voice.working !== null);
  const busy = isOpening || isLooking;
  const text = words.projects.start;
  useEffect(() => void projects.loadStart(), [projects]);

  return (
    <div className="start">
      {recents?.length === 0 && <Mizuhiki />}
      <header className="start-head">
        <h2 className="start-title">{text.title}</h2>
        <p className="start-lead">{text.lead}</p>
      </header>
      <ul className="start-templates" aria-label={text.templates}>
        {templates.map((template) => (
          <li key={template.id}>
            <button
              type="button"
              className="template"
              disabled={busy}
              onClick={() => projects.askTemplate(template)}
            >
              <span className="template-art">
                <TemplateArt template={template} />
                {template.background.kind === 'none' && <Silhouette />}
              </span>
              <span className="template-name">{template.name[language]}</span>
              <span className="template-text">{template.description[language]}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className="start-ways">
        <button type="button" className="button-plain" disabled={busy} onClick={() => void projects.choose()}>
          <FolderIcon />
          {isOpening ? text.opening : text.open}
        </button>
        <button
          type="button"
          className="button-plain"
          disabled={busy}
          onClick={() => void projects.openSample()}
        >
          <PlayIcon />
          {words.stage.trySample}
        </button>
        <button
          type="button"
          className="button-plain"
          disabled={busy}
          onClick={() => void session.perform('tour')}
        >
          <TourIcon />
          {words.tour.start}
        </button>
        <button type="button" className="button-plain" disabled={busy} onClick={() => session.batch.show()}>
          <ListIcon />
          {words.batch.open}
        </button>
      </div>
      <RecentList busy={busy} />
      <footer className="start-foot">
        <p>{text.drop}</p>
        <p className="start-private">
          <LockIcon />
          {words.stage.private}
        </p>
      </footer>
    </div>
  );
}
