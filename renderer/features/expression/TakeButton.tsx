import { useEffect, useRef, useState } from 'react';
import { useText } from '../../text/useText.ts';
import { PauseIcon, PlayIcon } from '../../ui/icons.tsx';
import { useCurrentTake } from './useCurrentTake.ts';

/** Plays the voice as it is now; after a change it plays the new one from the beginning. */
export function TakeButton() {
  const { state } = useCurrentTake();
  const url = state?.kind === 'ready' ? state.take.url : null;
  return <SoundButton key={url} url={url} />;
}

function SoundButton({ url }: { url: string | null }) {
  const { words } = useText();
  const text = words.expression.outcome;
  const sound = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [playable, setPlayable] = useState(true);
  useEffect(() => {
    const element = sound.current;
    return () => element?.pause();
  }, []);

  const toggle = (): void => {
    const element = sound.current;
    if (!element) return;
    if (element.paused) void element.play().catch(() => setPlayable(false));
    else {
      element.pause();
      element.currentTime = 0;
    }
  };
  return (
    <>
      <button
        type="button"
        className="button-round"
        aria-label={playing ? text.stop : text.listen}
        title={playable ? (playing ? text.stop : text.listen) : text.cannotPlay}
        disabled={url === null || !playable}
        onClick={toggle}
      >
        {playing ? <PauseIcon /> : <PlayIcon />}
      </button>
      {url !== null && (
        <audio
          ref={sound}
          src={url}
          preload="auto"
          onPlay={() => setPlaying(true)}
          onPause={() => setPlaying(false)}
          onEnded={() => setPlaying(false)}
          onError={() => setPlayable(false)}
        />
      )}
    </>
  );
}
