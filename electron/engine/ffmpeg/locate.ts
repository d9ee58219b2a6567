import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { missingError } from '../../../shared/errors.ts';

export type FfmpegOrigin = 'env' | 'ffmpeg-static' | '@ffmpeg-installer' | 'system';

export interface FoundFfmpeg {
  /** Absolute path. */
  readonly path: string;
  readonly origin: FfmpegOrigin;
  /** What `ffmpeg -version` says of itself, e.g. `7.0.2-static`. */
  readonly version: string;
}

/** What the search looks at; the defaults are this process's own surroundings. */
export interface FfmpegSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Loads a CommonJS package by name and throws when it is not installed. */
  readonly requirePackage: (name: string) => unknown;
}

/** Starting an unpacked program takes milliseconds; a virus scanner may hold a first start for seconds. */
const START_DEADLINE_MS = 15_000;
const REMEDY =
  'Run "npm run studio" once to set it up, install ffmpeg, or point KOTOHOGI_FFMPEG at an ffmpeg program.';

const here: FfmpegSurroundings = { env: process.env, requirePackage: createRequire(import.meta.url) };

/**
 * Finds an ffmpeg that really starts. Order: `KOTOHOGI_FFMPEG`, the npm package ffmpeg-static (whose file exists only
 * where its download succeeded), the npm package @ffmpeg-installer/ffmpeg, then PATH.
 * @throws `missing` ffmpeg-override-broken when `KOTOHOGI_FFMPEG` is set but does not start: a choice made by hand is
 *   never silently replaced; `missing` ffmpeg-missing when there is none at all
 */
export async function findFfmpeg(surroundings: FfmpegSurroundings = here): Promise<FoundFfmpeg> {
  const override = surroundings.env['KOTOHOGI_FFMPEG'];
  if (override) {
    const version = await startedVersion(path.resolve(override));
    if (version !== null) return { path: path.resolve(override), origin: 'env', version };
    throw missingError(
      'ffmpeg-override-broken',
      `KOTOHOGI_FFMPEG names "${override}", which could not be started as ffmpeg.`,
      'Correct the variable, or remove it to use the ffmpeg that comes with Kotohogi Studio.',
    );
  }
  for (const [origin, candidates] of candidatesOf(surroundings)) {
    for (const candidate of candidates()) {
      if (!existsSync(candidate)) continue;
      const version = await startedVersion(candidate);
      if (version !== null) return { path: candidate, origin, version };
    }
  }
  throw missingError('ffmpeg-missing', 'No working ffmpeg was found.', REMEDY);
}

function candidatesOf({ env, requirePackage }: FfmpegSurroundings): [FfmpegOrigin, () => string[]][] {
  return [
    ['ffmpeg-static', () => packaged(() => requirePackage('ffmpeg-static'))],
    [
      '@ffmpeg-installer',
      () => packaged(() => (requirePackage('@ffmpeg-installer/ffmpeg') as { path?: unknown }).path),
    ],
    ['system', () => onPath(env)],
  ];
}

/** The path a package names, if the package is there and supports this platform. */
function packaged(load: () => unknown): string[] {
  try {
    const named = load();
    return typeof named === 'string' ? [unpackedPath(named)] : [];
  } catch {
    return [];
  }
}

/** Programs cannot be started from inside an app archive: electron-builder lays them beside it. */
export function unpackedPath(file: string): string {
  return file.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');
}

function onPath(env: Readonly<Record<string, string | undefined>>): string[] {
  const name = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg';
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(path.delimiter);
  return folders.filter((folder) => path.isAbsolute(folder)).map((folder) => path.join(folder, name));
}

/** The version the program prints, or null when it does not start or is not ffmpeg. */
async function startedVersion(file: string): Promise<string | null> {
  return await new Promise((resolve) => {
    execFile(file, ['-version'], { timeout: START_DEADLINE_MS, windowsHide: true }, (error, stdout) => {
      resolve(error ? null : (/^ffmpeg version (\S+)/.exec(stdout)?.[1] ?? null));
    });
  });
}
