import { useId } from 'react';
import type { Device } from '../../../shared/contract/devices.ts';
import { useSession } from '../../session/session.ts';
import { useDevices } from '../../stores/devices.ts';
import { errorText } from '../../text/errorText.ts';
import { useText } from '../../text/useText.ts';
import { Alert } from '../../ui/Alert.tsx';
import { DeviceOption } from './DeviceOption.tsx';
import { useInference } from './useInference.ts';

/** Devices that may be several in one computer. */
const NUMBERED: readonly Device[] = ['tensorrt', 'cuda', 'dml'];
const MAX_DEVICE_ID = 15;

/** Automatic, or one device; each with what was measured of it. */
export function DeviceChoice() {
  const { words } = useText();
  const session = useSession();
  const { report, measuring, problem } = useDevices();
  const [inference, change] = useInference();
  const group = useId();
  const { device: chosen, deviceId } = inference;
  const here: readonly Device[] = report?.providers.map(({ device }) => device) ?? [];
  // A choice made on another computer stays to be seen.
  const devices = chosen === 'auto' || here.includes(chosen) ? here : [chosen, ...here];
  const text = words.settings;

  return (
    <fieldset className="settings-part">
      <legend className="settings-title">{text.device}</legend>
      <p className="settings-text">{text.deviceText}</p>
      <div className="options">
        {(['auto', ...devices] as const).map((device) => (
          <DeviceOption
            key={device}
            device={device}
            group={group}
            checked={chosen === device}
            report={report}
            onChoose={() => change({ device })}
          />
        ))}
      </div>
      <div className="settings-row">
        <p className="settings-text" role="status">
          {measuring ? text.measuringText : report && report.trials.length === 0 ? text.never : ''}
        </p>
        <button
          type="button"
          className="button-small"
          disabled={measuring}
          onClick={() => void session.devices.measure()}
        >
          {measuring ? text.measuring : text.measure}
        </button>
      </div>
      {problem && <Alert {...errorText(problem, words)} />}
      {NUMBERED.some((device) => device === chosen) && (
        <label className="settings-row">
          <span>
            {text.deviceNumber} <span className="settings-text">{text.deviceNumberText}</span>
          </span>
          <input
            className="number"
            type="number"
            min={0}
            max={MAX_DEVICE_ID}
            value={deviceId}
            onChange={({ target: { valueAsNumber } }) => {
              if (Number.isInteger(valueAsNumber) && valueAsNumber >= 0 && valueAsNumber <= MAX_DEVICE_ID)
                change({ deviceId: valueAsNumber });
            }}
          />
        </label>
      )}
    </fieldset>
  );
}
