import { useEffect } from 'react';
import { useSession } from '../../session/session.ts';
import { useView } from '../../stores/view.ts';
import { useText } from '../../text/useText.ts';
import { LicencesButton } from '../licences/LicencesDialog.tsx';
import { Dialog } from '../shell/Dialog.tsx';
import { BatchChoice } from './BatchChoice.tsx';
import { DeviceChoice } from './DeviceChoice.tsx';
import { EngineChoice } from './EngineChoice.tsx';
import { LogChoice } from './LogChoice.tsx';
import { MemoryChoice } from './MemoryChoice.tsx';
import { TrialTable } from './TrialTable.tsx';
import { UpdateChoice } from './UpdateChoice.tsx';

/** How networks are run on this computer. Every choice is kept at once. */
export function SettingsDialog() {
  const { words } = useText();
  const { devices } = useSession();
  const open = useView((store) => store.dialog === 'settings');
  const text = words.settings;
  useEffect(() => {
    if (open) void devices.load();
  }, [open, devices]);

  return (
    <Dialog name="settings" title={text.title} close={text.close} look="medium">
      <DeviceChoice />
      <TrialTable />
      <MemoryChoice />
      <BatchChoice />
      <EngineChoice />
      <UpdateChoice />
      <LogChoice />
      <LicencesButton />
    </Dialog>
  );
}
