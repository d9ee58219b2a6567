import { describe, expect, it } from 'vitest';
import { readingsIn, withReadings } from './readings.ts';

const READINGS = [
  { word: 'Siobhan', reading: 'Shivawn', language: 'en' },
  { word: 'Ann', reading: 'Anne', language: 'en' },
  { word: 'Ann Lee', reading: 'Anne-Li', language: 'en' },
  { word: '寿', reading: 'ことほぎ', language: 'ja' },
  { word: 'C++', reading: 'see plus plus', language: 'en' },
];

describe('readings', () => {
  it('replace whole words, longest first, whatever their capitals', () => {
    expect(withReadings('Dear SIOBHAN, dear Ann Lee and Ann!', READINGS, 'en-GB')).toBe(
      'Dear Shivawn, dear Anne-Li and Anne!',
    );
    expect(withReadings('Anna and Siobhans', READINGS, 'en')).toBe('Anna and Siobhans');
    expect(withReadings('C++ and C', READINGS, 'en')).toBe('see plus plus and C');
  });

  it('are found anywhere in a script without spaces, and only in their language', () => {
    expect(withReadings('寿さん、おめでとう', READINGS, 'ja')).toBe('ことほぎさん、おめでとう');
    expect(withReadings('Ann', READINGS, 'ja')).toBe('Ann');
  });

  it('tell which of them a text needs', () => {
    expect(readingsIn('Ann', READINGS, 'en').map(({ word }) => word)).toEqual(['Ann']);
    expect(readingsIn('Nobody', READINGS, 'en')).toEqual([]);
  });
});
