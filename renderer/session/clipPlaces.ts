/** What is selected and where the playhead is, while clips come and go under them. */
import { shownClips, useClips } from '../stores/clips.ts';
import { usePlayback, type LoopRegion } from '../stores/playback.ts';
import { useProject } from '../stores/project.ts';
import type { ProjectDocument, VoiceClip } from '../stores/projectDocument.ts';
import { useTimeline, type ItemRef } from '../stores/timeline.ts';

const soundsOf = ({ voice, clips }: ProjectDocument): ReadonlySet<string | undefined> =>
  new Set([voice?.token, ...clips.map(({ media }) => media.token)]);

/** Whether two documents have the same voice, put together in another way. */
export function areRearranged(a: ProjectDocument, b: ProjectDocument): boolean {
  if (!a.voice || !b.voice) return false;
  const sounds = soundsOf(a);
  return [...soundsOf(b)].some((token) => sounds.has(token));
}

/** Selected clips stay selected by their names. @returns a function that ends it */
export function keepSelection(): () => void {
  const shownNow = (): readonly VoiceClip[] =>
    shownClips(useProject.getState().document, useClips.getState());
  let shown = shownNow();

  function follow(): void {
    const before = shown;
    shown = shownNow();
    const { selection, focus } = useTimeline.getState();
    if (shown === before || ![...selection, focus].some((item) => item?.kind === 'clip')) return;
    const moved = (item: ItemRef): readonly ItemRef[] => {
      if (item.kind !== 'clip') return [item];
      const index = shown.findIndex(({ id }) => id === before[item.index]?.id);
      return index < 0 ? [] : [{ kind: 'clip', index }];
    };
    useTimeline.setState({
      selection: selection.flatMap(moved),
      focus: focus && (moved(focus)[0] ?? null),
    });
  }
  const stops = [useProject.subscribe(follow), useClips.subscribe(follow)];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * The preview opens anew for every voice, and its playhead would begin at the start: after clips have been rearranged
 * it goes on where it was, and the same stretch is looped. Begun before the player follows the project. @returns a function that ends it
 */
export function keepPlayhead(): () => void {
  let kept: { readonly positionSec: number; readonly loop: LoopRegion | null } | null = null;
  const stops = [
    useProject.subscribe(({ document }, { document: was }) => {
      if (document.voice?.token === was.voice?.token) return;
      const { positionSec, loop, durationSec } = usePlayback.getState();
      if (!areRearranged(was, document)) kept = null;
      else if (durationSec > 0) kept = { positionSec, loop };
    }),
    usePlayback.subscribe((now, before) => {
      if (!kept || now.durationSec === 0 || before.durationSec > 0) return;
      const { positionSec, loop } = kept;
      kept = null;
      if (loop && loop.endSec <= now.durationSec) now.setLoop(loop);
      now.seek(positionSec);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
