import { useEffect, useRef, useState } from 'react';
import { usePlayback } from '../../stores/playback.ts';
import { useCompare } from '../../stores/compare.ts';
import { ComparePlayer } from './comparePlayer.ts';
import type { BoardVoice } from './useVoices.ts';

/** What the player could not do: a sound that cannot be fetched or played. */
export type PlayerProblem = 'sound' | null;

/**
 * Plays the voices that are made; the store says which and when.
 * @param onFrame called before every picture of the screen; must stay the same function
 */
export function useComparePlayer(
  voices: readonly BoardVoice[],
  onFrame: (recordedSec: number) => void,
): PlayerProblem {
  const player = useRef<ComparePlayer | null>(null);
  const [problem, setProblem] = useState<PlayerProblem>(null);
  const sampleRateHz = voices.find(({ take }) => take)?.take?.sampleRateHz ?? null;

  useEffect(() => {
    if (sampleRateHz === null) return;
    const opened = new ComparePlayer(sampleRateHz, onFrame);
    player.current = opened;
    return () => {
      opened.close();
      player.current = null;
    };
  }, [sampleRateHz, onFrame]);

  useEffect(() => {
    const made = voices.flatMap(({ id, gainDb, take }) =>
      take ? [{ id, gainDb, url: take.url, timeMap: take.timeMap }] : [],
    );
    const phrases = voices.find(({ take }) => take)?.take?.phrases ?? [];
    player.current
      ?.load(
        made,
        phrases.map(([startSec]) => startSec),
      )
      .then(
        () => setProblem(null),
        () => setProblem('sound'),
      );
  }, [voices, sampleRateHz, onFrame]);

  // One sound at a time: what plays elsewhere in the window rests meanwhile.
  useEffect(
    () =>
      useCompare.subscribe((now, before) => {
        if (now.playing && !before.playing) usePlayback.getState().pause();
      }),
    [],
  );
  useEffect(() => {
    const { setPlaying } = useCompare.getState();
    return usePlayback.subscribe((now, before) => {
      if (now.playing && !before.playing) setPlaying(false);
    });
  }, []);
  return problem;
}
