import { TrimWave } from '../../audio/TrimWave.tsx';
import { useStretchPlayer } from '../../audio/useStretchPlayer.ts';
import { isTakeInUse } from '../../session/recording.ts';
import { useSession } from '../../session/session.ts';
import { useProject } from '../../stores/project.ts';
import type { HeldTake } from '../../stores/recording.ts';
import { formatDuration, formatNumber } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { PauseIcon, PlayIcon } from '../../ui/icons.tsx';
import { BinIcon } from './icons.tsx';

/** Nearer to full scale than this, samples were most likely cut off. */
const TOO_LOUD_DBFS = -0.1;
const TOO_QUIET_DBFS = -36;

/** One take: listen to it, choose a stretch of it, use it. */
export function TakeRow({ take, open }: { take: HeldTake; open: boolean }) {
  const { words, language } = useText();
  const { recording } = useSession();
  const hasVoice = useProject(({ document }) => document.voice !== null);
  const { media, number, durationSec, peaks, peakDbfs, inSec, outSec, recovered } = take;
  const { token } = media;
  const player = useStretchPlayer(media.url, inSec, outSec);
  const text = words.voiceText.recorder;
  const inUse = isTakeInUse(token);
  const whole = inSec === 0 && outSec === durationSec;
  const peak = peakDbfs === null ? text.silent : text.dbfs(formatNumber(peakDbfs, language, 0));

  return (
    <li className="take" data-open={open || undefined}>
      <div className="take-head">
        <button
          type="button"
          className="button-round"
          aria-label={`${player.playing ? words.voice.pause : words.voice.play}: ${text.take(number)}`}
          onClick={() => {
            recording.chooseTake(token);
            player.toggle();
          }}
        >
          {player.playing ? <PauseIcon /> : <PlayIcon />}
        </button>
        <button
          type="button"
          className="take-name"
          aria-expanded={open}
          onClick={() => recording.chooseTake(open ? null : token)}
        >
          <span className="take-title">
            {text.take(number)}
            {recovered && <span className="tag">{text.recovered}</span>}
          </span>
          <span className="material-detail numbers">
            {text.takeFacts(formatDuration(durationSec, language), peak)}
          </span>
        </button>
        <button
          type="button"
          className="button-icon"
          aria-label={text.remove(number)}
          title={inUse ? text.inUse : undefined}
          disabled={inUse}
          onClick={() => void recording.deleteTake(token)}
        >
          <BinIcon />
        </button>
      </div>
      {open && (
        <div className="take-body">
          {peakDbfs !== null && peakDbfs >= TOO_LOUD_DBFS && <p className="take-note">{text.tooLoud}</p>}
          {(peakDbfs === null || peakDbfs < TOO_QUIET_DBFS) && <p className="take-note">{text.tooQuiet}</p>}
          <TrimWave
            peaks={peaks}
            durationSec={durationSec}
            inSec={inSec}
            outSec={outSec}
            positionSec={player.positionSec}
            startLabel={words.voiceText.trim.start}
            endLabel={words.voiceText.trim.end}
            onChange={(from, to) => recording.trimTake(token, from, to)}
          />
          <div className="dialog-row">
            {hasVoice && (
              <button type="button" className="button-plain" onClick={() => void recording.appendTake(token)}>
                {text.append}
              </button>
            )}
            <span className="dialog-space" />
            <button type="button" className="button-primary" onClick={() => void recording.useTake(token)}>
              {whole ? text.use : text.usePart(formatDuration(outSec - inSec, language))}
            </button>
          </div>
        </div>
      )}
    </li>
  );
}
