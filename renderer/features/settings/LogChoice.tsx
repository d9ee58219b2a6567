import { useId } from 'react';
import { LOG_LEVELS } from '../../../shared/contract/diagnosticsConstants.ts';
import { useSession } from '../../session/session.ts';
import { useView } from '../../stores/view.ts';
import { useText } from '../../text/useText.ts';

/** How much the program writes down about what it does. */
export function LogChoice() {
  const { words } = useText();
  const { saveSettings } = useSession();
  const settings = useView((store) => store.settings);
  const id = useId();
  const text = words.diagnostics;
  return (
    <div className="settings-part">
      <div className="settings-row">
        <label htmlFor={id} className="settings-title">
          {text.logLevel}
        </label>
        <select
          id={id}
          className="select"
          value={settings.logLevel}
          onChange={({ target: { value } }) => {
            const logLevel = LOG_LEVELS.find((level) => level === value);
            if (logLevel) void saveSettings({ ...settings, logLevel });
          }}
        >
          {LOG_LEVELS.map((level) => (
            <option key={level} value={level}>
              {text.logLevels[level]}
            </option>
          ))}
        </select>
      </div>
      <p className="settings-text">{text.logLevelText}</p>
    </div>
  );
}
