import type { PhotoInspection } from '../../../shared/contract/media.ts';
import { useSession } from '../../session/session.ts';
import { useAnalysis } from '../../stores/analysis.ts';
import { useCurrentJob } from '../../stores/jobs.ts';
import { useProject } from '../../stores/project.ts';
import { useIsPristine } from '../../stores/projectFile.ts';
import { useView, type StageView } from '../../stores/view.ts';
import { useText } from '../../text/useText.ts';
import { Choices } from '../../ui/Choices.tsx';
import { useDropTarget } from '../../ui/useDropTarget.ts';
import { WavePattern } from '../../ui/WavePattern.tsx';
import { CompareView } from '../compare/CompareView.tsx';
import { PlayerView } from '../player/PlayerView.tsx';
import { InspectView } from '../inspect/InspectView.tsx';
import { JobView } from '../render/JobView.tsx';
import { BeginStage } from '../start/BeginStage.tsx';
import { StartScreen } from '../start/StartScreen.tsx';
import { TouchUpView } from '../touchUp/TouchUpView.tsx';
import { FramePreview } from './FramePreview.tsx';
import { materialOf } from './materialOf.ts';

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
  const isPristine = useIsPristine();
  const hasPhoto = photo !== null && inspection !== null;
  const views: readonly StageView[] = [
    ...(hasPhoto || job ? (['preview'] as const) : []),
    ...(hasPhoto && voice ? (['compare'] as const) : []),
    ...(hasPhoto ? (['inspect'] as const) : []),
    ...(hasPhoto && inspection.cutoutUrl !== null ? (['touchUp'] as const) : []),
    ...(job ? (['job'] as const) : []),
  ];
  // What was shown may be gone: another photo nobody can be cut out of, say.
  const shown = views.includes(view) ? view : 'preview';
  const names: Readonly<Record<StageView, string>> = {
    preview: words.stage.preview,
    compare: words.compare.tab,
    inspect: words.inspect.tab,
    touchUp: words.touchUp.tab,
    job: words.stage.result,
  };

  return (
    <main
      className="stage"
      data-tour="stage"
      id="stage"
      tabIndex={-1}
      aria-label={words.stage.label}
      data-drop-over={drop.over || undefined}
      {...drop.handlers}
    >
      <WavePattern />
      {views.length > 1 && (
        <div className="stage-switch">
          <Choices
            legend={words.stage.label}
            hideLegend
            look="bar"
            value={shown}
            onChoose={setStage}
            choices={views.map((value) => ({ value, label: names[value] }))}
          />
        </div>
      )}
      <div className="stage-body" data-view={shown}>
        {job && shown === 'job' ? (
          <JobView key={job.id} job={job} />
        ) : photo && inspection ? (
          <PhotoView key={photo.token} view={shown} inspection={inspection} />
        ) : isPristine ? (
          <StartScreen />
        ) : (
          <BeginStage />
        )}
      </div>
    </main>
  );
}

/** One of the ways to look at the photo. */
function PhotoView({ view, inspection }: { view: StageView; inspection: PhotoInspection }) {
  const voice = useProject(({ document }) => document.voice);
  switch (view) {
    case 'compare':
      return <CompareView inspection={inspection} />;
    case 'inspect':
      return <InspectView inspection={inspection} />;
    case 'touchUp':
      return <TouchUpView inspection={inspection} />;
    case 'preview':
    case 'job':
      return voice && inspection.faces.length > 0 ? (
        <PlayerView inspection={inspection} />
      ) : (
        <FramePreview inspection={inspection} />
      );
  }
}
