import { expect, it } from 'vitest';
import { forbiddenPackages, shippedPackages } from './packages.mjs';

const LOCKED = {
  '': { version: '0.1.0', license: 'MIT' },
  'node_modules/react': { version: '19.3.1', license: 'MIT' },
  'node_modules/vite': { version: '8.3.8', license: 'MIT', dev: true },
  'node_modules/a/node_modules/@scope/b': { version: '1.0.0', license: 'LGPL-3.0-or-later' },
  'node_modules/ffmpeg-static': { version: '5.3.0', license: 'GPL-3.0-or-later' },
};

it('takes what is not for development only, by its own name', () => {
  expect(shippedPackages(LOCKED).map(({ name, version }) => `${name} ${version}`)).toEqual([
    '@scope/b 1.0.0',
    'ffmpeg-static 5.3.0',
    'react 19.3.1',
  ]);
});

it('allows the ffmpeg programs and the LGPL, and nothing else of that family', () => {
  expect(forbiddenPackages(shippedPackages(LOCKED))).toEqual([]);
  for (const license of ['GPL-2.0', 'AGPL-3.0-only', 'MIT AND GPL-3.0-or-later', undefined]) {
    const entry = license === undefined ? { version: '1.0.0' } : { version: '1.0.0', license };
    const forbidden = forbiddenPackages(shippedPackages({ ...LOCKED, 'node_modules/linked': entry }));
    expect(forbidden.map(({ name }) => name)).toEqual(['linked']);
  }
});
