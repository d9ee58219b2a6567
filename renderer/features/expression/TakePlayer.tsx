import { useEffect, useRef, useState } from 'react';
import { formatClock } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { PauseIcon, PlayIcon } from '../../ui/icons.tsx';

/** Plays the voice as it is now. */
export function TakePlayer({ url }: { url: string }) {
  const { words } = useText();
  const text = words.expression.outcome;
  const sound = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState<readonly [sec: number, durationSec: number]>([0, 0]);
  const [playable, setPlayable] = useState(true);
  useEffect(() => {
    const element = sound.current;
    return () => element?.pause();
  }, []);

  const toggle = (): void => {
    const element = sound.current;
    if (!element) return;
    if (element.paused) void element.play().catch(() => setPlayable(false));
    else element.pause();
  };
  return (
    <div className="take">
      <button type="button" className="button-plain take-button" onClick={toggle}>
        {playing ? <PauseIcon /> : <PlayIcon />}
        {playing ? text.stop : text.listen}
      </button>
      <span className="numbers take-clock">
        {formatClock(at[0])} / {formatClock(at[1])}
      </span>
      <audio
        ref={sound}
        src={url}
        preload="metadata"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setPlaying(false)}
        onTimeUpdate={({ currentTarget }) => setAt([currentTarget.currentTime, currentTarget.duration])}
        onLoadedMetadata={({ currentTarget }) => setAt([0, currentTarget.duration])}
        onError={() => setPlayable(false)}
      />
      {!playable && <p className="outcome-note">{text.cannotPlay}</p>}
    </div>
  );
}
