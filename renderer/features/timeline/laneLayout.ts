/** Where the lanes lie, from top to bottom. */
import type { ItemKind } from '../../stores/timeline.ts';

export const LANES = [
  'minimap',
  'ruler',
  'clips',
  'voice',
  'pitch',
  'energy',
  'captions',
  'titles',
  'music',
] as const;
export type LaneName = (typeof LANES)[number];

/** The lane that each kind of item lies in. */
export const LANE_OF_ITEM = {
  phrase: 'voice',
  pause: 'voice',
  caption: 'captions',
  title: 'titles',
  clip: 'clips',
  music: 'music',
} as const satisfies Record<ItemKind, LaneName>;

export interface Lane {
  readonly name: LaneName;
  readonly topPx: number;
  readonly heightPx: number;
}

const FIXED_PX: Readonly<Record<Exclude<LaneName, 'pitch'>, number>> = {
  minimap: 20,
  ruler: 21,
  clips: 30,
  voice: 54,
  energy: 34,
  captions: 26,
  titles: 26,
  music: 34,
};
/** The pitch lane takes what the others leave, but no less than this. */
const PITCH_MIN_PX = 80;
const LANE_GAP_PX = 1;

/** @param roomPx height of all lanes together; they become higher where it is too little for them */
export function layLanes(shown: readonly LaneName[], roomPx: number): readonly Lane[] {
  const fixed = shown.reduce((sum, name) => sum + LANE_GAP_PX + (name === 'pitch' ? 0 : FIXED_PX[name]), 0);
  const pitchPx = Math.max(PITCH_MIN_PX, Math.floor(roomPx - fixed));
  let topPx = 0;
  return LANES.filter((name) => shown.includes(name)).map((name) => {
    const heightPx = name === 'pitch' ? pitchPx : FIXED_PX[name];
    const lane = { name, topPx, heightPx };
    topPx += heightPx + LANE_GAP_PX;
    return lane;
  });
}

export const lanesHeight = (lanes: readonly Lane[]): number => {
  const last = lanes.at(-1);
  return last ? last.topPx + last.heightPx : 0;
};

export const laneAt = (lanes: readonly Lane[], y: number): Lane | undefined =>
  lanes.find(({ topPx, heightPx }) => y >= topPx && y < topPx + heightPx + LANE_GAP_PX);
