import { useEffect, useState, type CSSProperties } from 'react';
import { useSession } from '../../session/session.ts';
import { useProject } from '../../stores/project.ts';
import { dockHeight, useTimeline } from '../../stores/timeline.ts';
import { errorText } from '../../text/errorText.ts';
import { useText } from '../../text/useText.ts';
import { Alert } from '../../ui/Alert.tsx';
import { DockEdge } from './DockEdge.tsx';
import { EmptyTimeline } from './EmptyTimeline.tsx';
import { SelectionStrip } from './SelectionStrip.tsx';
import { TimelineBar } from './TimelineBar.tsx';
import { TimelineLanes } from './TimelineLanes.tsx';

/** Height of the window's content, as it changes. */
function useWindowHeight(): number {
  const [height, setHeight] = useState(window.innerHeight);
  useEffect(() => {
    const onResize = (): void => setHeight(window.innerHeight);
    window.addEventListener('resize', onResize);
    return () => window.removeEventListener('resize', onResize);
  }, []);
  return height;
}

/** The dock under the picture: the voice and everything that runs along it. */
export function Timeline() {
  const { words } = useText();
  const { timeline, clips } = useSession();
  const pieces = useProject(({ document }) => document.clips);
  const voice = useProject(({ document }) => document.voice);
  const musicToken = useProject(({ document }) => document.music?.media.token ?? null);
  const open = useTimeline((store) => store.open);
  const wantedPx = useTimeline((store) => store.heightPx);
  const heightPx = dockHeight(wantedPx, useWindowHeight());
  const token = voice?.token ?? null;
  useEffect(() => void timeline.measure(), [timeline, token]);
  useEffect(() => void timeline.outlineMusic(), [timeline, musicToken]);
  useEffect(() => void clips.learnLengths(), [clips, pieces]);
  // Before there is a voice a few lines say what will be here; the picture has the room.
  const style: CSSProperties = open && token !== null ? { height: heightPx } : {};

  return (
    <section
      className="tl"
      data-tour="timeline"
      aria-label={words.timeline.label}
      style={style}
      data-open={open}
      data-testid="timeline"
    >
      {open && token !== null && <DockEdge heightPx={heightPx} />}
      <TimelineBar />
      {open &&
        (token === null ? <EmptyTimeline /> : <TimelineBody token={token} fileName={voice?.name ?? null} />)}
    </section>
  );
}

/** The lanes of a voice, or why they are not there. */
function TimelineBody({ token, fileName }: { token: string; fileName: string | null }) {
  const { words } = useText();
  const measured = useTimeline((store) => store.measured);
  const problem = useTimeline((store) => store.problem);
  if (problem?.token === token)
    return (
      <div className="tl-message">
        <Alert {...errorText(problem.error, words, fileName)} />
      </div>
    );
  if (measured?.token !== token)
    return (
      <div className="tl-message">
        <p className="working" role="status">
          <span className="working-dot" aria-hidden="true" />
          {words.timeline.measuring}
        </p>
      </div>
    );
  return (
    <>
      <SelectionStrip />
      <TimelineLanes />
    </>
  );
}
