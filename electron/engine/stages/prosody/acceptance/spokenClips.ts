import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { isInstalled } from './praatTracker.ts';

const execute = promisify(execFile);

/** A clip, and the range in which its pitch is searched. */
export interface SpokenClip {
  readonly name: string;
  readonly wavPath: string;
  readonly floorHz: number;
  readonly ceilingHz: number;
}

interface Speech {
  readonly name: string;
  readonly program: 'flite' | 'espeak-ng';
  readonly voice: string;
  readonly text: string;
  readonly low: boolean;
}

const SPEECHES: readonly Speech[] = [
  {
    name: 'en-female-16k',
    program: 'flite',
    voice: 'slt',
    text: 'Dear Anna, congratulations on your wedding. May your life together be long and happy.',
    low: false,
  },
  {
    name: 'en-male-16k',
    program: 'flite',
    voice: 'rms',
    text: 'Happy new year, everyone! Let us make this one better than the last.',
    low: true,
  },
  {
    name: 'ja-male-22k',
    program: 'espeak-ng',
    voice: 'ja+m3',
    text: 'ごそつぎょうおめでとうございます。これからもがんばってください。',
    low: true,
  },
  {
    name: 'fa-female-22k',
    program: 'espeak-ng',
    voice: 'fa+f2',
    text: 'سال نو مبارک. برایتان آرزوی سلامتی دارم.',
    low: false,
  },
];

/** Speaks the clips whose program is installed. */
export async function speakClips(folder: string): Promise<SpokenClip[]> {
  const clips: SpokenClip[] = [];
  for (const { name, program, voice, text, low } of SPEECHES) {
    if (!(await isInstalled(program))) continue;
    const wavPath = path.join(folder, `${name}.wav`);
    const words =
      program === 'flite' ? ['-voice', voice, '-t', text, '-o', wavPath] : ['-v', voice, '-w', wavPath, text];
    await execute(program, words);
    clips.push({ name, wavPath, floorHz: low ? 60 : 75, ceilingHz: low ? 400 : 600 });
  }
  return clips;
}
