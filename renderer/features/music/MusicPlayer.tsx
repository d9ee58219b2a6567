import { useEffect, useRef, useState } from 'react';
import { usePlayback } from '../../stores/playback.ts';
import type { Music } from '../../stores/projectDocument.ts';
import { formatClock } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { PauseIcon, PlayIcon } from '../../ui/icons.tsx';

/** Plays the music as loud as it will be where nobody speaks; players cannot be louder than the file itself. */
const volumeOf = ({ gainDb }: Music): number => Math.min(1, 10 ** (gainDb / 20));

/** Hears the music from where the video begins in it. */
export function MusicPlayer({ music }: { music: Music }) {
  const { words } = useText();
  const text = words.music;
  const player = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [atSec, setAtSec] = useState(0);
  const [durationSec, setDurationSec] = useState(0);
  const [broken, setBroken] = useState(false);
  const { startSec } = music;
  const isPreviewPlaying = usePlayback((store) => store.playing);
  useEffect(() => {
    if (player.current) player.current.volume = volumeOf(music);
  }, [music]);
  // The preview plays the same music: nobody hears it twice.
  useEffect(() => {
    if (isPreviewPlaying) player.current?.pause();
  }, [isPreviewPlaying]);

  function toggle(): void {
    const audio = player.current;
    if (!audio) return;
    if (playing) {
      audio.pause();
      return;
    }
    usePlayback.getState().pause();
    audio.currentTime = startSec;
    audio.play().catch(() => setBroken(true));
  }

  return (
    <div className="music-player">
      <audio
        ref={player}
        src={music.media.url}
        loop={music.loop}
        preload="metadata"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onTimeUpdate={({ currentTarget }) => setAtSec(currentTarget.currentTime)}
        onLoadedMetadata={({ currentTarget }) => setDurationSec(currentTarget.duration)}
        onError={() => setBroken(true)}
      />
      <button
        type="button"
        className="button-round"
        aria-label={playing ? text.pause : text.listen}
        disabled={broken}
        onClick={toggle}
      >
        {playing ? <PauseIcon /> : <PlayIcon />}
      </button>
      <span className="music-name">{music.media.name}</span>
      <span className="music-clock numbers">
        {durationSec > 0 && Number.isFinite(durationSec)
          ? `${formatClock(playing ? atSec : startSec)} / ${formatClock(durationSec)}`
          : ''}
      </span>
      {broken && <p className="material-detail music-broken">{text.cannotPlay}</p>}
    </div>
  );
}
