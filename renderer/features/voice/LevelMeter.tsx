import { useSession } from '../../session/session.ts';
import { useRecording } from '../../stores/recording.ts';
import { formatNumber } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';

/** The meter begins here; what is softer is as good as nothing. */
const LOWEST_DBFS = -60;
/** From here on it is loud; from here on it may be cut off. */
const LOUD_FROM_DBFS = -15;
const HOT_FROM_DBFS = -6;
const MARKS_DBFS = [-48, -36, -24, -12, -6, 0] as const;

const share = (dbfs: number | null): number =>
  dbfs === null ? 0 : Math.min(1, Math.max(0, 1 - dbfs / LOWEST_DBFS));

/** How loud the microphone is: average as a bar, peaks as a line that stays a moment, and a light for cut-off sound. */
export function LevelMeter() {
  const { words, language } = useText();
  const { recording } = useSession();
  const level = useRecording((store) => store.level);
  const clipped = useRecording((store) => store.clipped);
  const text = words.voiceText.recorder;
  const shown = (dbfs: number | null): string =>
    dbfs === null ? text.silent : text.dbfs(formatNumber(dbfs, language, 0));
  const percent = (dbfs: number | null): string => `${100 * share(dbfs)}%`;

  return (
    <div className="meter">
      <div
        className="meter-scale"
        role="meter"
        aria-label={text.level}
        aria-valuemin={LOWEST_DBFS}
        aria-valuemax={0}
        aria-valuenow={Math.round(level.rmsDbfs ?? LOWEST_DBFS)}
        aria-valuetext={text.levelValue(shown(level.peakDbfs), shown(level.rmsDbfs))}
        style={{
          '--mean': percent(level.rmsDbfs),
          '--peak': percent(level.peakDbfs),
          '--loud': percent(LOUD_FROM_DBFS),
          '--hot': percent(HOT_FROM_DBFS),
        }}
      >
        <div className="meter-peak" />
        <div className="meter-mean" />
        {level.heldPeakDbfs !== null && level.heldPeakDbfs > LOWEST_DBFS && (
          <div className="meter-held" style={{ left: percent(level.heldPeakDbfs) }} />
        )}
        {MARKS_DBFS.map((mark) => (
          <span key={mark} className="meter-mark numbers" style={{ left: percent(mark) }} aria-hidden="true">
            {mark}
          </span>
        ))}
      </div>
      <button
        type="button"
        className="meter-clip"
        data-lit={clipped || undefined}
        disabled={!clipped}
        title={clipped ? text.clippedHint : undefined}
        onClick={recording.dismissClip}
      >
        {text.clipped}
      </button>
      <p className="meter-values numbers" aria-hidden="true">
        <span>
          {text.peak} {shown(level.peakDbfs)}
        </span>
        <span>
          {text.mean} {shown(level.rmsDbfs)}
        </span>
      </p>
    </div>
  );
}
