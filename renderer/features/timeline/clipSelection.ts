/** Clips that are selected, by their names. */
import { shownClips, useClips } from '../../stores/clips.ts';
import { useProject } from '../../stores/project.ts';
import type { VoiceClip } from '../../stores/projectDocument.ts';
import { useTimeline } from '../../stores/timeline.ts';
import { actedUpon } from './actedUpon.ts';

export const selectedClipIds = (clips: readonly VoiceClip[]): ReadonlySet<string> =>
  new Set(actedUpon().flatMap(({ kind, index }) => (kind === 'clip' ? (clips[index]?.id ?? []) : [])));

/** Selects clips among those that are shown now. */
export function selectClips(ids: ReadonlySet<string>): void {
  const clips = shownClips(useProject.getState().document, useClips.getState());
  useTimeline
    .getState()
    .select(clips.flatMap(({ id }, index) => (ids.has(id) ? [{ kind: 'clip' as const, index }] : [])));
}
