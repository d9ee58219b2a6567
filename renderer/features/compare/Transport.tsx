import { useSession } from '../../session/session.ts';
import { isHidden, useCompare } from '../../stores/compare.ts';
import { usePresets } from '../../stores/presets.ts';
import { formatClock, formatNumber } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { PauseIcon, PlayIcon, WarningIcon } from '../../ui/icons.tsx';
import { choiceName } from './candidates.ts';
import { BlindIcon, RepeatIcon } from './icons.tsx';
import type { PlayerProblem } from './useComparePlayer.ts';
import type { BoardVoice } from './useVoices.ts';

export interface TransportProps {
  readonly voices: readonly BoardVoice[];
  readonly problem: PlayerProblem | 'picture';
  /** Back to the choice of voices. */
  readonly onChange: () => void;
}

/** Playing, switching, hiding names, and writing the comparison to files. */
export function Transport({ voices, problem, onChange }: TransportProps) {
  const { words, language } = useText();
  const { compare } = useSession();
  const text = words.compare;
  const { playing, recordedSec, loops, blind, written, setPlaying, setLoops, swap, startBlind, endBlind } =
    useCompare();
  const own = usePresets((store) => store.own);
  const hidden = isHidden(blind);
  const ready = voices.some(({ take }) => take);
  const durationSec = voices.find(({ take }) => take)?.take?.recorded.durationSec ?? 0;
  const { targetLufs } = voices[0];

  return (
    <div className="transport">
      <button
        type="button"
        className="button-round"
        aria-label={playing ? text.pause : text.play}
        disabled={!ready}
        onClick={() => setPlaying(!playing)}
      >
        {playing ? <PauseIcon /> : <PlayIcon />}
      </button>
      <span className="transport-clock numbers">
        {formatClock(recordedSec)} / {formatClock(durationSec)}
      </span>
      <button type="button" className="button-bar" title={text.swapHint} onClick={swap}>
        {text.swap}
      </button>
      <button
        type="button"
        className="button-bar button-toggle"
        aria-pressed={loops}
        onClick={() => setLoops(!loops)}
      >
        <RepeatIcon />
        {text.loops}
      </button>
      {problem !== null ? (
        <p className="transport-problem" role="alert">
          <WarningIcon />
          {problem === 'sound' ? text.soundProblem : text.pictureProblem}
        </p>
      ) : (
        targetLufs !== null && (
          <p className="transport-matched numbers" title={text.matchedHint}>
            {text.matched(words.expression.outcome.lufs(formatNumber(targetLufs, language, 1)))}
          </p>
        )
      )}
      <span className="transport-rest">
        {blind && !hidden && (
          <button type="button" className="button-bar" onClick={() => startBlind(blind.seed + 1)}>
            {text.again}
          </button>
        )}
        <button
          type="button"
          className="button-bar button-toggle"
          aria-pressed={hidden}
          title={text.blindHint}
          onClick={() => (hidden ? endBlind() : startBlind(Date.now() % 0x7fffffff))}
        >
          <BlindIcon />
          {hidden ? text.endBlind : text.blind}
        </button>
        {!hidden && (
          <button
            type="button"
            className="button-bar"
            title={text.writeHint}
            disabled={written?.state === 'running'}
            onClick={() => void compare.write((choice) => choiceName(choice, own ?? []), text.folderName)}
          >
            {text.write}
          </button>
        )}
        <button type="button" className="button-bar" onClick={onChange}>
          {text.change}
        </button>
      </span>
    </div>
  );
}
