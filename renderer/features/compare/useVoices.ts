import { useEffect, useMemo } from 'react';
import type { VoiceTake } from '../../../shared/contract/compare.ts';
import type { KotohogiError } from '../../../shared/errors.ts';
import { useSession } from '../../session/session.ts';
import { matchLoudness, type ComparedChoice } from '../../stores/compare.ts';
import { heardEdit } from '../../stores/expression.ts';
import { useProject } from '../../stores/project.ts';
import { takeKey, useTakes } from '../../stores/takes.ts';

/** A voice of the comparison as far as it is made. */
export interface BoardVoice {
  readonly id: string;
  readonly take: VoiceTake | null;
  readonly error: KotohogiError | null;
  /** Brings it to the loudness of the quietest; 0 until it is made. */
  readonly gainDb: number;
  /** What all are brought to; null while none is made. */
  readonly targetLufs: number | null;
}

/** The voices in the order in which they are shown; those that are lacking are made. */
export function useVoices(shown: readonly ComparedChoice[]): readonly BoardVoice[] {
  const { compare } = useSession();
  const token = useProject(({ document }) => document.voice?.token ?? null);
  const takes = useTakes((store) => store.takes);
  const states = useMemo(
    () =>
      shown.map(({ edit }) =>
        token === null ? null : (takes.get(takeKey(token, edit && heardEdit(edit))) ?? null),
      ),
    [shown, token, takes],
  );
  const isMissing = token !== null && states.some((state) => state === null);
  useEffect(() => {
    if (isMissing) void compare.prepare();
  }, [isMissing, compare]);

  return useMemo(() => {
    const found = states.map((state) => (state?.kind === 'ready' ? state.take : null));
    const { targetLufs, gainsDb } = matchLoudness(found.map((take) => take?.measures.lufs ?? null));
    return states.map((state, i) => ({
      id: shown[i].id,
      take: found[i],
      error: state?.kind === 'failed' ? state.error : null,
      gainDb: gainsDb[i],
      targetLufs,
    }));
  }, [shown, states]);
}
