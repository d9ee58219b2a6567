/**
 * Clips: stretches of sound files at their places in the voice. Pure functions from one list to the next; every list
 * is in the order of its places and no two clips overlap. With `ripple`, what lies behind a change moves along.
 */

/** A stretch of a sound file at its place. Times in seconds; `outSec` after `inSec`. */
export interface ClipSpan {
  readonly id: string;
  /** The stretch, in seconds of the file. */
  readonly inSec: number;
  readonly outSec: number;
  /** Where it begins in the voice. */
  readonly startSec: number;
}

export interface ClipEditOptions {
  readonly ripple: boolean;
}

/** Shorter than this nothing is heard of a clip but a click. */
export const CLIP_MIN_SEC = 0.05;

export const clipEndSec = ({ startSec, inSec, outSec }: Omit<ClipSpan, 'id'>): number =>
  startSec + (outSec - inSec);

/** Length of the voice that the clips make, silence in front and between them included. */
export const clipsDurationSec = (clips: readonly ClipSpan[]): number =>
  clips.reduce((end, clip) => Math.max(end, clipEndSec(clip)), 0);

export const inOrder = <Clip extends ClipSpan>(clips: readonly Clip[]): readonly Clip[] =>
  [...clips].sort((a, b) => a.startSec - b.startSec);

/** Sums of times miss each other by rounding: what begins this little too early begins here. */
const ROUNDING_SEC = 1e-9;

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

/** Moves everything that begins at a moment or later; nothing moves in front of the beginning. */
const shiftedFrom = <Clip extends ClipSpan>(
  clips: readonly Clip[],
  fromSec: number,
  bySec: number,
): readonly Clip[] =>
  clips.map((clip) =>
    clip.startSec >= fromSec - ROUNDING_SEC
      ? { ...clip, startSec: Math.max(0, clip.startSec + bySec) }
      : clip,
  );

/**
 * Cuts a clip in two at a moment of the voice. Nothing is heard of it, and nothing happens where either part would be
 * shorter than {@link CLIP_MIN_SEC}.
 * @param newId id of the second part
 */
export function splitClip<Clip extends ClipSpan>(
  clips: readonly Clip[],
  id: string,
  atSec: number,
  newId: string,
): readonly Clip[] {
  return clips.flatMap((clip) => {
    const cutSec = clip.inSec + (atSec - clip.startSec);
    if (clip.id !== id || cutSec < clip.inSec + CLIP_MIN_SEC || cutSec > clip.outSec - CLIP_MIN_SEC)
      return [clip];
    return [
      { ...clip, outSec: cutSec },
      { ...clip, id: newId, inSec: cutSec, startSec: atSec },
    ];
  });
}

/**
 * Moves one end of a clip to a moment of the voice: the sound stays where it is, more or less of it is heard. Without
 * ripple an end stops at its neighbour; with ripple a trimmed beginning pulls the rest after it.
 * @param fileSec length of the clip's file
 */
export function trimClip<Clip extends ClipSpan>(
  clips: readonly Clip[],
  id: string,
  edge: 'in' | 'out',
  toSec: number,
  fileSec: number,
  { ripple }: ClipEditOptions = { ripple: false },
): readonly Clip[] {
  const ordered = inOrder(clips);
  const index = ordered.findIndex((clip) => clip.id === id);
  if (index < 0) return clips;
  const clip = ordered[index];
  const end = clipEndSec(clip);
  if (edge === 'out') {
    const next = ordered.at(index + 1)?.startSec ?? Infinity;
    const limit = ripple ? Infinity : next - clip.startSec + clip.inSec;
    const outSec = clamp(
      clip.inSec + (toSec - clip.startSec),
      clip.inSec + CLIP_MIN_SEC,
      Math.min(fileSec, limit),
    );
    const trimmed = ordered.with(index, { ...clip, outSec });
    return ripple ? shiftedFrom(trimmed, end, outSec - clip.outSec) : trimmed;
  }
  const previousEnd = index > 0 ? clipEndSec(ordered[index - 1]) : 0;
  const least = ripple ? 0 : Math.max(0, clip.inSec - (clip.startSec - previousEnd));
  const inSec = clamp(clip.inSec + (toSec - clip.startSec), least, clip.outSec - CLIP_MIN_SEC);
  if (!ripple) return ordered.with(index, { ...clip, inSec, startSec: clip.startSec + (inSec - clip.inSec) });
  return shiftedFrom(ordered.with(index, { ...clip, inSec }), end, clip.inSec - inSec);
}

/** The clip that has a moment in its middle. */
const clipUnder = <Clip extends ClipSpan>(clips: readonly Clip[], sec: number): Clip | undefined =>
  clips.find((clip) => clip.startSec < sec && clipEndSec(clip) > sec);

const nearerEndSec = (clip: ClipSpan, sec: number): number =>
  sec - clip.startSec < clipEndSec(clip) - sec ? clip.startSec : clipEndSec(clip);

/** Moves what lies at a moment or later as far back as something of a length needs there. */
function withRoom<Clip extends ClipSpan>(
  clips: readonly Clip[],
  atSec: number,
  lengthSec: number,
): readonly Clip[] {
  const nextSec = clips
    .filter((clip) => clip.startSec >= atSec - ROUNDING_SEC)
    .reduce((first, clip) => Math.min(first, clip.startSec), Infinity);
  return shiftedFrom(clips, atSec, Math.max(0, atSec + lengthSec - nextSec));
}

/**
 * Moves a clip. Without ripple it goes to the nearest free place; with ripple it takes its length with it: the gap
 * that it leaves closes, and what lies where it lands makes room.
 * @param toSec where it should begin
 */
export function moveClip<Clip extends ClipSpan>(
  clips: readonly Clip[],
  id: string,
  toSec: number,
  { ripple }: ClipEditOptions = { ripple: false },
): readonly Clip[] {
  const moved = clips.find((clip) => clip.id === id);
  if (!moved) return clips;
  if (ripple) {
    const closed = removeClip(clips, id, { ripple: true });
    const under = clipUnder(closed, toSec);
    // Onto a clip: before it or behind it. A clip is cut only by asking for it.
    const startSec = Math.max(0, under ? nearerEndSec(under, toSec) : toSec);
    const roomy = withRoom(closed, startSec, moved.outSec - moved.inSec);
    return inOrder([...roomy, { ...moved, startSec }]);
  }
  return moveClips(clips, new Set([id]), toSec - moved.startSec);
}

/** Shifts of a group that would lay it over others: the ends themselves are free. */
function takenShifts(moved: readonly ClipSpan[], others: readonly ClipSpan[]): readonly [number, number][] {
  const taken = moved
    .flatMap((clip) =>
      others.map((other): [number, number] => [
        other.startSec - clipEndSec(clip),
        clipEndSec(other) - clip.startSec,
      ]),
    )
    .sort(([a], [b]) => a - b);
  const merged: [number, number][] = [];
  for (const [from, to] of taken) {
    const last = merged.at(-1);
    if (last && from < last[1] - ROUNDING_SEC) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** Moves clips together, their distances kept, to the nearest place where none of them lies over another. */
export function moveClips<Clip extends ClipSpan>(
  clips: readonly Clip[],
  ids: ReadonlySet<string>,
  bySec: number,
): readonly Clip[] {
  const moved = clips.filter(({ id }) => ids.has(id));
  if (moved.length === 0) return clips;
  const least = -moved.reduce((first, { startSec }) => Math.min(first, startSec), Infinity);
  const wanted = Math.max(least, bySec);
  const over = takenShifts(
    moved,
    clips.filter(({ id }) => !ids.has(id)),
  ).find(([from, to]) => wanted > from + ROUNDING_SEC && wanted < to - ROUNDING_SEC);
  const shift = !over
    ? wanted
    : over[0] >= least - ROUNDING_SEC && wanted - over[0] <= over[1] - wanted
      ? over[0]
      : over[1];
  return inOrder(
    clips.map((clip) =>
      ids.has(clip.id) ? { ...clip, startSec: Math.max(0, clip.startSec + shift) } : clip,
    ),
  );
}

/** Takes a clip away. With ripple the rest closes up by its length. */
export function removeClip<Clip extends ClipSpan>(
  clips: readonly Clip[],
  id: string,
  { ripple }: ClipEditOptions = { ripple: false },
): readonly Clip[] {
  const removed = clips.find((clip) => clip.id === id);
  if (!removed) return clips;
  const rest = inOrder(clips.filter((clip) => clip.id !== id));
  return ripple ? shiftedFrom(rest, clipEndSec(removed), removed.inSec - removed.outSec) : rest;
}

/**
 * Puts clips to a moment of the voice, their distances kept: what lies there is cut, and what lies behind makes as
 * much room as is needed. Where a cut would leave less than {@link CLIP_MIN_SEC}, they go to that end.
 * @param pasted at least one, with ids of their own
 * @param cutId id of the second part of what is cut
 */
export function pasteClips<Clip extends ClipSpan>(
  clips: readonly Clip[],
  pasted: readonly Clip[],
  atSec: number,
  cutId: string,
): readonly Clip[] {
  const under = clipUnder(clips, atSec);
  const cut = under ? splitClip(clips, under.id, atSec, cutId) : clips;
  const startSec = under && cut.length === clips.length ? nearerEndSec(under, atSec) : atSec;
  const firstSec = pasted.reduce((first, clip) => Math.min(first, clip.startSec), Infinity);
  return inOrder([
    ...withRoom(cut, startSec, clipsDurationSec(pasted) - firstSec),
    ...pasted.map((clip) => ({ ...clip, startSec: startSec + (clip.startSec - firstSec) })),
  ]);
}
