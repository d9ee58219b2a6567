import { useEffect } from 'react';
import { useSession } from '../../session/session.ts';
import { useCloud } from '../../stores/cloud.ts';
import { useView } from '../../stores/view.ts';
import { errorText } from '../../text/errorText.ts';
import { useText } from '../../text/useText.ts';
import { Alert } from '../../ui/Alert.tsx';
import { Dialog } from '../shell/Dialog.tsx';
import { CloudJobs } from './CloudJobs.tsx';
import { CloudKey } from './CloudKey.tsx';
import { CloudMake } from './CloudMake.tsx';
import { CloudWebhook } from './CloudWebhook.tsx';

/** D-ID: off until it is switched on, and asked about before every single video. */
export function CloudDialog() {
  const { words } = useText();
  const session = useSession();
  const open = useView((store) => store.dialog === 'cloud');
  const settings = useView((store) => store.settings);
  const problem = useCloud((store) => store.problem);
  const { enabled } = settings.did;
  const text = words.cloud;
  useEffect(() => {
    if (open && enabled) void session.cloud.load();
  }, [open, enabled, session]);

  return (
    <Dialog name="cloud" title={text.title} close={text.close} look="medium">
      <div className="cloud">
        <p className="dialog-lead">{text.lead}</p>
        <label className="cloud-check">
          <input
            type="checkbox"
            checked={enabled}
            onChange={({ target }) =>
              void session.saveSettings({ ...settings, did: { ...settings.did, enabled: target.checked } })
            }
          />
          {text.enable}
        </label>
        {enabled && (
          <>
            <CloudKey />
            <CloudMake />
            {problem && <Alert {...errorText(problem, words)} />}
            <CloudJobs />
            <CloudWebhook />
          </>
        )}
      </div>
    </Dialog>
  );
}
