import { useEffect, useState } from 'react';
import type { PhotoInspection } from '../../../shared/contract/media.ts';
import { COMPARED_RANGE } from '../../../shared/contract/compareConstants.ts';
import { useSession } from '../../session/session.ts';
import { useCompare } from '../../stores/compare.ts';
import { usePresets } from '../../stores/presets.ts';
import { Board } from './Board.tsx';
import { CandidateGrid } from './CandidateGrid.tsx';

/** Voices side by side on the same face: first which ones, then the comparison itself. */
export function CompareView({ inspection }: { inspection: PhotoInspection }) {
  const { prosody } = useSession();
  const own = usePresets((store) => store.own);
  const enough = useCompare(({ choices }) => choices.length >= COMPARED_RANGE.min);
  const [choosing, setChoosing] = useState(!enough);
  useEffect(() => {
    if (own === null) void prosody.loadPresets();
  }, [own, prosody]);

  return (
    <div className="compare">
      {choosing || !enough ? (
        <CandidateGrid onStart={() => setChoosing(false)} />
      ) : (
        <Board inspection={inspection} onChange={() => setChoosing(true)} />
      )}
    </div>
  );
}
