import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseLaunchArguments } from './launchArguments.ts';
import { displayFolder, homeFolder } from './paths.ts';
import { isReachable } from './windowState.ts';

describe('parseLaunchArguments', () => {
  const studio = { kind: 'studio', projectFile: null, deepLink: null, newProject: false };

  it('renders only when asked to', () => {
    expect(parseLaunchArguments(['electron', '.', '--no-sandbox'])).toEqual(studio);
    expect(parseLaunchArguments(['electron', '.', '--render-request='])).toEqual(studio);
    expect(parseLaunchArguments(['electron', '.', '--render-request=/a b.json'])).toEqual({
      kind: 'render',
      requestFile: '/a b.json',
    });
  });

  it('opens a project that it is given', () => {
    expect(parseLaunchArguments(['electron', '.', '--no-sandbox', 'my party.Kotohogi'])).toEqual({
      ...studio,
      projectFile: 'my party.Kotohogi',
    });
    expect(parseLaunchArguments(['studio.kotohogi', '--a.kotohogi'])).toEqual(studio);
  });

  it('tells a followed address from a file, and a new project from both', () => {
    const address = 'kotohogi://open?project=/a.kotohogi';
    expect(parseLaunchArguments(['studio', address])).toEqual({ ...studio, deepLink: address });
    expect(parseLaunchArguments(['studio', '--new-project'])).toEqual({ ...studio, newProject: true });
  });

  it('is the command line with whatever stands behind the word for it', () => {
    const words = ['render', '--photo', 'a.jpg', '--render-request=/x', '--cli'];
    expect(parseLaunchArguments(['studio', '--log-level=3', '--cli', '--', ...words])).toEqual({
      kind: 'commandLine',
      words,
    });
    expect(parseLaunchArguments(['studio', '--cli'])).toEqual({ kind: 'commandLine', words: [] });
    expect(parseLaunchArguments(['studio', 'deviceTrial.js', '--device-trial'])).toEqual({
      kind: 'deviceTrial',
    });
  });
});

describe('folders', () => {
  it('can be moved by KOTOHOGI_HOME', () => {
    expect(homeFolder({ KOTOHOGI_HOME: '/data/me' }, '/config')).toBe(path.resolve('/data/me'));
    expect(homeFolder({}, '/config')).toBe(path.join('/config', 'kotohogi-studio'));
  });

  it('are shortened for people', () => {
    expect(displayFolder('/home/aya/Videos', '/home/aya')).toBe(path.join('~', 'Videos'));
    expect(displayFolder('/home/aya', '/home/aya')).toBe('~');
    expect(displayFolder('/home/ayame', '/home/aya')).toBe('/home/ayame');
  });
});

describe('isReachable', () => {
  const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }];
  it('wants enough of the title bar on a screen', () => {
    expect(isReachable({ x: 100, y: 100, width: 1280, height: 800 }, screens)).toBe(true);
    expect(isReachable({ x: 1850, y: 100, width: 1280, height: 800 }, screens)).toBe(false);
    expect(isReachable({ x: 100, y: -20, width: 1280, height: 800 }, screens)).toBe(false);
    expect(isReachable({ x: 2500, y: 100, width: 1280, height: 800 }, screens)).toBe(false);
  });
});
