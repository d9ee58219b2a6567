import type {
  PreviewMusicOrder,
  PreviewNews,
  PreviewTrack,
  PreviewWish,
} from '../../shared/contract/preview.ts';
import type { PreviewLine, PreviewOpening } from './previewLine.ts';

const RATE_HZ = 8000;
const FPS = 25;
const DURATION_SEC = 4;
const PIECE_SEC = 1;
const SIDE_PX = 8;

/** A voice of four phrases; an edit renames the second one. */
function trackOf(variant: number, version: number): PreviewTrack {
  const frames = DURATION_SEC * FPS;
  const changed = (sec: number): number => (sec >= PIECE_SEC && sec < 2 * PIECE_SEC ? version : 0);
  return {
    variant,
    durationSec: DURATION_SEC,
    sampleRateHz: RATE_HZ,
    channelCount: 1,
    fps: FPS,
    timeMap: [
      [0, 0],
      [DURATION_SEC, DURATION_SEC],
    ],
    looks: Float64Array.from({ length: frames }, (_, i) => 1 + i + 1000 * changed(i / FPS)),
    pieces: Array.from({ length: DURATION_SEC / PIECE_SEC }, (_, i) => ({
      startSample: i * PIECE_SEC * RATE_HZ,
      samples: PIECE_SEC * RATE_HZ,
      id: 1 + i + 1000 * changed(i),
    })),
    settled: true,
    limits: [],
  };
}

/** Music of half-second pieces; each sample says where it lies, counted from 1, and other volumes have other names. */
const MUSIC_PIECE = RATE_HZ / 2;
const musicNames = ({ gainDb }: NonNullable<PreviewMusicOrder>): Float64Array =>
  Float64Array.from(
    { length: (DURATION_SEC * RATE_HZ) / MUSIC_PIECE },
    (_, i) => 1 + i + 100 * (60 + gainDb),
  );
const musicSamples = (id: number): Float32Array =>
  Float32Array.from({ length: MUSIC_PIECE }, (_, i) => ((id - 1) % 100) * MUSIC_PIECE + i + 1);

/** A preview in memory: the manners of the real one, with pictures of eight pixels and a silent voice. */
export function fakePreviewLine({ variants, music: firstMusic }: PreviewOpening): PreviewLine {
  let listener: (news: PreviewNews) => void = () => undefined;
  let isClosed = false;
  const tracks = variants.map((_, variant) => trackOf(variant, 0));
  const tell = (news: PreviewNews): void => {
    queueMicrotask(() => {
      if (!isClosed) listener(news);
    });
  };
  const tellMusic = (variant: number, music: PreviewMusicOrder): void =>
    tell({
      type: 'music',
      variant,
      music: music && {
        pieceSamples: MUSIC_PIECE,
        samples: DURATION_SEC * RATE_HZ,
        names: musicNames(music),
        settled: true,
      },
    });
  const receive = (wish: PreviewWish): void => {
    switch (wish.type) {
      case 'edit':
        tracks[wish.variant] = trackOf(wish.variant, (tracks[wish.variant]?.looks[FPS] ?? 0) + 1);
        tell({ type: 'track', track: tracks[wish.variant] });
        return;
      case 'frames':
        for (const [variant, frame] of wish.wanted)
          tell({
            type: 'frame',
            scene: 1,
            variant,
            frame,
            look: tracks[variant]?.looks[frame] ?? 0,
            box: [0, 0, 2, 2],
            rgba: new ArrayBuffer(16),
          });
        return;
      case 'sound':
        for (const id of wish.pieces)
          tell({
            type: 'sound',
            variant: wish.variant,
            id,
            channels: [new Float32Array(PIECE_SEC * RATE_HZ)],
          });
        return;
      case 'music':
        for (const variant of tracks.keys()) tellMusic(variant, wish.music);
        return;
      case 'musicSound':
        for (const id of wish.pieces) {
          const side = musicSamples(id);
          tell({ type: 'musicSound', variant: wish.variant, id, channels: [side, side] });
        }
        return;
      case 'look':
      case 'playhead':
        return;
    }
  };
  return {
    send: receive,
    listen(next) {
      listener = next;
      tell({
        type: 'scene',
        scene: 1,
        widthPx: SIDE_PX,
        heightPx: SIDE_PX,
        still: new ArrayBuffer(SIDE_PX * SIDE_PX * 4),
        lipsync: 'builtin',
        device: 'cpu',
        warnings: [],
      });
      for (const track of tracks) tell({ type: 'track', track });
      for (const variant of tracks.keys()) if (firstMusic) tellMusic(variant, firstMusic);
    },
    close() {
      isClosed = true;
    },
  };
}
