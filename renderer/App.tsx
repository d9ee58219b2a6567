import { useEffect } from 'react';
import { BatchDialog } from './features/batch/BatchDialog.tsx';
import { DiagnosticsDialog } from './features/diagnostics/DiagnosticsDialog.tsx';
import { ExportDialog } from './features/exports/ExportDialog.tsx';
import { ReportDialog } from './features/exports/ReportDialog.tsx';
import { ModelsDialog } from './features/models/ModelsDialog.tsx';
import { PaletteDialog } from './features/palette/PaletteDialog.tsx';
import { PeopleDialog } from './features/people/PeopleDialog.tsx';
import { QuestionDialog } from './features/projects/QuestionDialog.tsx';
import { useWindowDrops } from './features/projects/useWindowDrops.ts';
import { SidePanel } from './features/panels/SidePanel.tsx';
import { MakeBar } from './features/render/MakeBar.tsx';
import { SettingsDialog } from './features/settings/SettingsDialog.tsx';
import { Header } from './features/shell/Header.tsx';
import { NoticeBar } from './features/shell/NoticeBar.tsx';
import { ShortcutsDialog } from './features/shell/ShortcutsDialog.tsx';
import { useDocumentWords } from './features/shell/useDocumentWords.ts';
import { useWindowKeys } from './features/shell/useWindowKeys.ts';
import { useStepKeys } from './features/shell/useStepKeys.ts';
import { Stage } from './features/stage/Stage.tsx';
import { Timeline } from './features/timeline/Timeline.tsx';
import { Tour } from './features/tour/Tour.tsx';
import { RecorderDialog } from './features/voice/RecorderDialog.tsx';
import { TrimDialog } from './features/voice/TrimDialog.tsx';
import { ReadingsDialog } from './features/words/ReadingsDialog.tsx';
import { CloudDialog } from './features/cloud/CloudDialog.tsx';
import { LicencesDialog } from './features/licences/LicencesDialog.tsx';
import { useSession } from './session/session.ts';
import { useText } from './text/useText.ts';
import { ignoreStrayDrops } from './ui/ignoreStrayDrops.ts';
import { settleScheme } from './ui/settleScheme.ts';

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
        <MakeBar />
      </aside>
      <Stage />
      <Timeline />
      <NoticeBar />
      <Tour />
      <RecorderDialog />
      <TrimDialog />
      <ReadingsDialog />
      <ModelsDialog />
      <ExportDialog />
      <BatchDialog />
      <ReportDialog />
      <SettingsDialog />
      <PeopleDialog />
      <CloudDialog />
      <LicencesDialog />
      <PaletteDialog />
      <ShortcutsDialog />
      <DiagnosticsDialog />
      <QuestionDialog />
    </div>
  );
}
