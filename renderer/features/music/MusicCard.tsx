import { MUSIC_RANGES } from '../../../shared/contract/exportConstants.ts';
import { useSession } from '../../session/session.ts';
import { useProject } from '../../stores/project.ts';
import type { Music } from '../../stores/projectDocument.ts';
import { formatDuration, formatNumber } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { Card } from '../../ui/Card.tsx';
import { DropZone } from '../../ui/DropZone.tsx';
import { Slider } from '../../ui/Slider.tsx';
import { useDropTarget } from '../../ui/useDropTarget.ts';
import { MusicIcon } from '../exports/icons.tsx';
import { MusicPlayer } from './MusicPlayer.tsx';

/** Longer fades and later beginnings are possible on the command line; here they would only coarsen the slider. */
const FADE_MAX_SEC = 10;
const START_MAX_SEC = 300;

/** The music under the voice: choose it, hear it, settle how it lies there. */
export function MusicCard() {
  const { words } = useText();
  const { exports } = useSession();
  const music = useProject(({ document }) => document.music);
  const edit = useProject((store) => store.edit);
  const drop = useDropTarget(([file]) => void exports.dropMusic(file));
  const text = words.music;

  return (
    <Card
      id="music-card"
      title={text.title}
      icon={<MusicIcon />}
      drop={drop}
      action={
        music && (
          <button type="button" className="button-quiet" onClick={() => void exports.chooseMusic()}>
            {text.replace}
          </button>
        )
      }
    >
      {music ? (
        <>
          <MusicPlayer key={music.media.token} music={music} />
          <MusicSettings music={music} />
          <button
            type="button"
            className="button-quiet music-remove"
            onClick={() => edit((document) => ({ ...document, music: null }))}
          >
            {text.remove}
          </button>
        </>
      ) : (
        <DropZone
          label={text.dropHere}
          action={text.choose}
          note={text.formats}
          onChoose={() => void exports.chooseMusic()}
        />
      )}
      <p className="material-detail">{text.note}</p>
    </Card>
  );
}

function MusicSettings({ music }: { music: Music }) {
  const { words, language } = useText();
  const edit = useProject((store) => store.edit);
  const text = words.music;
  const set = (change: Partial<Music>, merge?: string): void =>
    edit(
      (document) => (document.music ? { ...document, music: { ...document.music, ...change } } : document),
      merge === undefined ? {} : { merge: `music-${merge}` },
    );
  const decibels = (value: number): string => text.decibels(formatNumber(value, language));
  const seconds = (value: number): string => formatDuration(value, language);
  const startMaxSec = Math.max(START_MAX_SEC, music.startSec);

  return (
    <>
      <Slider
        label={text.gain}
        {...MUSIC_RANGES.gainDb}
        step={1}
        value={music.gainDb}
        shown={decibels(music.gainDb)}
        onChange={(gainDb) => set({ gainDb }, 'gain')}
      />
      <Slider
        label={text.duck}
        hint={text.duckHint}
        {...MUSIC_RANGES.duckDb}
        step={1}
        value={music.duckDb}
        shown={music.duckDb === 0 ? text.noDuck : decibels(music.duckDb)}
        onChange={(duckDb) => set({ duckDb }, 'duck')}
      />
      <Slider
        label={text.start}
        min={0}
        max={startMaxSec}
        step={0.5}
        value={music.startSec}
        shown={seconds(music.startSec)}
        onChange={(startSec) => set({ startSec }, 'start')}
      />
      <Slider
        label={text.fadeIn}
        min={0}
        max={Math.max(FADE_MAX_SEC, music.fadeInSec)}
        step={0.5}
        value={music.fadeInSec}
        shown={seconds(music.fadeInSec)}
        onChange={(fadeInSec) => set({ fadeInSec }, 'fadeIn')}
      />
      <Slider
        label={text.fadeOut}
        min={0}
        max={Math.max(FADE_MAX_SEC, music.fadeOutSec)}
        step={0.5}
        value={music.fadeOutSec}
        shown={seconds(music.fadeOutSec)}
        onChange={(fadeOutSec) => set({ fadeOutSec }, 'fadeOut')}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={music.loop}
          onChange={({ target }) => set({ loop: target.checked })}
        />
        <span>{text.loop}</span>
      </label>
    </>
  );
}
