/**
 * Pencils and paper of the scenes: a field of view whose shorter side is 1000, and shapes as SVG text. Scenes are drawn
 * for the shape of the frame, so that what adorns the edges is at the edges of every frame.
 */
import { seededRandom } from '../random.ts';

/** What a scene is drawn on; units of a thousandth of the frame's shorter side. */
export interface Field {
  readonly width: number;
  readonly height: number;
  /** Numbers in [0, 1), the same for every drawing of the same scene. */
  readonly random: () => number;
}

/** The parts of a scene. Definitions are shapes that are used several times. */
export interface Sketch {
  readonly defs: string;
  readonly body: string;
}

export const SHORT_SIDE = 1000;

export function fieldOf(widthPx: number, heightPx: number, seed: number): Field {
  const unit = Math.min(widthPx, heightPx) / SHORT_SIDE;
  return { width: widthPx / unit, height: heightPx / unit, random: seededRandom(seed) };
}

/** Numbers as short as eyes allow. */
export const n = (value: number): string => String(Math.round(value * 100) / 100);

export const times = (count: number, draw: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => draw(i)).join('');

/** A number between two, by chance. */
export const between = (random: () => number, least: number, most: number): number =>
  least + (most - least) * random();

/** One of several, by chance. */
export const oneOf = <Item>(random: () => number, items: readonly Item[]): Item =>
  items[Math.floor(random() * items.length)];

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** A turned and scaled shape out of the definitions. @param flip mirrored left to right */
export const use = (id: string, { x, y }: Spot, scale = 1, turnDeg = 0, extra = '', flip = false): string =>
  `<use href="#${id}" transform="translate(${n(x)} ${n(y)}) rotate(${n(turnDeg)}) scale(${n(flip ? -scale : scale)} ${n(scale)})" ${extra}/>`;

export const circle = ({ x, y }: Spot, r: number, paint: string): string =>
  `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" ${paint}/>`;

export const path = (d: string, paint: string): string => `<path d="${d}" ${paint}/>`;

export const ground = ({ width, height }: Field, paint: string): string =>
  `<rect width="${n(width)}" height="${n(height)}" ${paint}/>`;

type Stop = readonly [offset: number, color: string, opacity?: number];
const stops = (list: readonly Stop[]): string =>
  list
    .map(
      ([offset, color, opacity = 1]) =>
        `<stop offset="${offset}" stop-color="${color}"${opacity === 1 ? '' : ` stop-opacity="${opacity}"`}/>`,
    )
    .join('');

/** From top to bottom of what it paints. */
export const fall = (id: string, list: readonly Stop[]): string =>
  `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${stops(list)}</linearGradient>`;

/** From left to right of what it paints. */
export const across = (id: string, list: readonly Stop[]): string =>
  `<linearGradient id="${id}">${stops(list)}</linearGradient>`;

/** From the middle of what it paints outwards. @param focus where the light is, shares of its box */
export const glow = (id: string, list: readonly Stop[], focus: Spot = { x: 0.5, y: 0.5 }): string =>
  `<radialGradient id="${id}" fx="${n(focus.x)}" fy="${n(focus.y)}">${stops(list)}</radialGradient>`;

/** How far from the quiet middle a place is: below 1 a person stands there, from about 1.4 on is the edge. */
export function outwardness({ width, height }: Field, { x, y }: Spot): number {
  const dx = (x - width / 2) / (width * 0.36);
  const dy = (y - height * 0.55) / (height * 0.46);
  return Math.hypot(dx, dy);
}

/**
 * Places by chance, more and more towards the edges, none where the person stands.
 * @param apart least distance between two of them
 */
export function scatter(
  field: Field,
  count: number,
  apart: number,
  within: (spot: Spot) => boolean = () => true,
): Spot[] {
  const spots: Spot[] = [];
  for (let tries = 0; tries < count * 40 && spots.length < count; tries++) {
    const spot = { x: field.random() * field.width, y: field.random() * field.height };
    const chance = (outwardness(field, spot) - 0.85) / 0.7;
    if (field.random() > chance || !within(spot)) continue;
    if (spots.some(({ x, y }) => Math.hypot(x - spot.x, y - spot.y) < apart)) continue;
    spots.push(spot);
  }
  return spots;
}
