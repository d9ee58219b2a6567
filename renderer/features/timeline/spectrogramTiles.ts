/** The picture of the partials behind the pitch lane: fetched in tiles, only for what is seen. */
import type { Spectrogram, SpectrogramRequest } from '../../../shared/contract/prosodyView.ts';
import type { Drawing } from './draw/drawing.ts';
import type { Brush } from './draw/ink.ts';
import type { Lane } from './laneLayout.ts';
import type { PitchScale } from './pitchScale.ts';
import { xOfRecorded, type Scene } from './scene.ts';

export type LoadSpectrogram = (window: Omit<SpectrogramRequest, 'voice'>) => Promise<Spectrogram>;

const TILE_COLUMNS = 256;
const ROWS_PER_SEMITONE = 3;
/** Seconds between columns: each level twice the one before, so that zooming meets known tiles again. */
const FINEST_STEP_SEC = 0.005;
/** Tiles kept; older ones are fetched again when they are wanted. */
const TILES_MAX = 160;
/** The picture stays behind the curve: what is soft fades fast, and nothing is as strong as a line. */
const STRENGTH = 0.7;
const FADE_POWER = 2.4;
/** Tiles under way at once: those of a window that has gone should not be waited for. */
const LOADS_MAX = 2;

type Tile = { readonly picture: OffscreenCanvas } | 'loading';

export class SpectrogramTiles {
  readonly #load: LoadSpectrogram;
  readonly #onTile: () => void;
  readonly #tiles = new Map<string, Tile>();
  #of: unknown = null;
  #loading = 0;
  /** Grows with every tile. */
  version = 0;

  constructor(load: LoadSpectrogram, onTile: () => void) {
    this.#load = load;
    this.#onTile = onTile;
  }

  draw(brush: Brush, { scene, scale, ink }: Drawing, lane: Lane): void {
    if (scene.facts.medianHz === null) return;
    if (this.#of !== scene.facts) {
      this.#tiles.clear();
      this.#of = scene.facts;
    }
    const level = levelOf(scene);
    const stepSec = FINEST_STEP_SEC * 2 ** level;
    const tileSec = stepSec * TILE_COLUMNS;
    const first = Math.floor(scene.edgesSec[0] / tileSec);
    const last = Math.floor(scene.edgesSec[scene.edgesSec.length - 1] / tileSec);
    brush.imageSmoothingEnabled = true;
    for (let index = first; index <= last; index++) {
      const key = `${level}/${index}`;
      const tile = this.#tiles.get(key);
      if (tile === undefined) this.#fetch(key, scene, scale, index * tileSec, stepSec, ink.spectrum);
      else if (tile !== 'loading') drawTile(brush, scene, lane, tile.picture, index * tileSec, tileSec);
    }
  }

  #fetch(
    key: string,
    scene: Scene,
    scale: PitchScale,
    startSec: number,
    stepSec: number,
    colour: string,
  ): void {
    if (this.#loading >= LOADS_MAX) return;
    this.#loading++;
    this.#tiles.set(key, 'loading');
    const rows = Math.round((scale.highSemitones - scale.lowSemitones) * ROWS_PER_SEMITONE);
    const window = {
      startSec,
      stepSec,
      columns: TILE_COLUMNS,
      lowestHz: Math.max(20, (scene.facts.medianHz ?? 100) * 2 ** (scale.lowSemitones / 12)),
      rowsPerSemitone: ROWS_PER_SEMITONE,
      rows,
    };
    void this.#load(window).then(
      ({ levels }) => {
        if (this.#of !== scene.facts) return this.#arrived();
        this.#tiles.set(key, { picture: pictureOf(levels, rows, colour) });
        for (const old of [...this.#tiles.keys()].slice(0, Math.max(0, this.#tiles.size - TILES_MAX)))
          this.#tiles.delete(old);
        this.version++;
        this.#arrived();
      },
      // A picture behind the curve that cannot be had is no reason to stop anyone.
      () => this.#arrived(),
    );
  }

  #arrived(): void {
    this.#loading--;
    this.version++;
    this.#onTile();
  }
}

function levelOf({ edgesSec }: Scene): number {
  const perColumnSec = (edgesSec[edgesSec.length - 1] - edgesSec[0]) / Math.max(1, edgesSec.length - 1);
  return Math.max(0, Math.floor(Math.log2(Math.max(1e-6, perColumnSec) / FINEST_STEP_SEC)));
}

function pictureOf(levels: Uint8Array, rows: number, colour: string): OffscreenCanvas {
  const picture = new OffscreenCanvas(TILE_COLUMNS, rows);
  const brush = picture.getContext('2d');
  if (!brush) return picture;
  const pixels = brush.createImageData(TILE_COLUMNS, rows);
  for (let column = 0; column < TILE_COLUMNS; column++)
    for (let row = 0; row < rows; row++)
      pixels.data[4 * ((rows - 1 - row) * TILE_COLUMNS + column) + 3] =
        255 * STRENGTH * (levels[column * rows + row] / 255) ** FADE_POWER;
  brush.putImageData(pixels, 0, 0);
  // The levels are how much of the colour is seen.
  brush.globalCompositeOperation = 'source-in';
  brush.fillStyle = colour;
  brush.fillRect(0, 0, TILE_COLUMNS, rows);
  return picture;
}

/** Columns of a tile that are laid down at once where times are stretched unevenly. */
const STRIPS = 8;

function drawTile(
  brush: Brush,
  scene: Scene,
  lane: Lane,
  picture: OffscreenCanvas,
  startSec: number,
  tileSec: number,
): void {
  const columns = TILE_COLUMNS / STRIPS;
  for (let strip = 0; strip < STRIPS; strip++) {
    const left = xOfRecorded(scene, startSec + (tileSec * strip) / STRIPS);
    const right = xOfRecorded(scene, startSec + (tileSec * (strip + 1)) / STRIPS);
    if (right < 0 || left > scene.view.widthPx) continue;
    brush.drawImage(
      picture,
      strip * columns,
      0,
      columns,
      picture.height,
      left,
      lane.topPx,
      right - left,
      lane.heightPx,
    );
  }
}
