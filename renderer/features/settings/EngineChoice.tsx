import { useId } from 'react';
import { ENGINE_BODIES } from '../../../shared/contract/inferenceConstants.ts';
import { useSession } from '../../session/session.ts';
import { useView } from '../../stores/view.ts';
import { useText } from '../../text/useText.ts';

/** Where pictures are made: in processes beside the studio, or inside it. */
export function EngineChoice() {
  const { words } = useText();
  const { saveSettings } = useSession();
  const settings = useView((store) => store.settings);
  const id = useId();
  const text = words.settings;

  return (
    <div className="settings-part">
      <div className="settings-row">
        <label htmlFor={id} className="settings-title">
          {text.engine}
        </label>
        <select
          id={id}
          className="select"
          value={settings.engine}
          onChange={({ target: { value } }) => {
            const engine = ENGINE_BODIES.find((body) => body === value);
            if (engine) void saveSettings({ ...settings, engine });
          }}
        >
          {ENGINE_BODIES.map((body) => (
            <option key={body} value={body}>
              {text.engines[body]}
            </option>
          ))}
        </select>
      </div>
      <p className="settings-text">{text.engineText}</p>
    </div>
  );
}
