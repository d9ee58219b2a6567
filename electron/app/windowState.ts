import path from 'node:path';
import { z } from 'zod';
import { readJsonFile, writeJsonFile } from '../settings/jsonFile.ts';

const boundsSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(1),
  height: z.number().int().min(1),
});
export type Bounds = z.infer<typeof boundsSchema>;

const windowStateSchema = z.object({ bounds: boundsSchema, maximized: z.boolean() });
export type WindowState = z.infer<typeof windowStateSchema>;

export const DEFAULT_SIZE_PX = { width: 1280, height: 800 } as const;
export const MIN_SIZE_PX = { width: 900, height: 640 } as const;

/** A part of the title bar this large has to be on a screen, or the window could not be grabbed. Pixels. */
const REACHABLE_PX = 80;

/** True when enough of the window's top edge lies on one of the screens to be dragged. */
export const isReachable = (bounds: Bounds, screens: readonly Bounds[]): boolean =>
  screens.some((screen) => {
    const visibleWidth =
      Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x);
    return (
      visibleWidth >= REACHABLE_PX &&
      bounds.y >= screen.y &&
      bounds.y <= screen.y + screen.height - REACHABLE_PX
    );
  });

const stateFile = (home: string): string => path.join(home, 'window.json');

/** @returns null when there is nothing usable: a first start, or the screen it was on has gone */
export async function loadWindowState(home: string, screens: readonly Bounds[]): Promise<WindowState | null> {
  const state = await readJsonFile(stateFile(home), windowStateSchema);
  return state && isReachable(state.bounds, screens) ? state : null;
}

export const saveWindowState = (home: string, state: WindowState): Promise<void> =>
  writeJsonFile(stateFile(home), state);
