import { useDevices } from '../../stores/devices.ts';
import { useModels } from '../../stores/models.ts';
import { formatNumber } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { ChevronIcon } from '../../ui/icons.tsx';

/** Every trial of every model; closed at first, because only few want to know. */
export function TrialTable() {
  const { words, language } = useText();
  const report = useDevices((store) => store.report);
  const known = useModels((store) => store.models);
  const text = words.settings;
  if (!report || report.trials.length === 0) return null;
  const nameOf = (id: string | null): string =>
    id === null ? text.probe : (known?.find((model) => model.id === id)?.name ?? id);

  return (
    <details className="more">
      <summary className="more-summary">
        {text.perModel}
        <ChevronIcon />
      </summary>
      <table className="trials selectable">
        <tbody>
          {report.trials.flatMap(({ modelId, best, trials }) =>
            trials.map(({ device, state, medianMs, reason }, index) => (
              <tr key={`${modelId ?? ''} ${device}`} data-chosen={device === best || undefined}>
                <th scope="row">{index === 0 ? nameOf(modelId) : ''}</th>
                <td>{text.devices[device]}</td>
                <td className="numbers" title={reason ?? undefined}>
                  {state === 'correct' && medianMs !== null
                    ? text.milliseconds(formatNumber(medianMs, language, 1))
                    : text[state === 'correct' ? 'notMeasured' : state]}
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </details>
  );
}
