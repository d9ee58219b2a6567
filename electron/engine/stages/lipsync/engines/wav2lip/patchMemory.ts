/** A drawn mouth, or one that is being drawn. */
export interface Mouth {
  /** The first frame that has it. */
  readonly frameIndex: number;
  readonly slot: number;
  /** Frames that will use it and have not given it back. */
  users: number;
  isDrawn: boolean;
}

/** A fixed number of places for mouths. One that nobody uses stays until its place is needed: silence comes back. */
export interface PatchMemory {
  /** @param frameIndex the first frame that has the mouth */
  find(frameIndex: number): Mouth | undefined;
  /** A place for a new mouth; null while every place is in use. */
  place(frameIndex: number): Mouth | null;
  inSlot(slot: number): Mouth | undefined;
}

export function createPatchMemory(slots: number): PatchMemory {
  const bySlot: (Mouth | undefined)[] = Array.from({ length: slots }, () => undefined);
  /** By first frame; the one looked for longest ago comes first. */
  const byFrame = new Map<number, Mouth>();

  const freeSlot = (): number | null => {
    const unused = bySlot.indexOf(undefined);
    if (unused >= 0) return unused;
    for (const mouth of byFrame.values()) {
      if (mouth.users > 0) continue;
      byFrame.delete(mouth.frameIndex);
      return mouth.slot;
    }
    return null;
  };

  return {
    find(frameIndex) {
      const mouth = byFrame.get(frameIndex);
      if (mouth) {
        byFrame.delete(frameIndex);
        byFrame.set(frameIndex, mouth);
      }
      return mouth;
    },
    place(frameIndex) {
      const slot = freeSlot();
      if (slot === null) return null;
      const mouth: Mouth = { frameIndex, slot, users: 0, isDrawn: false };
      bySlot[slot] = mouth;
      byFrame.set(frameIndex, mouth);
      return mouth;
    },
    inSlot: (slot) => bySlot[slot],
  };
}
