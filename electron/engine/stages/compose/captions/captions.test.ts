import { expect, it } from 'vitest';
import { createYuv, type YuvImage } from '../../../frames/yuv.ts';
import { createCaptionFeed } from './captionFeed.ts';
import { captionZone, readCaption } from './captionPicture.ts';
import { drawCaption } from './drawCaption.ts';
import { copyZone, layCaption } from './layCaption.ts';

const SIZES = [
  { widthPx: 1080, heightPx: 1080 },
  { widthPx: 1080, heightPx: 1920 },
  { widthPx: 1920, heightPx: 1080 },
  { widthPx: 128, heightPx: 128 },
];
const TEXTS = [
  'Happy birthday, Anna! 🎉',
  'お誕生日おめでとうございます。これからの一年が笑顔と健康と素敵な出会いに満ちたすばらしい年になりますように。',
  'تولدت مبارک! امیدوارم سالی پر از شادی داشته باشی',
  '<b>&amp; "quotes" </span>',
  'word '.repeat(75),
];

it.each(SIZES)('every text stays in its zone: $widthPx x $heightPx', async (frame) => {
  const zone = captionZone(frame);
  for (const text of TEXTS) {
    const { left, top, width, height, alpha } = await drawCaption(text, frame);
    expect([left % 2, top % 2, width % 2, height % 2]).toEqual([0, 0, 0, 0]);
    expect(left).toBeGreaterThanOrEqual(zone.left);
    expect(top).toBeGreaterThanOrEqual(zone.top);
    expect(left + width).toBeLessThanOrEqual(zone.left + zone.width);
    expect(top + height).toBeLessThanOrEqual(zone.top + zone.height);
    expect(alpha.some((a) => a > 215)).toBe(true);
  }
});

it('is white on dark ink, in the middle, as wide as its words', async () => {
  const frame = SIZES[0];
  const short = await drawCaption('Hi', frame);
  const long = await drawCaption('Happy birthday to you', frame);
  expect(long.width).toBeGreaterThan(short.width * 2);
  expect(long.left + long.width / 2).toBeCloseTo(frame.widthPx / 2, -1);
  const bright = long.colours.y.filter((y) => y > 225).length / long.colours.y.length;
  expect(bright).toBeGreaterThan(0.04);
  expect(bright).toBeLessThan(0.5);
  // Ink of the plate: rgb(22, 19, 27) in the middle of the left edge.
  const y = long.colours.y[(long.height / 2) * long.width + 4];
  expect(y).toBeLessThan(40);
});

const grey = (width: number, height: number, luma: number): YuvImage => {
  const image = createYuv(width, height);
  image.y.fill(luma);
  image.u.fill(100);
  image.v.fill(150);
  return image;
};

it('is laid over by its opacity, and the picture below comes back exactly', () => {
  const still = grey(16, 8, 50);
  const target = grey(16, 8, 50);
  const colours = grey(4, 2, 200);
  const zone = { left: 4, top: 2, width: 4, height: 2 };
  layCaption(target, { ...zone, colours, alpha: Uint8Array.from([0, 51, 128, 255, 0, 51, 128, 255]) });
  expect([...target.y.subarray(2 * 16 + 4, 2 * 16 + 8)]).toEqual([50, 80, 125, 200]);
  expect(target.u[1 * 8 + 2]).toBe(100);
  expect(target.y[0]).toBe(50);
  copyZone(target, still, zone);
  expect(target.y).toEqual(still.y);
  expect(target.u).toEqual(still.u);
});

it('is shown in the frames of its time, the one that began last when two meet', async () => {
  const frame = { widthPx: 256, heightPx: 256 };
  const feed = createCaptionFeed(
    [
      { startSec: 0.2, endSec: 0.6, text: 'one' },
      { startSec: 0.5, endSec: 0.9, text: 'two, longer' },
    ],
    10,
    frame,
  );
  const widths: number[] = [];
  for (let i = 0; i < 10; i++) {
    const at = await feed.take(i);
    widths.push(readCaption(feed.buffer, at)?.width ?? 0);
    feed.release(at);
  }
  const [one, two] = [
    (await drawCaption('one', frame)).width,
    (await drawCaption('two, longer', frame)).width,
  ];
  expect(widths).toEqual([0, 0, one, one, one, two, two, two, two, 0]);
  await feed.close();
});

it('an hour of captions takes the memory of a few', async () => {
  const captions = Array.from({ length: 60 }, (_, i) => ({
    startSec: i,
    endSec: i + 1,
    text: `number ${i}`,
  }));
  const feed = createCaptionFeed(captions, 1, { widthPx: 128, heightPx: 128 });
  const held: number[] = [];
  for (let i = 0; i < 60; i++) {
    held.push(await feed.take(i));
    if (held.length > 5) feed.release(held.shift() ?? 0);
  }
  expect(feed.buffer.byteLength).toBeLessThan(12 * 128 * 128 * 3);
});
