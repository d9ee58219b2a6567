import { useEffect, useId } from 'react';
import { useSession } from '../../session/session.ts';
import { useRecording, type NoiseFloor } from '../../stores/recording.ts';
import { useView } from '../../stores/view.ts';
import { errorText } from '../../text/errorText.ts';
import { formatClock, formatNumber } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { Alert } from '../../ui/Alert.tsx';
import { Dialog } from '../shell/Dialog.tsx';
import { RecordIcon, StopIcon } from './icons.tsx';
import { LevelMeter } from './LevelMeter.tsx';
import { TakeRow } from './TakeRow.tsx';

/** Speaking into the microphone, as often as it takes. */
export function RecorderDialog() {
  const { words } = useText();
  const { recording } = useSession();
  const open = useView((store) => store.dialog === 'recorder');
  useEffect(() => {
    if (!open) return undefined;
    void recording.open();
    // Closed by any way: the button, Escape, another dialog.
    return () => void recording.close();
  }, [open, recording]);
  const text = words.voiceText.recorder;

  return (
    <Dialog name="recorder" title={text.title} close={text.close} look="medium">
      <Recorder />
    </Dialog>
  );
}

function Recorder() {
  const { words } = useText();
  const { recording, materials } = useSession();
  const phase = useRecording((store) => store.phase);
  const problem = useRecording((store) => store.problem);
  const takes = useRecording((store) => store.takes);
  const chosen = useRecording((store) => store.chosen);
  const show = useView((store) => store.open);
  const text = words.voiceText.recorder;
  const unavailable = phase.kind === 'unavailable';

  return (
    <div className="recorder">
      {problem && (
        <Alert {...errorText(problem, words)}>
          {unavailable && (
            <div className="alert-actions">
              <button
                type="button"
                className="button-small"
                onClick={() => void recording.chooseDevice(useRecording.getState().deviceId ?? '')}
              >
                {text.tryAgain}
              </button>
              <button
                type="button"
                className="button-small"
                onClick={() => {
                  show(null);
                  void materials.choose('voice');
                }}
              >
                {text.importInstead}
              </button>
            </div>
          )}
        </Alert>
      )}
      {phase.kind === 'opening' && (
        <p className="working" role="status">
          <span className="working-dot" aria-hidden="true" />
          {text.opening}
        </p>
      )}
      {!unavailable && phase.kind !== 'opening' && phase.kind !== 'closed' && (
        <>
          <DeviceRow />
          <LevelMeter />
          <Controls />
        </>
      )}
      <section aria-label={text.takes}>
        <h3 className="recorder-title">{text.takes}</h3>
        {takes.length === 0 ? (
          <p className="material-detail">{text.noTakes}</p>
        ) : (
          <ol className="takes">
            {takes.toReversed().map((take) => (
              <TakeRow key={take.media.token} take={take} open={take.media.token === chosen} />
            ))}
          </ol>
        )}
      </section>
    </div>
  );
}

/** Which microphone, and how quiet the room is. */
function DeviceRow() {
  const { words, language } = useText();
  const { recording } = useSession();
  const { phase, devices, deviceId, noise } = useRecording();
  const id = useId();
  const text = words.voiceText.recorder;
  const busy = phase.kind !== 'ready';
  const noiseWords = ({ dbfs, verdict }: NoiseFloor): string =>
    dbfs === null ? text.noiseSilent : text.noise[verdict](text.dbfs(formatNumber(dbfs, language, 0)));

  return (
    <div className="recorder-device">
      <label htmlFor={id}>{text.device}</label>
      <select
        id={id}
        className="select"
        value={deviceId ?? ''}
        disabled={busy}
        onChange={({ target }) => void recording.chooseDevice(target.value)}
      >
        {devices.map((device, i) => (
          <option key={device.id} value={device.id}>
            {device.label || text.unnamedDevice(i + 1)}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="button-small"
        disabled={busy}
        onClick={() => void recording.checkNoise()}
      >
        {text.checkNoise}
      </button>
      <p className="recorder-noise" role="status" data-verdict={noise?.verdict}>
        {phase.kind === 'listening' ? text.checkingNoise : noise ? noiseWords(noise) : text.tip}
      </p>
    </div>
  );
}

/** The one large button, the countdown and the clock. */
function Controls() {
  const { words } = useText();
  const { recording } = useSession();
  const { phase, elapsedSec, takes } = useRecording();
  const text = words.voiceText.recorder;
  const counting = phase.kind === 'counting';
  const running = phase.kind === 'recording';
  const label = running
    ? text.stop
    : counting
      ? text.cancelCount
      : takes.length > 0
        ? text.recordAgain
        : text.record;
  const state = counting
    ? text.counting(phase.left)
    : running
      ? text.recording
      : phase.kind === 'finishing'
        ? text.finishing
        : text.ready;

  return (
    <div className="recorder-controls" data-phase={phase.kind}>
      <button
        type="button"
        className="record-button"
        data-running={running || undefined}
        disabled={phase.kind === 'finishing' || phase.kind === 'listening'}
        onClick={() => void (running || counting ? recording.stop() : recording.start())}
      >
        {running || counting ? <StopIcon /> : <RecordIcon />}
        {label}
      </button>
      <p className="recorder-state">
        {counting ? (
          <span className="recorder-count numbers" key={phase.left} aria-hidden="true">
            {phase.left}
          </span>
        ) : (
          <span className="recorder-clock numbers" aria-hidden="true">
            {formatClock(running || phase.kind === 'finishing' ? elapsedSec : 0)}
          </span>
        )}
        <span role="status">{state}</span>
      </p>
    </div>
  );
}
