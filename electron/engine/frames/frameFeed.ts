/**
 * Something that every frame needs and that is made elsewhere while frames are drawn: mouth patches of a network,
 * pictures of a video loop. Lies in shared memory, so that drawing workers read it without a copy.
 */
export interface FrameFeed {
  readonly buffer: SharedArrayBuffer;
  /**
   * Resolves to the byte offset of what the frame needs. Called in the order of the frames; the feed works ahead by
   * as many frames as it has room for, and waits when nobody gives room back.
   */
  take(frameIndex: number): Promise<number>;
  /**
   * What the frame's own data are made from, as a short text: frames with the same text are given the same bytes, in
   * this video and in any other. null, and a feed without this: it cannot be told, and no video drawn from it is kept.
   */
  identify?(frameIndex: number): string | null;
  /** Told before the first take which frames will be asked for; without it all are. */
  expect?(isNeeded: (frameIndex: number) => boolean): void;
  /** The frame has been drawn: its room may be used again. */
  release(byteOffset: number): void;
  /** Stops working ahead and frees what it holds; call when no frame is being drawn. */
  close(): Promise<void>;
}

/** What a frame is made from besides the scene. Byte offsets into the feeds' buffers; null where there is no feed. */
export interface FedFrame {
  /** The picture of a video loop, planes back to back. */
  readonly baseOffset: number | null;
  /** The network's mouth. */
  readonly patchOffset: number | null;
  /** The caption. */
  readonly captionOffset: number | null;
}
