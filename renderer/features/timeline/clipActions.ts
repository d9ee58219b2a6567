/** What keys and buttons do to clips. What changes is asked for; the session has it put together. */
import { clipEndSec, moveClips, pasteClips, removeClip, splitClip } from '../../../shared/timeline/clips.ts';
import { toOriginal } from '../../../shared/prosody/timeMap.ts';
import { clipsOf, useClips } from '../../stores/clips.ts';
import { usePlayback } from '../../stores/playback.ts';
import type { VoiceClip } from '../../stores/projectDocument.ts';
import { useTimeline } from '../../stores/timeline.ts';
import { selectClips, selectedClipIds } from './clipSelection.ts';
import { inTimeline } from './playheadTimes.ts';
import type { Scene } from './scene.ts';

/** The clips that an action begins from: a voice that was never cut is one. */
const clipsIn = ({ clips, document, facts }: Scene): readonly VoiceClip[] =>
  clips.length > 0 ? clips : clipsOf(document, facts.durationSec);

const selectedIn = (clips: readonly VoiceClip[]): readonly VoiceClip[] => {
  const ids = selectedClipIds(clips);
  return clips.filter(({ id }) => ids.has(id));
};

/** The playhead in times of the voice as it was recorded; null while nothing can be heard. */
function playheadSec(scene: Scene): number | null {
  const sec = inTimeline(scene, usePlayback.getState());
  return sec === null ? null : toOriginal(scene.timeMap, sec);
}

/** Cuts the clip under the playhead in two; the second part is selected. Nothing happens at its very ends. */
export function splitAtPlayhead(scene: Scene): void {
  const atSec = playheadSec(scene);
  if (atSec === null) return;
  const clips = clipsIn(scene);
  const under = clips.find((clip) => clip.startSec <= atSec && clipEndSec(clip) > atSec);
  const newId = crypto.randomUUID();
  const cut = under ? splitClip(clips, under.id, atSec, newId) : clips;
  if (cut.length === clips.length) return;
  useClips.getState().want(cut);
  selectClips(new Set([newId]));
}

/** Removes the selected clips, unless nothing would be left. @param ripple what lies behind closes the gap */
export function removeClips({ clips }: Scene, ripple: boolean): void {
  const ids = selectedClipIds(clips);
  if (ids.size === 0 || ids.size === clips.length) return;
  const first = clips.findIndex(({ id }) => ids.has(id));
  const rest = [...ids].reduce((left: readonly VoiceClip[], id) => removeClip(left, id, { ripple }), clips);
  useClips.getState().want(rest);
  // The keyboard goes on with what came next.
  useTimeline.getState().select([], { kind: 'clip', index: Math.min(first, rest.length - 1) });
}

/** Moves the selected clips; presses in a row are one step. */
export function nudgeClips({ clips }: Scene, bySec: number): void {
  useClips.getState().want(moveClips(clips, selectedClipIds(clips), bySec), true);
}

export function copyClips({ clips }: Scene): void {
  const copiedClips = selectedIn(clips);
  if (copiedClips.length > 0) useTimeline.setState({ copied: null, copiedClips });
}

function put(clips: readonly VoiceClip[], copies: readonly VoiceClip[], atSec: number): void {
  const fresh = copies.map((clip) => ({ ...clip, id: crypto.randomUUID() }));
  useClips.getState().want(pasteClips(clips, fresh, atSec, crypto.randomUUID()));
  selectClips(new Set(fresh.map(({ id }) => id)));
}

/** Puts what was copied to the playhead; what lies there is cut and makes room. */
export function pasteAtPlayhead(scene: Scene): void {
  const { copiedClips } = useTimeline.getState();
  const atSec = playheadSec(scene);
  const clips = clipsIn(scene);
  if (copiedClips.length > 0 && atSec !== null && clips.length > 0) put(clips, copiedClips, atSec);
}

/** The selected clips once more, right behind them. */
export function duplicateClips({ clips }: Scene): void {
  const copies = selectedIn(clips);
  const last = copies.at(-1);
  if (last) put(clips, copies, clipEndSec(last));
}
