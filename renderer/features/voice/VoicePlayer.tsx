import { useRef, useState, type KeyboardEvent } from 'react';
import type { MediaRef, VoiceAnalysis } from '../../../shared/contract/media.ts';
import { Waveform, type WaveformHandle } from '../../audio/Waveform.tsx';
import { formatClock, formatDuration } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { PauseIcon, PlayIcon } from '../../ui/icons.tsx';

/** One press of an arrow key, in seconds; with Shift. */
const STEP_SEC = 1;
const LEAP_SEC = 5;

/** Seconds to move by for a key, or null when the key is not for moving. */
export function seekStep(key: string, leap: boolean): number | null {
  const step = leap ? LEAP_SEC : STEP_SEC;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return step;
    case 'ArrowLeft':
    case 'ArrowDown':
      return -step;
    case 'Home':
      return -Infinity;
    case 'End':
      return Infinity;
    default:
      return null;
  }
}

/** The waveform with its play button and its clock. */
export function VoicePlayer({ voice, analysis }: { voice: MediaRef; analysis: VoiceAnalysis }) {
  const { words, language } = useText();
  const text = words.voice;
  const wave = useRef<WaveformHandle>(null);
  const [playing, setPlaying] = useState(false);
  const [sec, setSec] = useState(0);
  const [playable, setPlayable] = useState(true);
  const { durationSec, peaks, speechSec } = analysis;

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = seekStep(event.key, event.shiftKey);
    if (step === null) return;
    event.preventDefault();
    wave.current?.seekBy(step);
  };

  return (
    <div className="voice">
      <div className="voice-row">
        <button
          type="button"
          className="button-round"
          aria-label={playing ? text.pause : text.play}
          disabled={!playable}
          onClick={() => wave.current?.playPause()}
        >
          {playing ? <PauseIcon /> : <PlayIcon />}
        </button>
        <div
          className="voice-wave"
          role="slider"
          tabIndex={0}
          aria-label={text.position}
          aria-valuemin={0}
          aria-valuemax={Math.round(durationSec * 10) / 10}
          aria-valuenow={Math.round(sec * 10) / 10}
          aria-valuetext={`${formatClock(sec)} / ${formatClock(durationSec)}`}
          onKeyDown={onKeyDown}
        >
          <Waveform
            ref={wave}
            url={voice.url}
            peaks={peaks}
            durationSec={durationSec}
            onPlaying={setPlaying}
            onTime={setSec}
            onUnplayable={() => setPlayable(false)}
          />
        </div>
      </div>
      <div className="voice-facts">
        <p className="material-name selectable" dir="auto" title={voice.name}>
          {voice.name}
        </p>
        <p className="material-detail numbers">
          {formatClock(sec)} / {formatClock(durationSec)}
        </p>
      </div>
      {speechSec > 0 && <p className="material-good">{text.speech(formatDuration(speechSec, language))}</p>}
      {!playable && <p className="material-detail">{text.cannotPlay}</p>}
    </div>
  );
}
