import { useEffect, useRef, useState } from 'react';
import { usePlayback } from '../../stores/playback.ts';
import { usePlayer } from '../../stores/player.ts';
import { useView } from '../../stores/view.ts';
import { useText } from '../../text/useText.ts';
import { PauseIcon, PlayIcon } from '../../ui/icons.tsx';
import { useCurrentTake } from './useCurrentTake.ts';

/** Plays the voice as it is now: with its picture where there is one, else the sound alone. */
export function TakeButton() {
  const { state } = useCurrentTake();
  const isLive = usePlayer(({ phase }) => phase === 'ready' || phase === 'waiting');
  const url = state?.kind === 'ready' ? state.take.url : null;
  return isLive ? <LiveButton /> : <SoundButton key={url} url={url} />;
}

/** The preview on the stage speaks. */
function LiveButton() {
  const { words } = useText();
  const text = words.expression.outcome;
  const playing = usePlayback((store) => store.playing);
  const toggle = usePlayback((store) => store.toggle);
  const setStage = useView((store) => store.setStage);
  return (
    <button
      type="button"
      className="button-round"
      aria-label={playing ? text.stop : text.listen}
      title={playing ? text.stop : text.listen}
      onClick={() => {
        if (!playing) setStage('preview');
        toggle();
      }}
    >
      {playing ? <PauseIcon /> : <PlayIcon />}
    </button>
  );
}

/** After a change it plays the new sound from the beginning. */
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
