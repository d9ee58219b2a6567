import { BatchDialog } from './features/batch/BatchDialog.tsx';
import { CloudDialog } from './features/cloud/CloudDialog.tsx';
import { DiagnosticsDialog } from './features/diagnostics/DiagnosticsDialog.tsx';
import { ExportDialog } from './features/exports/ExportDialog.tsx';
import { ReportDialog } from './features/exports/ReportDialog.tsx';
import { LicencesDialog } from './features/licences/LicencesDialog.tsx';
import { ModelsDialog } from './features/models/ModelsDialog.tsx';
import { PaletteDialog } from './features/palette/PaletteDialog.tsx';
import { PeopleDialog } from './features/people/PeopleDialog.tsx';
import { SettingsDialog } from './features/settings/SettingsDialog.tsx';
import { ShortcutsDialog } from './features/shell/ShortcutsDialog.tsx';
import { RecorderDialog } from './features/voice/RecorderDialog.tsx';
import { TrimDialog } from './features/voice/TrimDialog.tsx';
import { ReadingsDialog } from './features/words/ReadingsDialog.tsx';

/** Every dialog but the questions about the project: a bundle of their own (App.tsx). */
export default function Dialogs() {
  return (
    <>
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
    </>
  );
}
