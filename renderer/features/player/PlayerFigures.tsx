import { usePlayer } from '../../stores/player.ts';
import { formatNumber } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';

/** What was measured while playing, for those who want to know. */
export function PlayerFigures() {
  const { words, language } = useText();
  const { figures } = words.player;
  const { statistics, size, lipsync, device } = usePlayer();
  const { firstFrameMs, shown, due, late, missing, doubled, mostDriftSec, longestPauseMs } = statistics;
  const milliseconds = (ms: number): string => figures.milliseconds(formatNumber(ms, language));
  const rows: readonly (readonly [name: string, value: string])[] = [
    [figures.firstFrame, firstFrameMs === null ? figures.notMeasured : milliseconds(firstFrameMs)],
    [figures.shown, `${formatNumber(shown, language)} / ${formatNumber(due, language)}`],
    [figures.late, formatNumber(late, language)],
    [figures.missing, formatNumber(missing, language)],
    [figures.doubled, formatNumber(doubled, language)],
    [figures.drift, milliseconds(1000 * mostDriftSec)],
    [figures.pause, milliseconds(longestPauseMs)],
    [figures.drawnBy, `${lipsync ?? ''} ${device ?? ''} ${size ? `${size.widthPx}x${size.heightPx}` : ''}`],
  ];
  return (
    <dl className="player-figures numbers" aria-label={words.player.statistics}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
