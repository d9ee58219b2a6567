import { describe, expect, it } from 'vitest';
import { findNamed, matchScore } from './findCommands.ts';

describe('finding commands', () => {
  it('wants every word, in any order, whatever the case, the width and the accents', () => {
    expect(matchScore('Open a photo', 'PHOTO open')).not.toBeNull();
    expect(matchScore('Open a photo', 'photo close')).toBeNull();
    expect(matchScore('Look: Café', 'cafe')).not.toBeNull();
    expect(matchScore('形: 縦長 9:16', '９:１６')).not.toBeNull();
  });

  it('puts beginnings of words before their insides, and keeps the order of equals', () => {
    const names = ['Restore', 'Save the store', 'Story', 'Store'];
    expect(findNamed(names, 'stor', (name) => name)).toEqual(['Story', 'Store', 'Save the store', 'Restore']);
    expect(findNamed(names, '', (name) => name)).toEqual(names);
  });
});
