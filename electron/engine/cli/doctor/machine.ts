import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { resolveFolders } from '../../folders.ts';
import { outputOf } from './execute.ts';
import { found, limited, type Finding } from './finding.ts';
import { findSystemGaps, hasDisplay } from './linuxSystem.mjs';

const GIB = 2 ** 30;
/** A minute of video with its caches stays well below this. */
const DISK_MIN_BYTES = 2 * GIB;
/** Measured: a render at 1080x1080 peaks below one GiB, the app around it needs as much again. */
const MEMORY_MIN_BYTES = 4 * GIB;

const gibText = (bytes: number): string => `${(bytes / GIB).toFixed(1)} GiB`;

async function checkSystem(electronProgram: string | null): Promise<Finding[]> {
  if (process.platform !== 'linux' || electronProgram === null) return [];
  const gaps = await findSystemGaps(electronProgram);
  if (gaps.length === 0)
    return [
      found(
        'system',
        hasDisplay() ? 'libraries complete, a display' : 'libraries, virtual display and fonts complete',
      ),
    ];
  return gaps.map(({ what, packages }) => {
    const names = packages.map(([name]) => name).join(' ');
    return limited(
      'system',
      `${what} missing for the app`,
      `Run "npm run setup" as root, or install ${names}.`,
    );
  });
}

async function checkDisk(): Promise<Finding> {
  const { home } = resolveFolders();
  // The folder itself is made by the first render.
  let existing = home;
  while (!existsSync(existing)) existing = path.dirname(existing);
  const { bavail, bsize } = await statfs(existing);
  const free = bavail * bsize;
  const detail = `${gibText(free)} free at ${home}`;
  return free >= DISK_MIN_BYTES
    ? found('disk', detail)
    : limited('disk', detail, 'Free some space, or point KOTOHOGI_HOME at a folder on another disk.');
}

function checkMemory(): Finding {
  const detail = `${gibText(os.totalmem())}, ${gibText(os.freemem())} of it free`;
  return os.totalmem() >= MEMORY_MIN_BYTES
    ? found('memory', detail)
    : limited('memory', detail, 'Choose a smaller video size, or close other programs.');
}

const checkCores = (): Finding =>
  found('processor', `${os.availableParallelism()} cores, ${os.cpus()[0]?.model.trim() ?? 'unknown model'}`);

async function checkGpu(): Promise<Finding> {
  const query = ['--query-gpu=name,driver_version,memory.total', '--format=csv,noheader'];
  const listing = await outputOf('nvidia-smi', query);
  if (listing !== null && listing.trim() !== '')
    return found('NVIDIA GPU', listing.trim().split('\n').join('; '));
  if (existsSync('/dev/nvidia0'))
    return limited('NVIDIA GPU', 'a device but no nvidia-smi', "Install NVIDIA's driver tools.");
  return found('NVIDIA GPU', 'none; everything runs on the CPU');
}

export const checkMachine = async (electronProgram: string | null): Promise<Finding[]> => [
  ...(await checkSystem(electronProgram)),
  await checkDisk(),
  checkMemory(),
  checkCores(),
  await checkGpu(),
];
