/** Scenes for tests: a voice made of rules in lanes of a known size. */
import type { ProsodyView } from '../../../shared/contract/prosodyView.ts';
import { fakeProsodyView } from '../../api/fakeTimeline.ts';
import { useClips } from '../../stores/clips.ts';
import { usePlayback } from '../../stores/playback.ts';
import { useProject } from '../../stores/project.ts';
import { EMPTY_PROJECT, type ProjectDocument } from '../../stores/projectDocument.ts';
import { useTimeline } from '../../stores/timeline.ts';
import { currentScene } from './currentScene.ts';
import type { Drawing, LaneText } from './draw/drawing.ts';
import type { Ink } from './draw/ink.ts';
import type { GestureStart, Hand } from './gestures/gesture.ts';
import { layLanes, LANES, type Lane } from './laneLayout.ts';
import { pitchScaleOf } from './pitchScale.ts';
import type { Scene } from './scene.ts';

export const WIDTH_PX = 1000;
export const testLanes: readonly Lane[] = layLanes(LANES, 500);
const TOKEN = 'a'.repeat(32);

export const testText: LaneText = {
  semitones: String,
  decibels: String,
  seconds: String,
  factor: String,
  clock: String,
  musicLoops: 'loops',
};

/** Puts a voice into the stores, as if it had just been measured; nothing is selected, all of it is seen. */
export function openTestVoice(
  view: ProsodyView = fakeProsodyView(),
  document: Partial<ProjectDocument> = {},
): void {
  const voice = {
    token: TOKEN,
    purpose: 'voice' as const,
    name: 'voice.wav',
    bytes: 1,
    url: 'media://granted/v',
  };
  useProject.getState().replace({ ...EMPTY_PROJECT, voice, ...document });
  useTimeline.setState({
    ...useTimeline.getInitialState(),
    measured: { token: TOKEN, view },
    widthPx: WIDTH_PX,
  });
  useClips.setState({ ...useClips.getInitialState() });
  usePlayback.getState().hear({ durationSec: view.durationSec, fps: 25, timeMap: [] });
}

/** @throws when no voice was opened */
export function testScene(): Scene {
  const scene = currentScene();
  if (!scene) throw new Error('No voice is open.');
  const all = scene.facts.phrases.map((_, index) => index);
  while (scene.contour.update(scene.settings, scene.edit, all));
  return scene;
}

export const handAt = (x: number, y: number, keys: Partial<Hand> = {}): Hand => ({
  x,
  y,
  shift: false,
  alt: false,
  mod: false,
  ...keys,
});

export function startAt(hand: Hand): GestureStart {
  const scene = testScene();
  return {
    scene,
    lanes: testLanes,
    scale: pitchScaleOf(scene.contour.own),
    text: testText,
    hand,
    sceneNow: testScene,
  };
}

export function testDrawing(): Drawing {
  const scene = testScene();
  return {
    scene,
    lanes: testLanes,
    scale: pitchScaleOf(scene.contour.own),
    // Every colour and the font are strings; which ones does not matter to a brush that only counts.
    ink: new Proxy({}, { get: () => '#000' }) as Ink,
    text: testText,
    selected: new Set(),
    hovered: null,
    arranging: false,
    point: null,
    tool: 'points',
    spectrogram: null,
  };
}
