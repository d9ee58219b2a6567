import { useEffect } from 'react';
import { useSession } from '../../session/session.ts';
import { heardEdit } from '../../stores/expression.ts';
import { useProject } from '../../stores/project.ts';
import { useTake, type TakeState } from '../../stores/takes.ts';

/** Longer than the steps of a slider that is pushed: the result is worked out when the hand rests. */
const REST_MS = 350;

export interface CurrentTake {
  readonly state: TakeState | null;
  /** Nothing is changed of the voice. */
  readonly isRecorded: boolean;
}

/** The project's voice as it sounds now, as far as that is known. */
export function useCurrentTake(): CurrentTake {
  const token = useProject(({ document }) => document.voice?.token ?? null);
  const edit = useProject(({ document }) => document.prosody);
  const heard = heardEdit(edit);
  return { state: useTake(token, heard), isRecorded: heard === null };
}

/** Works the voice out anew whenever it has changed and the hand rests; for one place at a time. */
export function useTakeAtRest(): void {
  const { prosody } = useSession();
  const token = useProject(({ document }) => document.voice?.token ?? null);
  const edit = useProject(({ document }) => document.prosody);
  const isMissing = useTake(token, heardEdit(edit)) === null;
  useEffect(() => {
    if (token === null || !isMissing) return;
    const timer = setTimeout(() => void prosody.take(edit, true), REST_MS);
    return () => clearTimeout(timer);
  }, [token, edit, isMissing, prosody]);
}
