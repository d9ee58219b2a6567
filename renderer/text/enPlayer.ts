/** The words of the player. */
export interface PlayerWords {
  readonly picture: string;
  readonly transport: string;
  readonly play: string;
  readonly pause: string;
  readonly stop: string;
  readonly back: string;
  readonly forward: string;
  readonly position: string;
  /** Read aloud for the position. */
  readonly positionText: (position: string, duration: string) => string;
  readonly repeat: string;
  readonly repeatHint: string;
  readonly volume: string;
  readonly mute: string;
  readonly unmute: string;
  readonly quality: string;
  readonly qualities: Readonly<Record<'draft' | 'full', string>>;
  readonly qualityHints: Readonly<Record<'draft' | 'full', string>>;
  readonly frameRate: (fps: string) => string;
  readonly opening: string;
  readonly waiting: string;
  readonly failed: string;
  readonly retry: string;
  readonly unsettled: string;
  readonly statistics: string;
  readonly figures: {
    readonly firstFrame: string;
    readonly shown: string;
    readonly late: string;
    readonly missing: string;
    readonly doubled: string;
    readonly drift: string;
    readonly pause: string;
    readonly drawnBy: string;
    readonly milliseconds: (value: string) => string;
    readonly notMeasured: string;
  };
  readonly keyNames: {
    readonly play: string;
    readonly step: string;
    readonly stop: string;
    readonly statistics: string;
  };
}

export const enPlayer: PlayerWords = {
  picture: 'Preview of the video',
  transport: 'Player',
  play: 'Play',
  pause: 'Pause',
  stop: 'Back to the beginning',
  back: 'One frame back',
  forward: 'One frame on',
  position: 'Position',
  positionText: (position, duration) => `${position} of ${duration}`,
  repeat: 'Repeat',
  repeatHint: 'Play the whole, or the chosen stretch of the timeline, over and over',
  volume: 'Volume',
  mute: 'Sound off',
  unmute: 'Sound on',
  quality: 'Quality of the preview',
  qualities: { draft: 'Draft', full: 'Full' },
  qualityHints: {
    draft: 'Small pictures that any computer draws in time',
    full: 'The pixels of the finished video',
  },
  frameRate: (fps) => `${fps} frames a second`,
  opening: 'The face is being prepared…',
  waiting: 'One moment…',
  failed: 'The preview could not be shown.',
  retry: 'Try again',
  unsettled: 'Being refined',
  statistics: 'Figures of the preview',
  figures: {
    firstFrame: 'First frame',
    shown: 'Frames in time',
    late: 'Late',
    missing: 'Missed',
    doubled: 'Doubled',
    drift: 'Frame off the sound',
    pause: 'Longest wait for the screen',
    drawnBy: 'Mouth',
    milliseconds: (value) => `${value} ms`,
    notMeasured: 'not played yet',
  },
  keyNames: {
    play: 'Play or pause',
    step: 'One frame back or on',
    stop: 'To the beginning or the end',
    statistics: 'Figures of the preview',
  },
};
