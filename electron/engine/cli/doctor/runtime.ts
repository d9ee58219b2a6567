import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { outputOf } from './execute.ts';
import { found, limited, missing, type Finding } from './finding.ts';

const NODE_MIN = [20, 19] as const;
/** Written by set-up beside the runtime it describes. */
const runtimeNoteSchema = z.object({ origin: z.enum(['official', 'fallback']), version: z.string() });

function checkNode(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [minMajor, minMinor] = NODE_MIN;
  const detail = `${process.versions.node} (${process.platform} ${process.arch})`;
  if (major > minMajor || (major === minMajor && minor >= minMinor)) return found('Node.js', detail);
  return missing(
    'Node.js',
    detail,
    `Install Node.js ${minMajor}.${minMinor} or newer from https://nodejs.org.`,
  );
}

async function checkNpm(): Promise<Finding> {
  const version = await (process.platform === 'win32'
    ? outputOf('cmd.exe', ['/c', 'npm', '--version'])
    : outputOf('npm', ['--version']));
  return version === null
    ? limited('npm', 'not found', 'Set-up needs npm; it comes with Node.js from https://nodejs.org.')
    : found('npm', version.trim());
}

export interface ElectronInstall {
  /** Absolute path of the program; null when there is none. */
  readonly program: string | null;
  readonly finding: Finding;
}

/** Looks at the app's runtime without starting it: the engine itself never needs it. */
export function inspectElectron(): ElectronInstall {
  const running = process.versions['electron'];
  if (running !== undefined)
    return {
      program: process.execPath,
      finding: found('Electron', `${running} with Node.js ${process.versions.node} (running in it)`),
    };
  const remedy = 'Run "npm run setup". The command line also works without Electron.';
  const require = createRequire(import.meta.url);
  let folder: string;
  try {
    folder = path.dirname(require.resolve('electron/package.json'));
  } catch {
    return { program: null, finding: limited('Electron', 'not installed', remedy) };
  }
  const pathFile = path.join(folder, 'path.txt');
  const program = existsSync(pathFile) ? path.join(folder, 'dist', readFileSync(pathFile, 'utf8')) : null;
  if (program === null || !existsSync(program))
    return { program: null, finding: limited('Electron', 'its runtime is not installed', remedy) };

  const pinned = z.object({ version: z.string() }).parse(require('electron/package.json')).version;
  const noteFile = path.join(folder, 'dist', 'kotohogi-runtime.json');
  const note = existsSync(noteFile)
    ? runtimeNoteSchema.parse(JSON.parse(readFileSync(noteFile, 'utf8')))
    : { origin: 'official', version: pinned };
  if (note.origin === 'official')
    return { program, finding: found('Electron', `${note.version} (official)`) };
  return {
    program,
    finding: limited(
      'Electron',
      `FALLBACK IN USE: ${note.version} out of an npm package, instead of the official ${pinned}`,
      'For development and tests only. With access to github.com run "npm run setup -- --retry-downloads".',
    ),
  };
}

/** The packaged app brings its own Node.js and sets nothing up: there, those of the machine are of no matter. */
export const checkRuntime = async (electron: ElectronInstall): Promise<Finding[]> =>
  process.versions['electron'] === undefined
    ? [checkNode(), await checkNpm(), electron.finding]
    : [electron.finding];
