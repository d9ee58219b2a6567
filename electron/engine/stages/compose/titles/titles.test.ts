import { describe, expect, it } from 'vitest';
import {
  mapTitles,
  titleOpacity,
  titleZone,
  TITLE_STYLES,
} from '../../../../../shared/titles/titleShapes.ts';
import type { Title } from '../../../../../shared/titles/titles.ts';
import { copyZone, layCaption } from '../captions/layCaption.ts';
import { createYuv, type YuvImage } from '../../../frames/yuv.ts';
import { drawTitle, type TitledFrame } from './drawTitle.ts';
import { createTitleTrack, identifyTitles, openTitles, type TitleTrack } from './titleTrack.ts';

const SQUARE = { widthPx: 540, heightPx: 540 };
const SIZES = [SQUARE, { widthPx: 540, heightPx: 960 }, { widthPx: 960, heightPx: 540 }];
const TEXTS = [
  'Happy birthday, Anna! 🎉',
  'お誕生日おめでとうございます\nこれからも元気で',
  'تولدت مبارک! امیدوارم سالی پر از شادی داشته باشی',
  '<b>&amp; "quotes" </span>',
  'Donaudampfschifffahrtsgesellschaft',
  'word '.repeat(39),
];
const within = (
  size: TitledFrame['size'],
  aboveCaptions = false,
  face: TitledFrame['face'] = null,
): TitledFrame => ({ size, aboveCaptions, face });
const title = (change: Partial<Title> = {}): Title => ({
  text: 'Congratulations',
  startSec: 1,
  endSec: 3,
  position: 'top',
  style: 'plain',
  sizePercent: 9,
  ...change,
});

describe('drawTitle', () => {
  it.each(TITLE_STYLES)('keeps every text in its zone: %s', async (style) => {
    for (const frame of SIZES)
      for (const text of TEXTS)
        for (const position of ['top', 'middle', 'bottom'] as const) {
          const zone = titleZone(position, true);
          const { left, top, image } = await drawTitle(title({ text, style, position }), within(frame, true));
          expect([left % 2, top % 2, image.width % 2, image.height % 2]).toEqual([0, 0, 0, 0]);
          expect(left).toBeGreaterThanOrEqual(zone.side * frame.widthPx - 3);
          expect(left + image.width).toBeLessThanOrEqual((1 - zone.side) * frame.widthPx + 3);
          expect(top).toBeGreaterThanOrEqual(zone.top * frame.heightPx - 3);
          expect(top + image.height).toBeLessThanOrEqual(zone.bottom * frame.heightPx + 3);
          expect(image.data.some((value, i) => i % 4 === 3 && value > 250)).toBe(true);
        }
  });

  it('is as large as asked for', async () => {
    const heights = await Promise.all(
      [6, 12].map(
        async (sizePercent) =>
          (await drawTitle(title({ text: 'Ha', sizePercent }), within(SQUARE))).image.height,
      ),
    );
    expect(heights[1] / heights[0]).toBeCloseTo(2, 0.5);
  });

  it('stays clear of the face where it may choose its place', async () => {
    const drawn = (position: Title['position'], face: TitledFrame['face']) =>
      drawTitle(title({ text: 'Happy birthday, Aya!', position }), within(SQUARE, false, face));
    const [atTop, atBottom] = [await drawn('top', null), await drawn('bottom', null)];
    const face = { left: 180, width: 160, height: 150 };
    expect(await drawn('auto', null)).toEqual(atTop);
    expect(await drawn('auto', { ...face, top: 250 })).toEqual(atTop);
    expect(await drawn('auto', { ...face, top: 20 })).toEqual(atBottom);
    // What was asked for is done, face or not.
    expect(await drawn('top', { ...face, top: 20 })).toEqual(atTop);
    // A face that fills the frame is covered as little as can be.
    const large = { left: 60, top: -30, width: 420, height: 480 };
    expect(await drawn('auto', large)).toEqual(atBottom);
  });

  it('gilds letters and leaves picture signs their colours', async () => {
    /** Share of what is seen that is bluer than it is red: no gold is. */
    const blueShare = async (text: string): Promise<number> => {
      const { data } = (await drawTitle(title({ text, style: 'gold' }), within(SQUARE))).image;
      let seen = 0;
      let blue = 0;
      for (let at = 0; at < data.length; at += 4) {
        if (data[at + 3] < 250) continue;
        seen++;
        if (data[at + 2] > data[at] + 20) blue++;
      }
      return blue / seen;
    };
    expect(await blueShare('Gold')).toBe(0);
    expect(await blueShare('🔵')).toBeGreaterThan(0.5);
  });
});

describe('titleOpacity', () => {
  it('rises and falls softly, and is nothing outside', () => {
    const long = { startSec: 1, endSec: 3 };
    expect([0.99, 1, 1.2, 1.4, 2, 2.8, 3].map((sec) => titleOpacity(long, sec))).toEqual([
      0,
      0,
      expect.closeTo(0.5, 9),
      1,
      1,
      expect.closeTo(0.5, 9),
      0,
    ]);
    expect(titleOpacity({ startSec: 0, endSec: 0.3 }, 0.15)).toBe(1);
  });
});

it('titles follow the voice to its new times; what has no length left goes', () => {
  const mapped = mapTitles([title(), title({ startSec: 4, endSec: 5 })], (sec) => Math.min(sec * 2, 8));
  expect(mapped.map(({ startSec, endSec }) => [startSec, endSec])).toEqual([[2, 6]]);
});

describe('title track', () => {
  const video = { size: SQUARE, fps: 10, frames: 40, aboveCaptions: false, face: null };
  const titles = [
    title(),
    title({ text: 'Ben', position: 'bottom', startSec: 2, endSec: 3.5, style: 'ribbon' }),
  ];
  const track = async (list: readonly Title[] = titles): Promise<TitleTrack> => {
    const made = await createTitleTrack(list, video);
    if (!made) throw new Error('No titles.');
    return made;
  };

  it('shows each in its frames, two at once where they meet', async () => {
    const { shownIn } = openTitles(await track());
    const counts = Array.from({ length: 40 }, (_, frame) => shownIn(frame).length);
    expect(counts.slice(0, 11)).toEqual(new Array(11).fill(0));
    expect(counts.slice(11, 21)).toEqual(new Array(10).fill(1));
    expect(counts.slice(21, 30)).toEqual(new Array(9).fill(2));
    expect(counts.slice(30, 35)).toEqual(new Array(5).fill(1));
    expect(counts.slice(35)).toEqual(new Array(5).fill(0));
    expect(shownIn(15)[0].strength).toBe(255);
  });

  it('is nothing where all come after the end', async () => {
    expect(await createTitleTrack([title({ startSec: 4, endSec: 6 })], video)).toBeNull();
  });

  it('knows frames whose titles look the same', async () => {
    const [one, same, other] = [
      await track(),
      await track(),
      await track([title({ text: 'Anna' }), titles[1]]),
    ];
    expect(identifyTitles(one, 15)).toBe(identifyTitles(same, 18));
    expect(identifyTitles(one, 11)).not.toBe(identifyTitles(one, 15));
    expect(identifyTitles(one, 15)).not.toBe(identifyTitles(other, 15));
    expect(identifyTitles(one, 32)).toBe(identifyTitles(other, 32));
    expect(identifyTitles(one, 5)).toBe('');
  });

  it('covers only its zones, and what was below comes back exactly', async () => {
    const { zones, shownIn } = openTitles(await track());
    expect(zones).toHaveLength(2);
    const grey = (): YuvImage => {
      const image = createYuv(540, 540);
      image.y.fill(90);
      image.u.fill(100);
      image.v.fill(150);
      return image;
    };
    const [still, target] = [grey(), grey()];
    for (const { picture, strength } of shownIn(25)) layCaption(target, picture, strength);
    expect(target.y).not.toEqual(still.y);
    const inZones = (at: number): boolean =>
      zones.some(({ left, top, width, height }) => {
        const [x, y] = [at % 540, Math.floor(at / 540)];
        return x >= left && x < left + width && y >= top && y < top + height;
      });
    expect(target.y.every((value, at) => value === 90 || inZones(at))).toBe(true);
    for (const zone of zones) copyZone(target, still, zone);
    for (const plane of ['y', 'u', 'v'] as const) expect(target[plane]).toEqual(still[plane]);
  });

  it('half of a title is laid on half as strongly', async () => {
    const { shownIn } = openTitles(await track());
    const [{ picture }] = shownIn(15);
    const lumaAt = (strength: number): number => {
      const target = createYuv(540, 540);
      layCaption(target, picture, strength);
      return target.y.reduce((most, value) => Math.max(most, value), 0);
    };
    expect(lumaAt(255)).toBe(235);
    expect(lumaAt(128)).toBe(118);
    expect(lumaAt(0)).toBe(0);
  });
});
