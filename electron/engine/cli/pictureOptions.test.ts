import path from 'node:path';
import { expect, it } from 'vitest';
import { backgroundSchema, placementSchema } from '../../../shared/contract/render.ts';
import { KotohogiError } from '../../../shared/errors.ts';
import { titlesSchema } from '../../../shared/titles/titles.ts';
import { parseOptions } from './options.ts';
import { parseBackground, PICTURE_OPTIONS, placementFrom, titlesFrom } from './pictureOptions.ts';

it('reads every kind of background', () => {
  const words = ['none', 'blur', 'color:#f4E9d8', 'gradient:#fdf3e3-#f2c9cf@160', 'gradient:#000000-#ffffff'];
  expect(
    [...words, 'scene:cherryBlossoms'].map((text) => backgroundSchema.parse(parseBackground(text))),
  ).toEqual([
    { kind: 'none' },
    { kind: 'blur' },
    { kind: 'color', color: '#f4E9d8' },
    { kind: 'gradient', from: '#fdf3e3', to: '#f2c9cf', angleDeg: 160 },
    { kind: 'gradient', from: '#000000', to: '#ffffff', angleDeg: 180 },
    { kind: 'scene', id: 'cherryBlossoms' },
  ]);
  expect(parseBackground('sky.png')).toEqual({ kind: 'picture', path: path.resolve('sky.png') });
});

it.each(['color:red', 'gradient:#fff-#000', 'gradient:#000000-#ffffff@360', 'scene:moon', 'scene:'])(
  'refuses %s and says what is possible',
  (text) => {
    expect(() => parseBackground(text)).toThrow(KotohogiError);
  },
);

it('reads where the person stands; what is left out stays', () => {
  expect(placementFrom({})).toEqual({ scale: 1, offsetX: 0, offsetY: 0 });
  expect(placementFrom({ placement: '1.2' })).toEqual({ scale: 1.2, offsetX: 0, offsetY: 0 });
  expect(placementSchema.parse(placementFrom({ placement: '0.5,0.5,-0.5' }))).toEqual({
    scale: 0.5,
    offsetX: 0.5,
    offsetY: -0.5,
  });
  for (const placement of ['0.4', '2.1', '1,0.6', '1,0,-0.6', '1,0,0,0', 'x', '1,,x'])
    expect(() => placementFrom({ placement }), placement).toThrow(KotohogiError);
});

it('reads titles, as many as are given, in one style', () => {
  const words = [
    '--title',
    'Hello',
    '--title',
    '3-6.5:Good: bye\\nAnna',
    '--title-style',
    'gold',
    '--title-size',
    '12',
  ];
  const titles = titlesFrom(parseOptions('render', words, PICTURE_OPTIONS));
  const look = { position: 'auto', style: 'gold', sizePercent: 12 };
  expect(titlesSchema.parse(titles)).toEqual([
    { text: 'Hello', startSec: 0, endSec: 4, ...look },
    { text: 'Good: bye\nAnna', startSec: 3, endSec: 6.5, ...look },
  ]);
  expect(titlesFrom({})).toEqual([]);
  for (const title of ['', '3-3:x', '5-2:x', 'x'.repeat(201)])
    expect(() => titlesFrom({ title: [title] }), title).toThrow(KotohogiError);
  expect(() => titlesFrom({ title: new Array<string>(31).fill('x') })).toThrow(/31 titles/);
});
