import { existsSync } from 'node:fs';
import { fromRoot } from '../setup/paths.mjs';

/** Engine tests start workers and the command line from their bundles. */
export default function requireBuild() {
  for (const file of ['cli.js', 'pixelWorker.js'])
    if (!existsSync(fromRoot('dist', 'node', file)))
      throw new Error(
        `dist/node/${file} is missing: run "npm run build" first ("npm test" does it by itself).`,
      );
}
