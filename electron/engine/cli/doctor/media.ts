import { toErrorReport } from '../../../../shared/errors.ts';
import { findFfmpeg } from '../../ffmpeg/locate.ts';
import { outputOf } from './execute.ts';
import { found, missing, type Finding } from './finding.ts';

/** What every video is made with. */
const ENCODERS = ['libx264', 'aac'] as const;

/** @param listing what `ffmpeg -encoders` prints */
export const absentEncoders = (listing: string): string[] =>
  ENCODERS.filter((encoder) => !new RegExp(`^ \\S+ ${encoder} `, 'm').test(listing));

export async function checkFfmpeg(): Promise<Finding[]> {
  try {
    const { path, origin, version } = await findFfmpeg();
    const absent = absentEncoders((await outputOf(path, ['-hide_banner', '-encoders'])) ?? '');
    const program = found('ffmpeg', `${version} (${origin}) at ${path}`);
    return absent.length === 0
      ? [program, found('encoders', ENCODERS.join(', '))]
      : [
          program,
          missing(
            'encoders',
            `${absent.join(', ')} not in this ffmpeg`,
            'Point KOTOHOGI_FFMPEG at a full ffmpeg.',
          ),
        ];
  } catch (thrown) {
    const { message, hint } = toErrorReport(thrown);
    return [missing('ffmpeg', message, hint)];
  }
}
