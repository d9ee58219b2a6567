/** What is heard, without what is seen. */
import type { EngineContext } from '../context.ts';
import { fileUrl, ownWavArgs, runFfmpeg } from '../ffmpeg/run.ts';
import { writeWhole } from '../runtime/writeWhole.ts';
import type { SpooledSound } from '../runtime/spooledSound.ts';
import { audioCodec, whyNotWritten } from '../stages/encode/index.ts';

/** Twice what a film's sound track has: nothing of the voice is lost, and files stay half the size of floats. */
const WAV_ARGS = ['-c:a', 'pcm_s24le', '-f', 'wav'];

/**
 * Writes a sound as M4A (AAC) or WAV (24 bits, the voice's own rate); the file is whole or not there.
 * @param ending `.m4a` or `.wav`
 * @throws KotohogiError `disk-full`
 */
export async function writeSoundFile(
  sound: SpooledSound,
  outPath: string,
  ending: string,
  context: Pick<EngineContext, 'signal' | 'ffmpegPath'>,
): Promise<void> {
  const codec =
    ending === '.wav' ? WAV_ARGS : [...audioCodec(sound), '-movflags', '+faststart', '-f', 'ipod'];
  await writeWhole(outPath, async (partial) => {
    await runFfmpeg(
      [...ownWavArgs(sound.file), '-map', '0:a:0', ...codec, '-y', fileUrl(partial)],
      context,
    ).catch((thrown: unknown) => {
      throw whyNotWritten(outPath, thrown);
    });
  });
}
