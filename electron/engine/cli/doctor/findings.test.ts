import { expect, it } from 'vitest';
import { findingsText } from '../doctor.ts';
import { found, limited, missing } from './finding.ts';
import { absentEncoders } from './media.ts';

it('says below each finding what to do about it', () => {
  const text = findingsText([
    found('disk', 'plenty'),
    limited('system', 'no fonts', 'Install fonts.'),
    missing('ffmpeg', 'not found', 'Install ffmpeg.'),
  ]);
  expect(text.split('\n').map((line) => line.trim().split(/\s+/)[0])).toEqual([
    'ok',
    '!!',
    '->',
    'MISSING',
    '->',
    '',
  ]);
});

it('tells encoders from codecs that only sound like them', () => {
  const listing =
    ' V..... libx264rgb           H.264 RGB\n V..... libx264              H.264\n A..... aac_mf               AAC\n';
  expect(absentEncoders(listing)).toEqual(['aac']);
  expect(absentEncoders(`${listing} A..... aac                  AAC\n`)).toEqual([]);
});
