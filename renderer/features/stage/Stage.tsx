import { useSession } from '../../session/session.ts';
import { useAnalysis } from '../../stores/analysis.ts';
import { useCurrentJob } from '../../stores/jobs.ts';
import { useProject } from '../../stores/project.ts';
import { useView } from '../../stores/view.ts';
import { useText } from '../../text/useText.ts';
import { Choices } from '../../ui/Choices.tsx';
import { useDropTarget } from '../../ui/useDropTarget.ts';
import { WavePattern } from '../../ui/WavePattern.tsx';
import { JobView } from '../render/JobView.tsx';
import { EmptyStage } from './EmptyStage.tsx';
import { FramePreview } from './FramePreview.tsx';
import { materialOf } from './materialOf.ts';
import { WaitingStage } from './WaitingStage.tsx';

/** The middle of the window: what to do first, the picture being shaped, or the video. */
export function Stage() {
  const { words } = useText();
  const { materials } = useSession();
  const job = useCurrentJob();
  const view = useView((store) => store.stage);
  const setStage = useView((store) => store.setStage);
  const photo = useProject(({ document }) => document.photo);
  const voice = useProject(({ document }) => document.voice);
  const inspection = useAnalysis((store) => store.photo.result);
  const drop = useDropTarget((files) => {
    for (const file of files.slice(0, 2)) void materials.drop(materialOf(file, photo !== null), file);
  });
  const showsJob = job !== null && view === 'job';

  return (
    <main
      className="stage"
      id="stage"
      tabIndex={-1}
      aria-label={words.stage.label}
      data-drop-over={drop.over || undefined}
      {...drop.handlers}
    >
      <WavePattern />
      {job && (
        <div className="stage-switch">
          <Choices
            legend={words.stage.label}
            hideLegend
            look="bar"
            value={view}
            onChoose={setStage}
            choices={[
              { value: 'preview', label: words.stage.preview },
              { value: 'job', label: words.stage.result },
            ]}
          />
        </div>
      )}
      <div className="stage-body">
        {showsJob ? (
          <JobView key={job.id} job={job} />
        ) : photo && inspection ? (
          <FramePreview inspection={inspection} />
        ) : voice ? (
          <WaitingStage />
        ) : (
          <EmptyStage />
        )}
      </div>
    </main>
  );
}
