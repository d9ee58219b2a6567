/** Keeps the pictures of the lanes up to date: each lane is drawn anew only when something that it shows has changed. */
import { useClips } from '../../stores/clips.ts';
import { usePlayback } from '../../stores/playback.ts';
import { usePresets } from '../../stores/presets.ts';
import { useProject } from '../../stores/project.ts';
import { useTimeline, type ItemRef } from '../../stores/timeline.ts';
import { itemKey, type Counter, type DrawLane, type Drawing, type LaneText } from './draw/drawing.ts';
import { drawPitchCurve, drawPitchGround } from './draw/drawPitch.ts';
import { drawMinimap, drawOverlay, drawRuler, type Overlay } from './draw/drawTime.ts';
import { drawCaptions, drawClips, drawEnergy, drawMusic, drawTitles } from './draw/drawTracks.ts';
import { drawVoice } from './draw/drawVoice.ts';
import { readInk, type Ink } from './draw/ink.ts';
import type { GestureMark } from './gestures/gesture.ts';
import { lanesHeight, type Lane, type LaneName } from './laneLayout.ts';
import { pitchScaleOf } from './pitchScale.ts';
import { inTimeline } from './playheadTimes.ts';
import { currentScene } from './currentScene.ts';
import type { Scene } from './scene.ts';
import { SpectrogramTiles, type LoadSpectrogram } from './spectrogramTiles.ts';

interface Layer {
  key: readonly unknown[];
}

/** Share of the lanes that stays before the playhead after a page was turned. */
const PAGE_MARGIN = 0.05;

const NO_MARK: GestureMark = { snapX: null, box: null, readout: null };
const DRAW: Readonly<Record<Exclude<LaneName, 'pitch'>, DrawLane>> = {
  minimap: drawMinimap,
  ruler: drawRuler,
  clips: drawClips,
  voice: drawVoice,
  energy: drawEnergy,
  captions: drawCaptions,
  titles: drawTitles,
  music: drawMusic,
};

const sameKey = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((part, i) => part === b[i]);

export interface BoardParts {
  /** Below: the lanes. */
  readonly base: HTMLCanvasElement;
  /** Above: playhead, loop, what a gesture marks. */
  readonly over: HTMLCanvasElement;
  readonly loadSpectrogram: LoadSpectrogram;
}

export class LaneBoard {
  readonly #parts: BoardParts;
  readonly #layers = new Map<LaneName, Layer>();
  readonly #ground = { canvas: new OffscreenCanvas(1, 1), key: [] as readonly unknown[] };
  readonly #spectrogram: SpectrogramTiles;
  readonly #stopListening: () => void;
  #lanes: readonly Lane[] = [];
  /** Lanes lie elsewhere than in the last picture. */
  #isRelaid = false;
  #text: LaneText | null = null;
  #ink: Ink | null = null;
  #selected: { readonly of: unknown; readonly keys: ReadonlySet<string> } = { of: null, keys: new Set() };
  #overKey: readonly unknown[] = [];
  #mark: GestureMark = NO_MARK;
  #hovered: string | null = null;
  #frame: number | null = null;
  /** Shapes and points of the last picture. */
  readonly counter: Counter = { drawn: 0 };

  constructor(parts: BoardParts) {
    this.#parts = parts;
    this.#spectrogram = new SpectrogramTiles(parts.loadSpectrogram, () => this.invalidate());
    const wake = (): void => this.invalidate();
    const stops = [useProject, useTimeline, useClips, usePlayback, usePresets].map((store) =>
      store.subscribe(wake),
    );
    this.#stopListening = () => stops.forEach((stop) => stop());
  }

  /** Another size, another language, other lanes. */
  arrange(lanes: readonly Lane[], text: LaneText): void {
    this.#isRelaid ||= lanes !== this.#lanes;
    this.#lanes = lanes;
    this.#text = text;
    this.invalidate();
  }

  /** Colours may have changed. */
  recolour(): void {
    this.#ink = null;
    this.#layers.clear();
    this.#ground.key = [];
    this.invalidate();
  }

  mark(mark: GestureMark | null): void {
    this.#mark = mark ? { ...NO_MARK, ...mark } : NO_MARK;
    this.invalidate();
  }

  /** What lies under the pointer; null for nothing. */
  hover(item: ItemRef | null): void {
    const key = item && itemKey(item);
    if (key === this.#hovered) return;
    this.#hovered = key;
    this.invalidate();
  }

  /** Asks for a picture; many askings before the next one are one. */
  invalidate(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null;
      this.#paint();
    });
  }

  dispose(): void {
    this.#stopListening();
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
  }

  /** The scene as the stores say now; null while no voice is measured. */
  scene(): Scene | null {
    return currentScene();
  }

  get lanes(): readonly Lane[] {
    return this.#lanes;
  }

  get text(): LaneText | null {
    return this.#text;
  }

  #drawing(scene: Scene): Drawing | null {
    const { selection, point, tool, spectrogram } = useTimeline.getState();
    if (!this.#text) return null;
    this.#ink ??= readInk(this.#parts.base);
    if (this.#selected.of !== selection)
      this.#selected = { of: selection, keys: new Set(selection.map(itemKey)) };
    return {
      scene,
      lanes: this.#lanes,
      scale: pitchScaleOf(scene.contour.own),
      ink: this.#ink,
      text: this.#text,
      selected: this.#selected.keys,
      hovered: this.#hovered,
      arranging: useClips.getState().wanted !== null,
      point,
      tool,
      spectrogram: spectrogram
        ? (brush, drawing, lane) => this.#spectrogram.draw(brush, drawing, lane)
        : null,
    };
  }

  #paint(): void {
    const scene = this.scene();
    const drawing = scene && this.#drawing(scene);
    if (!drawing) return;
    const { base, over } = this.#parts;
    const ratio = window.devicePixelRatio;
    const size = [
      Math.round(drawing.scene.view.widthPx * ratio),
      Math.round(lanesHeight(this.#lanes) * ratio),
    ] as const;
    if (base.width !== size[0] || base.height !== size[1]) {
      for (const canvas of [base, over]) [canvas.width, canvas.height] = size;
      this.#layers.clear();
      this.#ground.key = [];
      this.#overKey = [];
    }
    if (this.#isRelaid) this.#wipe(base);
    const pending = scene.contour.update(scene.settings, scene.edit, updateOrder(scene));
    const brush = base.getContext('2d');
    if (brush) for (const lane of this.#lanes) this.#paintLane(brush, drawing, lane, ratio);
    this.#paintOver(drawing, ratio);
    if (pending) this.invalidate();
  }

  /** Lanes draw over themselves alone: what others have left between them goes here. */
  #wipe(base: HTMLCanvasElement): void {
    this.#isRelaid = false;
    this.#layers.clear();
    const brush = base.getContext('2d');
    brush?.setTransform(1, 0, 0, 1, 0, 0);
    brush?.clearRect(0, 0, base.width, base.height);
  }

  #paintLane(brush: CanvasRenderingContext2D, drawing: Drawing, lane: Lane, ratio: number): void {
    const key = [...laneKey(drawing, lane.name), drawing.ink, drawing.text, lane.topPx, lane.heightPx, ratio];
    const layer = this.#layers.get(lane.name);
    const groundKey =
      lane.name === 'pitch' ? [...groundParts(drawing), this.#spectrogram.version, ...key.slice(-5)] : [];
    const groundChanged = lane.name === 'pitch' && !sameKey(groundKey, this.#ground.key);
    if (layer && sameKey(layer.key, key) && !groundChanged) return;
    this.#layers.set(lane.name, { key });
    this.counter.drawn = 0;
    const [width, height] = [brush.canvas.width, Math.ceil(lane.heightPx * ratio)];
    brush.setTransform(1, 0, 0, 1, 0, 0);
    const top = Math.round(lane.topPx * ratio);
    if (lane.name === 'pitch') {
      if (groundChanged) this.#paintGround(drawing, lane, ratio, width, height, groundKey);
      brush.clearRect(0, top, width, height);
      brush.drawImage(this.#ground.canvas, 0, top);
    } else brush.clearRect(0, top, width, height);
    brush.save();
    brush.beginPath();
    brush.rect(0, top, width, height);
    brush.clip();
    brush.setTransform(ratio, 0, 0, ratio, 0, 0);
    const draw = lane.name === 'pitch' ? drawPitchCurve : DRAW[lane.name];
    draw(brush, drawing, lane, this.counter);
    brush.restore();
  }

  #paintGround(
    drawing: Drawing,
    lane: Lane,
    ratio: number,
    width: number,
    height: number,
    key: readonly unknown[],
  ): void {
    const { canvas } = this.#ground;
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
    const brush = canvas.getContext('2d');
    if (!brush) return;
    brush.setTransform(1, 0, 0, 1, 0, 0);
    brush.clearRect(0, 0, width, height);
    brush.setTransform(ratio, 0, 0, ratio, 0, -Math.round(lane.topPx * ratio));
    drawPitchGround(brush, drawing, lane, this.counter);
    this.#ground.key = key;
  }

  #paintOver(drawing: Drawing, ratio: number): void {
    const player = usePlayback.getState();
    const { scene } = drawing;
    const playheadSec = inTimeline(scene, player);
    if (player.playing && playheadSec !== null) turnPage(scene, playheadSec);
    const { loop } = player;
    const key = [scene.view, scene.timeMap, playheadSec, loop, this.#mark, drawing.ink, ratio, this.#lanes];
    if (sameKey(key, this.#overKey)) return;
    this.#overKey = key;
    const brush = this.#parts.over.getContext('2d');
    if (!brush) return;
    brush.setTransform(1, 0, 0, 1, 0, 0);
    brush.clearRect(0, 0, brush.canvas.width, brush.canvas.height);
    brush.setTransform(ratio, 0, 0, ratio, 0, 0);
    const at = (positionSec: number): number => inTimeline(scene, { ...player, positionSec }) ?? positionSec;
    const overlay: Overlay = {
      playheadSec,
      loop: loop && { startSec: at(loop.startSec), endSec: at(loop.endSec) },
      snapX: this.#mark.snapX ?? null,
      box: this.#mark.box ?? null,
      readout: this.#mark.readout ?? null,
    };
    drawOverlay(brush, drawing, overlay);
  }
}

/** While it plays, a playhead that leaves the lanes takes them along, a page at a time; a hand at work is not disturbed. */
function turnPage({ view }: Scene, playheadSec: number): void {
  const shownSec = view.widthPx / view.pxPerSec;
  const isSeen = playheadSec >= view.startSec && playheadSec < view.startSec + shownSec;
  if (isSeen || useProject.getState().gestureStart !== null) return;
  useTimeline.setState({
    window: { startSec: playheadSec - PAGE_MARGIN * shownSec, pxPerSec: view.pxPerSec },
  });
}

/** What the ground of the pitch lane depends on. */
const groundParts = ({ scene, selected }: Drawing): readonly unknown[] => [
  scene.facts,
  scene.edgesSec,
  selected,
  useTimeline.getState().spectrogram,
];

/** What the picture of a lane depends on, beside colours, words and its place. */
function laneKey(
  { scene, selected, hovered, arranging, point, tool }: Drawing,
  name: LaneName,
): readonly unknown[] {
  const { facts, document, clips, edit, timeMap, edgesSec, view, settings, contour, music } = scene;
  switch (name) {
    case 'minimap':
      return [facts, timeMap, view.widthPx];
    case 'ruler':
      return [view];
    case 'voice':
      return [facts, edgesSec, selected, edit];
    case 'pitch':
      return [facts, edgesSec, selected, edit.pitchCurves, contour.composedFrames, point, tool];
    case 'energy':
      return [edgesSec, edit.phrases, edit.energyCurve, settings.energyDb, point, tool];
    case 'captions':
      return [edgesSec, selected, hovered, document.captions.items];
    case 'titles':
      return [edgesSec, selected, hovered, document.titles];
    case 'clips':
      return [edgesSec, selected, hovered, arranging, clips];
    case 'music':
      return [edgesSec, selected, document.music, music];
  }
}

/** Phrases that are seen: those in the hand first, then from left to right. */
function updateOrder({ phrases: [first, end] }: Scene): readonly number[] {
  const { selection } = useTimeline.getState();
  const held = selection.flatMap(({ kind, index }) =>
    kind === 'phrase' && index >= first && index < end ? [index] : [],
  );
  const rest = Array.from({ length: end - first }, (_, i) => first + i);
  return [...held, ...rest];
}
