/** How long it takes to remember a photo: from memory, and from the disk with its hash. */
import path from 'node:path';
import { DEFAULT_INFERENCE_SETTINGS } from '../../../../shared/contract/inference.ts';
import { registerAvatar } from '../../avatar/index.ts';
import { contextOfCall } from '../../engineHost.ts';
import type { EngineRun } from '../../index.ts';
import { silentProgress } from '../../progress.ts';
import { createContentCache, type ContentCache } from '../../runtime/contentCache/index.ts';
import { decodePhoto } from '../../stages/media/index.ts';
import { workloadOf, type Workload } from './workload.ts';

const READS = 9;
const PLENTY_BYTES = 2 ** 30;

/**
 * @param run with a cache that knows the photo
 * @throws Error when the cache does not know it: a defect
 */
export async function benchAvatarReads(photoPath: string, run: EngineRun): Promise<readonly Workload[]> {
  const call = contextOfCall({ ...run, settings: DEFAULT_INFERENCE_SETTINGS });
  const room = { ...call, progress: silentProgress };
  const photo = await decodePhoto(photoPath, room);
  const wishes = { personModel: 'auto', matteModel: null };
  const open = (): ContentCache =>
    createContentCache({
      folder: path.join(run.folders.cache, 'results'),
      memoryBytes: PLENTY_BYTES,
      diskBytes: PLENTY_BYTES,
    });
  const read = async (cache: ContentCache): Promise<number> => {
    const startMs = performance.now();
    const { caches } = await registerAvatar(photo, wishes, cache, (_stage, work) => work(room));
    if (caches.face !== 'hit' || caches.person !== 'hit')
      throw new Error('A photo that was looked at is not remembered.');
    return performance.now() - startMs;
  };
  const disk: number[] = [];
  const memory: number[] = [];
  // The first look at the models' files is not a read of the cache.
  await read(open());
  while (disk.length < READS) {
    const cache = open();
    disk.push(await read(cache));
    memory.push(await read(cache));
  }
  return [workloadOf('avatar-from-memory', memory), workloadOf('avatar-from-disk', disk)];
}
