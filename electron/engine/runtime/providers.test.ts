import { expect, it } from 'vitest';
import { providersHere, providersOfPlatform, providerStates } from './providers.ts';

it('tries the providers of a platform in order of preference, the processor last', () => {
  expect(providersOfPlatform('linux', 'x64')).toEqual(['tensorrt', 'cuda', 'webgpu', 'cpu']);
  expect(providersOfPlatform('win32', 'arm64')).toEqual(['webgpu', 'dml', 'cpu']);
  expect(providersOfPlatform('darwin', 'arm64')).toEqual(['webgpu', 'coreml', 'cpu']);
  expect(providersOfPlatform('linux', 'arm64')).toEqual(['cpu']);
  expect(providersOfPlatform('freebsd', 'x64')).toEqual(['cpu']);
});

it('tells what is there from what has to be fetched', () => {
  const states = providerStates(
    ['tensorrt', 'cuda', 'webgpu', 'cpu'],
    ['webgpu', 'cpu'],
    (device) => device === 'cuda',
  );
  expect(states.map(({ device, state }) => [device, state])).toEqual([
    ['tensorrt', 'absent'],
    ['cuda', 'installed'],
    ['webgpu', 'bundled'],
    ['cpu', 'bundled'],
  ]);
  expect(states[0]?.howToGet).toContain('kotohogi doctor --import-cuda');
  expect(states[1]?.howToGet).toBeNull();
});

it('finds the processor on every machine', () => {
  expect(providersHere().at(-1)).toEqual({ device: 'cpu', state: 'bundled', howToGet: null });
});
