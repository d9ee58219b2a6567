import { useId } from 'react';
import type { DeviceReport } from '../../../shared/contract/deviceReport.ts';
import type { Device, DeviceTrial } from '../../../shared/contract/devices.ts';
import { DEVICES } from '../../../shared/contract/inferenceConstants.ts';
import { useSession } from '../../session/session.ts';
import { useDevices } from '../../stores/devices.ts';
import { errorText } from '../../text/errorText.ts';
import { formatMoment, formatNumber } from '../../text/format.ts';
import { useText, type Text } from '../../text/useText.ts';
import { Alert } from '../../ui/Alert.tsx';
import { useInference } from './useInference.ts';

/** Devices that may be several in one computer. */
const NUMBERED: readonly Device[] = ['tensorrt', 'cuda', 'dml'];
const MAX_DEVICE_ID = 15;

/** What is known of a device: its trial with the short test where there is one, with any model otherwise. */
const trialOf = (report: DeviceReport | null, device: Device): DeviceTrial | undefined => {
  const models = report?.models ?? [];
  const ordered = [...models].sort((a, b) => Number(b.id === 'probe') - Number(a.id === 'probe'));
  return ordered.flatMap(({ trials }) => trials).find((trial) => trial.device === device);
};

function trialText(trial: DeviceTrial | undefined, { words, language }: Text): string {
  const text = words.settings;
  if (!trial) return text.notMeasured;
  switch (trial.state) {
    case 'correct':
      return text.correct(
        trial.medianMs === null
          ? text.notMeasured
          : text.milliseconds(formatNumber(trial.medianMs, language, 1)),
      );
    case 'wrong':
      return text.wrong;
    case 'unavailable':
      return text.unavailable;
  }
}

/** Automatic, or one device; each with what was measured of it. */
export function DeviceChoice() {
  const text = useText();
  const { words, language } = text;
  const session = useSession();
  const { report, measuring, problem } = useDevices();
  const [inference, change] = useInference();
  const name = useId();
  const automatic = new Set(report?.models.map(({ chosen }) => chosen));

  return (
    <fieldset className="settings-part">
      <legend className="settings-title">{words.settings.device}</legend>
      <p className="settings-text">{words.settings.deviceText}</p>
      <div className="options">
        {(['auto', ...DEVICES] as const).map((device) => {
          const trial = device === 'auto' ? undefined : trialOf(report, device);
          return (
            <label key={device} className="option">
              <input
                type="radio"
                name={name}
                value={device}
                checked={inference.device === device}
                onChange={() => change({ device })}
              />
              <span className="option-name">
                {device === 'auto' ? words.settings.auto : words.settings.devices[device]}
              </span>
              <span className={`option-text numbers trial-${trial?.state ?? 'none'}`}>
                {device === 'auto' ? words.settings.autoText : trialText(trial, text)}
                {device !== 'auto' && automatic.has(device) && (
                  <span className="tag tag-accent">{words.settings.chosen}</span>
                )}
              </span>
              {trial?.reason && <span className="option-reason selectable">{trial.reason}</span>}
            </label>
          );
        })}
      </div>
      <div className="settings-row">
        <p className="settings-text" role="status">
          {report?.measuredAt
            ? words.settings.measuredAt(formatMoment(report.measuredAt, language))
            : words.settings.never}
        </p>
        <button
          type="button"
          className="button-small"
          disabled={measuring}
          onClick={() => void session.devices.measure()}
        >
          {measuring ? words.settings.measuring : words.settings.measure}
        </button>
      </div>
      {problem && <Alert {...errorText(problem, words)} />}
      {NUMBERED.some((device) => device === inference.device) && (
        <label className="settings-row">
          <span>
            {words.settings.deviceNumber}
            <span className="settings-text"> {words.settings.deviceNumberText}</span>
          </span>
          <input
            className="number"
            type="number"
            min={0}
            max={MAX_DEVICE_ID}
            value={inference.deviceId}
            onChange={({ target }) => {
              const { valueAsNumber } = target;
              if (Number.isInteger(valueAsNumber) && valueAsNumber >= 0 && valueAsNumber <= MAX_DEVICE_ID)
                change({ deviceId: valueAsNumber });
            }}
          />
        </label>
      )}
    </fieldset>
  );
}
