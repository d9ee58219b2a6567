import { lazy, Suspense, useEffect } from 'react';
import { QuestionDialog } from './features/projects/QuestionDialog.tsx';
import { useWindowDrops } from './features/projects/useWindowDrops.ts';
import { SidePanel } from './features/panels/SidePanel.tsx';
import { MakeBar } from './features/render/MakeBar.tsx';
import { Header } from './features/shell/Header.tsx';
import { NoticeBar } from './features/shell/NoticeBar.tsx';
import { useDocumentWords } from './features/shell/useDocumentWords.ts';
import { useWindowKeys } from './features/shell/useWindowKeys.ts';
import { useStepKeys } from './features/shell/useStepKeys.ts';
import { Stage } from './features/stage/Stage.tsx';
import { Timeline } from './features/timeline/Timeline.tsx';
import { Tour } from './features/tour/Tour.tsx';
import { useSession } from './session/session.ts';
import { useText } from './text/useText.ts';
import { ignoreStrayDrops } from './ui/ignoreStrayDrops.ts';
import { settleScheme } from './ui/settleScheme.ts';

/** What is not to be seen at the start is fetched after it; a dialog that is asked for meanwhile opens when it is there. */
const Dialogs = lazy(() => import('./Dialogs.tsx'));

/** The window: one step of the work on the left, the picture in the middle. */
export function App() {
  const session = useSession();
  const { words } = useText();
  useEffect(() => session.open(), [session]);
  useEffect(() => session.diagnostics.watchFaults(), [session]);
  useWindowDrops();
  useEffect(ignoreStrayDrops, []);
  useEffect(settleScheme, []);
  useDocumentWords();
  useStepKeys();
  useWindowKeys();

  return (
    <div className="shell">
      <a className="shell-skip" href="#stage">
        {words.skipToStage}
      </a>
      <Header />
      <aside className="shell-side" aria-label={words.panels.label}>
        <SidePanel />
        <NoticeBar />
        <MakeBar />
      </aside>
      <Stage />
      <Timeline />
      <Tour />
      <Suspense>
        <Dialogs />
      </Suspense>
      <QuestionDialog />
    </div>
  );
}
