import { describe, expect, it } from 'vitest';
import { MARK_LANGUAGES } from '../../../../../shared/contract/provenanceConstants.ts';
import { captionZone } from '../captions/captionPicture.ts';
import { drawMark } from './drawMark.ts';
import { createTitleTrack, openTitles } from './titleTrack.ts';

const SIZES = [
  { widthPx: 256, heightPx: 256 },
  { widthPx: 1080, heightPx: 1920 },
  { widthPx: 1920, heightPx: 1080 },
];

describe('the mark', () => {
  it.each(MARK_LANGUAGES)('stands small in the corner, clear of captions: %s', async (language) => {
    for (const frame of SIZES) {
      const { left, top, image } = await drawMark(language, frame);
      expect([left % 2, top % 2, image.width % 2, image.height % 2]).toEqual([0, 0, 0, 0]);
      expect(left + image.width).toBeLessThanOrEqual(frame.widthPx);
      expect(top + image.height).toBeLessThanOrEqual(frame.heightPx);
      const captions = captionZone(frame);
      expect(top).toBeGreaterThanOrEqual(captions.top + captions.height - 0.04 * frame.heightPx);
      expect((image.width * image.height) / (frame.widthPx * frame.heightPx)).toBeLessThan(0.03);
      // White letters on the plate.
      expect(image.data.some((value, i) => i % 4 === 0 && value > 170 && image.data[i + 3] > 200)).toBe(true);
    }
  });

  it('is seen in full in every frame, with titles and without', async () => {
    const video = { size: SIZES[0], fps: 25, frames: 50, aboveCaptions: false, face: null };
    expect(await createTitleTrack([], video)).toBeNull();
    const track = await createTitleTrack([], { ...video, mark: 'en' });
    if (!track) throw new Error('There is no mark.');
    const { shownIn } = openTitles(track);
    for (const frame of [0, 1, 25, 49]) expect(shownIn(frame).map(({ strength }) => strength)).toEqual([255]);
    const other = await createTitleTrack([], { ...video, mark: 'ja' });
    expect(other?.titles[0].name).not.toBe(track.titles[0].name);
  });
});
