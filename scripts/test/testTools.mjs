import { isOnPath } from '../../electron/engine/cli/doctor/linuxSystem.mjs';
import { apt } from '../setup/systemLibraries.mjs';

/**
 * Gets what only tests need, where this machine lets it: a Redis server for the queue. Without it those tests are
 * skipped and say why.
 */
export async function prepareTestTools() {
  if (isOnPath('redis-server') || !isOnPath('apt-get') || process.getuid?.() !== 0) return;
  console.log('Installing redis-server for the tests of the queue.');
  await apt(['update']);
  const { status } = await apt(['install', '-y', '--no-install-recommends', 'redis-server']);
  if (status !== 0) console.log('redis-server could not be installed; the tests of the queue are skipped.');
}
