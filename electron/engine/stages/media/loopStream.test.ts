import { expect, it } from 'vitest';
import { pictureArgs } from './loopArgs.ts';
import { readLoopStream, type LoopStream } from './loopStream.ts';

const HEADER = 'P7\nWIDTH 720\nHEIGHT 1280\nDEPTH 4\nMAXVAL 255\nTUPLTYPE RGB_ALPHA\nENDHDR\n';
const described = (video: string): string => `Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'file:/a.mp4':
  Duration: 00:01:04.25, start: 0.000000, bitrate: 1550 kb/s
    Stream #0:0: Video: mjpeg, yuvj420p(pc, bt470bg/unknown/unknown), 300x300 (attached pic)
    Stream #0:1(und): Video: ${video}
Output #0, image2pipe, to 'pipe:':
    Stream #0:0: Video: pam, rgba(bt709, progressive), 720x1280`;

it('takes size from the picture, and the rest from what ffmpeg says about the input', () => {
  expect(readLoopStream(described('h264 (High), yuv420p, 1280x720, 30 fps'), HEADER)).toEqual({
    width: 720,
    height: 1280,
    container: 'mov,mp4,m4a,3gp,3g2,mj2',
    durationSec: 64.25,
    isTagged: false,
    isHdr: false,
  });
});

it('knows tagged colours and high dynamic range, as old and new versions write them', () => {
  const of = (format: string): Pick<LoopStream, 'isTagged' | 'isHdr'> | null => {
    const stream = readLoopStream(described(`hevc (Main 10), ${format}, 1280x720`), HEADER);
    return stream && { isTagged: stream.isTagged, isHdr: stream.isHdr };
  };
  expect(of('yuv420p(tv, bt709)')).toEqual({ isTagged: true, isHdr: false });
  expect(of('yuv420p(tv, smpte170m/bt470bg/bt709, progressive)')).toEqual({ isTagged: true, isHdr: false });
  expect(of('yuv420p(tv)')).toEqual({ isTagged: false, isHdr: false });
  expect(of('yuv420p10le(tv, bt2020nc/bt2020/arib-std-b67)')).toEqual({ isTagged: true, isHdr: true });
  expect(of('yuv420p10le(tv, bt2020nc/bt2020/smpte2084)')).toEqual({ isTagged: true, isHdr: true });
});

it('says nothing where there is no picture', () => {
  expect(readLoopStream(described('h264'), '')).toBeNull();
});

const loop = { path: '/a.mp4', width: 1280, height: 720, durationSec: 10, isTagged: false, isHdr: false };
const crop = {
  left: 10,
  top: 20,
  width: 600,
  height: 600,
  into: { left: 0, top: 0, width: 256, height: 256 },
  widthPx: 256,
  heightPx: 256,
};

it('starts near the wanted picture only where the container finds it exactly', () => {
  const seek = (container: string, from: number): string | undefined => {
    const args = pictureArgs({ ...loop, container }, crop, { fps: 25, from, count: 5 }, 'yuv420p');
    return args.includes('-ss') ? args[args.indexOf('-ss') + 1] : undefined;
  };
  expect(seek('mov,mp4,m4a,3gp,3g2,mj2', 100)).toBe('3.000');
  expect(seek('matroska,webm', 50)).toBe('1.000');
  expect(seek('mov,mp4,m4a,3gp,3g2,mj2', 20)).toBeUndefined();
  expect(seek('mpegts', 100)).toBeUndefined();
});

it('takes untagged colours for BT.709 from 720 lines on, and for what ffmpeg takes them below', () => {
  const matrix = (height: number, isTagged: boolean): string | undefined =>
    pictureArgs({ ...loop, container: 'avi', height, isTagged }, crop, { fps: 25, from: 0, count: 5 }, 'rgba')
      .join(' ')
      .match(/in_color_matrix=(\w+)/)?.[1];
  expect([matrix(720, false), matrix(480, false), matrix(720, true)]).toEqual(['bt709', 'auto', 'auto']);
});

it('leaves room in the frame around a loop that does not fill it', () => {
  const filterOf = (into: typeof crop.into): string => {
    const args = pictureArgs(
      { ...loop, container: 'avi' },
      { ...crop, into },
      { fps: 25, from: 0, count: 5 },
      'yuv420p',
    );
    return args[args.indexOf('-vf') + 1];
  };
  expect(filterOf(crop.into)).not.toContain('pad=');
  expect(filterOf({ left: 30, top: 96, width: 200, height: 160 })).toMatch(
    /scale=200:160:.*,pad=256:256:30:96$/,
  );
});
