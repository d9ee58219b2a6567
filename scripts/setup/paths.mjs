import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the checkout, absolute. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** @param {...string} parts path below the root */
export const fromRoot = (...parts) => path.join(ROOT, ...parts);

/** @param {...string} parts path below node_modules */
export const fromModules = (...parts) => path.join(ROOT, 'node_modules', ...parts);

/** What set-up remembers about this installation. Lives and dies with node_modules, like what it describes. */
export const STATE_FOLDER = fromModules('.kotohogi');
