import { usePlayback, type PlaybackQuality } from '../../stores/playback.ts';
import { usePlayer } from '../../stores/player.ts';
import { formatClock, formatNumber } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { Choices } from '../../ui/Choices.tsx';
import { PauseIcon, PlayIcon } from '../../ui/icons.tsx';
import { FrameBackIcon, FrameOnIcon, RepeatIcon, SoundOffIcon, SoundOnIcon, ToStartIcon } from './icons.tsx';

const QUALITIES: readonly PlaybackQuality[] = ['draft', 'full'];

/** Playing, stepping, seeking; repeat, volume and quality. */
export function TransportBar() {
  const { words, language } = useText();
  const text = words.player;
  const playback = usePlayback();
  const { phase, settled } = usePlayer();
  const { playing, positionSec, durationSec, fps, loop, volume, quality } = playback;
  const isReady = durationSec > 0 && phase !== 'failed';
  const repeatsAll = loop !== null;

  return (
    <div className="player-bar" role="group" aria-label={text.transport}>
      <div className="player-buttons">
        <button
          type="button"
          className="button-icon"
          aria-label={text.stop}
          title={text.stop}
          disabled={!isReady}
          onClick={playback.stop}
        >
          <ToStartIcon />
        </button>
        <button
          type="button"
          className="button-icon"
          aria-label={text.back}
          title={text.back}
          disabled={!isReady}
          onClick={() => playback.step(-1)}
        >
          <FrameBackIcon />
        </button>
        <button
          type="button"
          className="button-round"
          aria-label={playing ? text.pause : text.play}
          title={playing ? text.pause : text.play}
          disabled={!isReady}
          onClick={playback.toggle}
        >
          {playing ? <PauseIcon /> : <PlayIcon />}
        </button>
        <button
          type="button"
          className="button-icon"
          aria-label={text.forward}
          title={text.forward}
          disabled={!isReady}
          onClick={() => playback.step(1)}
        >
          <FrameOnIcon />
        </button>
        <button
          type="button"
          className="button-icon"
          aria-label={text.repeat}
          title={text.repeatHint}
          aria-pressed={repeatsAll}
          disabled={!isReady}
          onClick={() => playback.setLoop(repeatsAll ? null : { startSec: 0, endSec: durationSec })}
        >
          <RepeatIcon />
        </button>
      </div>
      <p className="player-clock numbers" title={text.frameRate(formatNumber(fps, language))}>
        <span>
          {formatClock(positionSec)}
          <span className="player-total"> / {formatClock(durationSec)}</span>
        </span>
        {isReady && !settled && <span className="player-rate">{text.unsettled}</span>}
      </p>
      <input
        type="range"
        className="player-seek"
        aria-label={text.position}
        aria-valuetext={text.positionText(formatClock(positionSec), formatClock(durationSec))}
        min={0}
        max={Math.max(durationSec, 0.001)}
        step={1 / fps}
        value={Math.min(positionSec, durationSec)}
        disabled={!isReady}
        style={{ '--played': durationSec > 0 ? positionSec / durationSec : 0 }}
        onPointerDown={() => playback.setScrubbing(true)}
        onPointerUp={() => playback.setScrubbing(false)}
        onPointerCancel={() => playback.setScrubbing(false)}
        onChange={(event) => playback.seek(event.target.valueAsNumber)}
      />
      <div className="player-rest">
        <button
          type="button"
          className="button-icon"
          aria-label={volume === 0 ? text.unmute : text.mute}
          title={volume === 0 ? text.unmute : text.mute}
          onClick={() => playback.setVolume(volume === 0 ? 1 : 0)}
        >
          {volume === 0 ? <SoundOffIcon /> : <SoundOnIcon />}
        </button>
        <input
          type="range"
          className="player-volume"
          aria-label={text.volume}
          min={0}
          max={1}
          step={0.05}
          value={volume}
          style={{ '--played': volume }}
          onChange={(event) => playback.setVolume(event.target.valueAsNumber)}
        />
        <Choices
          legend={text.quality}
          hideLegend
          look="bar"
          value={quality}
          onChoose={playback.setQuality}
          choices={QUALITIES.map((value) => ({
            value,
            label: text.qualities[value],
            hint: text.qualityHints[value],
          }))}
        />
      </div>
    </div>
  );
}
