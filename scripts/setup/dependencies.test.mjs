import { expect, it } from 'vitest';
import { findOutdated } from './dependencies.mjs';

const LOCKED = {
  '': { version: '1.0.0' },
  'node_modules/a': { version: '1.0.0' },
  'node_modules/for-windows': { version: '2.0.0', optional: true },
};

it('is content with what is locked, and with other platforms left out', () => {
  expect(findOutdated(LOCKED, { 'node_modules/a': { version: '1.0.0' } })).toEqual([]);
});

it('names packages that are absent or of another version', () => {
  expect(findOutdated(LOCKED, {})).toEqual(['node_modules/a']);
  expect(findOutdated(LOCKED, { 'node_modules/a': { version: '1.0.1' } })).toEqual(['node_modules/a']);
});

it('names an optional package that is there in another version', () => {
  const installed = {
    'node_modules/a': { version: '1.0.0' },
    'node_modules/for-windows': { version: '1.9.0' },
  };
  expect(findOutdated(LOCKED, installed)).toEqual(['node_modules/for-windows']);
});
