/**
 * The player hears a voice that was made a moment ago; the timeline shows it as the edits say now. Both meet in the
 * time of the recording.
 */
import { toAdjusted, toOriginal } from '../../../shared/prosody/timeMap.ts';
import { heardAt, recordedAt, type TimePairs } from '../../stores/playback.ts';
import type { Scene } from './scene.ts';

interface Player {
  readonly positionSec: number;
  readonly timeMap: TimePairs;
  readonly durationSec: number;
}

/** The playhead in times of the timeline; null while no voice is ready to be heard. */
export const inTimeline = ({ timeMap }: Pick<Scene, 'timeMap'>, player: Player): number | null =>
  player.durationSec === 0 ? null : toAdjusted(timeMap, recordedAt(player.timeMap, player.positionSec));

/** A moment of the timeline in times of the player. */
export const heardInPlayer = (
  { timeMap }: Pick<Scene, 'timeMap'>,
  { timeMap: pairs }: Pick<Player, 'timeMap'>,
  timelineSec: number,
): number => heardAt(pairs, toOriginal(timeMap, timelineSec));
