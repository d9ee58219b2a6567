import { buildPackages, appProgram, unpackedFolder } from './layOut.mjs';
import { makeInspectable } from './inspectable.mjs';
import { findParts } from './runtime.mjs';

/**
 * Lays out the packed app and its twin that tests may drive.
 * @returns {Promise<{ KOTOHOGI_PACKED: string, KOTOHOGI_APP: string }>} the environment that names both to the tests
 */
export async function layOutForTests() {
  const { electron } = await findParts();
  await buildPackages(electron.version, ['dir']);
  return { KOTOHOGI_PACKED: appProgram(), KOTOHOGI_APP: await makeInspectable(unpackedFolder()) };
}
