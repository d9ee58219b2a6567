import type { DeviceReport } from '../../../shared/contract/deviceReport.ts';
import type { DeviceChoice, DeviceTrial } from '../../../shared/contract/devices.ts';
import { formatNumber } from '../../text/format.ts';
import { useText, type Text } from '../../text/useText.ts';
import { knownText } from '../../text/warningText.ts';

export interface DeviceOptionProps {
  readonly device: DeviceChoice;
  /** Name of the group of radio buttons. */
  readonly group: string;
  readonly checked: boolean;
  readonly report: DeviceReport | null;
  readonly onChoose: () => void;
}

interface Known {
  readonly state: DeviceTrial['state'] | 'absent' | 'none';
  readonly words: string;
  /** Why it is not taken. */
  readonly reason: string | null;
}

/** What is known of a device: whether it is there, and what the tiny network said of it. */
function knownOf(device: DeviceChoice, report: DeviceReport | null, { words, language }: Text): Known {
  const text = words.settings;
  if (device === 'auto') return { state: 'none', words: text.autoText, reason: null };
  const provider = report?.providers.find((one) => one.device === device);
  if (report && provider?.state !== 'bundled' && provider?.state !== 'installed') {
    const isNvidia = device === 'cuda' || device === 'tensorrt';
    return { state: 'absent', words: text.absent, reason: provider && isNvidia ? text.getCuda : null };
  }
  const trial = report?.trials.flatMap(({ trials }) => trials).find((one) => one.device === device);
  // What was passed over in a measurement is not there: a graphics interface without a graphics card.
  if (!trial)
    return { state: 'none', words: report?.trials.length ? text.noDevice : text.notMeasured, reason: null };
  const reason = trial.reason === null ? null : knownText(trial.reason, words.reasons);
  switch (trial.state) {
    case 'correct': {
      const ms = trial.medianMs === null ? '' : text.milliseconds(formatNumber(trial.medianMs, language, 1));
      return { state: 'correct', words: text.correct(ms), reason };
    }
    case 'wrong':
    case 'unavailable':
      return { state: trial.state, words: text[trial.state], reason };
  }
}

/** One place where networks can run. */
export function DeviceOption({ device, group, checked, report, onChoose }: DeviceOptionProps) {
  const text = useText();
  const { settings } = text.words;
  const known = knownOf(device, report, text);
  const isTaken = device !== 'auto' && report?.trials.some(({ best }) => best === device);
  return (
    <label className="option">
      <input type="radio" name={group} value={device} checked={checked} onChange={onChoose} />
      <span className="option-name">{device === 'auto' ? settings.auto : settings.devices[device]}</span>
      <span className={`option-text numbers trial-${known.state}`}>
        {isTaken && <span className="tag tag-accent">{settings.chosen}</span>}
        {known.words}
      </span>
      {known.reason !== null && <span className="option-reason selectable">{known.reason}</span>}
    </label>
  );
}
