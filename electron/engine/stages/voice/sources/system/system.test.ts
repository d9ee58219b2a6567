import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NEUTRAL_SPEAKING, type SpeakSettings, type SpokenText, type VoiceSource } from '../types.ts';
import { ipaOf } from './arpabet.ts';
import { parseFestivalVoices } from './festival.ts';
import { parseFliteSegments, parseFliteVoices } from './flite.ts';
import { createSystemVoices } from './index.ts';
import { parseSapiVoices, parseVisemes, sapi } from './sapi.ts';
import { parseSayVoices, say } from './say.ts';
import type { SystemTool } from './types.ts';

const room = { signal: new AbortController().signal, progress: { report: () => undefined } };
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'system-voices-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Writes a second of a tone at 22 050 Hz, as the real programs would. */
const WRITE_WAV = `
const writeWav = (file) => {
  const wav = Buffer.alloc(44 + 2 * 22050);
  wav.write('RIFF'); wav.writeUInt32LE(wav.length - 8, 4); wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16); wav.writeUInt16LE(1, 20); wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(22050, 24); wav.writeUInt32LE(44100, 28); wav.writeUInt16LE(2, 32); wav.writeUInt16LE(16, 34);
  wav.write('data', 36); wav.writeUInt32LE(2 * 22050, 40);
  for (let i = 0; i < 22050; i++) wav.writeInt16LE(Math.round(8000 * Math.sin(i / 10)), 44 + 2 * i);
  require('node:fs').writeFileSync(file, wav);
};
`;

/** A program of another name that keeps account of what it was asked. @returns its path and a reader of the account */
async function standIn(name: string, body: string) {
  const file = path.join(folder, name);
  const account = `${file}.log`;
  await writeFile(
    file,
    `#!${process.execPath}
const fs = require('node:fs');
const args = process.argv.slice(2);
const refuse = (why) => { console.error(why); process.exit(64); };
const keep = (facts) => fs.appendFileSync(${JSON.stringify(account)}, JSON.stringify(facts) + '\\n');
${WRITE_WAV}${body}`,
  );
  await chmod(file, 0o755);
  const asked = async (): Promise<readonly unknown[]> =>
    (await readFile(account, 'utf8'))
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
  return { file, asked };
}

async function speakWith(
  tool: SystemTool,
  file: string,
  text: string,
  settings: SpeakSettings = NEUTRAL_SPEAKING,
): Promise<SpokenText> {
  const source: VoiceSource = createSystemVoices([{ ...tool, find: () => file }]);
  const [voice] = await source.voices(room.signal);
  return source.speak(text, voice, settings, room);
}

/** Knows the options that the manual page of say names, and refuses all else. */
const SAY = `
if (args[0] === '-v' && args[1] === '?') {
  console.log("Samantha            en_US    # Hello! My name is Samantha.");
  console.log("Eddy (German (Germany)) de_DE    # Hallo! Ich heiße Eddy.");
  process.exit(0);
}
const known = { '-v': 1, '-r': 1, '-o': 1, '-f': 1 };
const asked = {};
for (let i = 0; i < args.length; i++) {
  if (known[args[i]]) asked[args[i]] = args[++i];
  else if (/^--(file|data)-format=/.test(args[i])) asked[args[i].split('=')[0]] = args[i].split('=')[1];
  else refuse('say: unknown argument ' + args[i]);
}
if (asked['--data-format'] !== 'LEI16@22050' || asked['--file-format'] !== 'WAVE') refuse('Opening output file failed: fmt?');
keep({ voice: asked['-v'], rate: asked['-r'] ?? null, text: fs.readFileSync(asked['-f'], 'utf8') });
writeWav(asked['-o']);
`;

/** Takes a script as Windows PowerShell does, and does what the script says of the file that it names. */
const POWERSHELL = `
const at = args.indexOf('-EncodedCommand');
if (at < 0 || !args.includes('-NonInteractive') || !args.includes('-NoProfile')) refuse('wrong arguments');
const script = Buffer.from(args[at + 1], 'base64').toString('utf16le');
if (!script.includes('Add-Type -AssemblyName System.Speech')) refuse('no speech');
if (script.includes('GetInstalledVoices')) {
  console.log('{"name":"Microsoft Haruka Desktop","culture":"ja-JP"}');
  process.exit(0);
}
const order = JSON.parse(fs.readFileSync(Buffer.from(/FromBase64String\\('([^']+)'\\)/.exec(script)[1], 'base64').toString('utf8'), 'utf8'));
if (script.includes(order.words)) refuse('the words are in the script');
keep({ voice: order.voice, rate: order.rate, words: order.words });
writeWav(order.sound);
console.log('A remark of the program');
console.log('{"viseme":0,"startMs":0,"durationMs":100}');
console.log('{"viseme":21,"startMs":100,"durationMs":300}');
console.log('{"viseme":2,"startMs":250,"durationMs":5000}');
`;

describe.skipIf(process.platform === 'win32')('say', () => {
  it('is asked by its documented options, and the words stay out of the command line', async () => {
    const program = await standIn('say', SAY);
    const text = 'Hello $(whoami) "Anna" [[slnc 9000]] -o /etc/x.';
    const spoken = await speakWith(say, program.file, text, { ...NEUTRAL_SPEAKING, rate: 1.2 });
    expect(await program.asked()).toEqual([
      { voice: 'Samantha', rate: '210', text: 'Hello $(whoami) "Anna" [ [slnc 9000]] -o /etc/x.' },
    ]);
    expect(spoken.clip.sampleRateHz).toBe(22_050);
    expect(spoken.clip.length).toBeGreaterThan(22_000);
    expect(spoken.phonemes).toBeNull();
  });

  it('knows voices whose names have spaces and brackets', () => {
    const table =
      'Eddy (German (Germany)) de_DE    # Hallo!\nKyoko               ja_JP    # こんにちは\nnonsense\n';
    expect(parseSayVoices(table, '24').map(({ name, language }) => [name, language])).toEqual([
      ['Eddy (German (Germany))', 'de-DE'],
      ['Kyoko', 'ja-JP'],
    ]);
  });
});

describe.skipIf(process.platform === 'win32')('Windows voices', () => {
  it('get the words in a file, and their visemes become times', async () => {
    const program = await standIn('powershell', POWERSHELL);
    const spoken = await speakWith(sapi, program.file, "お誕生日'; Remove-Item x #", {
      ...NEUTRAL_SPEAKING,
      rate: 2,
    });
    expect(await program.asked()).toEqual([
      { voice: 'Microsoft Haruka Desktop', rate: 6, words: "お誕生日'; Remove-Item x #" },
    ]);
    expect(spoken.phonemes).toEqual([
      { symbol: '', startSec: 0, endSec: 0.1 },
      { symbol: 'p', startSec: 0.1, endSec: 0.25 },
      { symbol: 'ɑ', startSec: 0.25, endSec: 1 },
    ]);
  });

  it('have no times where what is told cannot be true', () => {
    const line = (viseme: number, startMs: number): string =>
      JSON.stringify({ viseme, startMs, durationMs: 50 });
    expect(parseVisemes([line(1, 0), line(2, 0)].join('\n'), 1)).toBeNull();
    expect(parseVisemes([line(1, 500), line(2, 100)].join('\r\n'), 1)).toBeNull();
    expect(parseVisemes([line(1, 0), line(2, 1500)].join('\n'), 1)).toBeNull();
    expect(parseVisemes([line(1, 0), line(99, 500)].join('\n'), 1)).toBeNull();
    expect(parseVisemes('', 1)).toBeNull();
    expect(parseSapiVoices('no json\n{"name":""}\n', '10')).toEqual([]);
  });
});

describe('Flite and Festival', () => {
  it('tell their voices', () => {
    expect(
      parseFliteVoices('Voices available: kal awb_time awb slt \n', '2.2').map(({ name, language }) => [
        name,
        language,
      ]),
    ).toEqual([
      ['kal', 'en-US'],
      ['awb', 'en-GB'],
      ['slt', 'en-US'],
    ]);
    expect(
      parseFestivalVoices('kal_diphone english american\nel_diphone spanish nil\n(evil) english x\n', '2.5'),
    ).toMatchObject([{ name: 'kal_diphone', language: 'en-US' }]);
  });

  it('tell the ends of their sounds, each line from its own beginning', () => {
    expect(parseFliteSegments('pau:0.100 hh:0.250 \npau:0.200 iy:0.300 \n')).toEqual([
      { symbol: '', startSec: 0, endSec: 0.1 },
      { symbol: 'h', startSec: 0.1, endSec: 0.25 },
      { symbol: '', startSec: 0.25, endSec: 0.45 },
      { symbol: 'i', startSec: 0.45, endSec: 0.55 },
    ]);
    expect(parseFliteSegments('pau:0.1 zz9:0.2')).toBeNull();
    expect(parseFliteSegments('pau:0.3 iy:0.2')).toBeNull();
    expect(ipaOf('JH')).toBe('dʒ');
  });
});

describe('programs that fail', () => {
  const broken = async (name: string, body: string): Promise<SystemTool> => {
    const { file } = await standIn(name, body);
    return { ...say, find: () => file };
  };

  it.skipIf(process.platform === 'win32')('are told by what they say last', async () => {
    const tool = await broken(
      'refusing',
      `if (args[1] === '?') { console.log('Anna de_DE # Hallo'); process.exit(0); } refuse('Voice not found.');`,
    );
    const source = createSystemVoices([tool]);
    const [voice] = await source.voices(room.signal);
    await expect(source.speak('Hallo.', voice, NEUTRAL_SPEAKING, room)).rejects.toMatchObject({
      code: 'voice-program-failed',
      message: 'say could not speak: Voice not found.',
    });
  });

  it.skipIf(process.platform === 'win32')('do not hide those that answer', async () => {
    const tools = [await broken('mute', 'process.exit(3);'), { ...say, id: 'other', find: () => null }];
    await expect(createSystemVoices(tools).voices(room.signal)).rejects.toMatchObject({
      code: 'voice-program-failed',
    });
    const { file } = await standIn('working', SAY);
    const voices = await createSystemVoices([...tools, { ...say, id: 'second', find: () => file }]).voices(
      room.signal,
    );
    expect(voices.map(({ id }) => id)).toEqual([
      'system:second/Samantha',
      'system:second/Eddy (German (Germany))',
    ]);
  });

  it.skipIf(process.platform === 'win32')('end when they are cancelled', async () => {
    const tool = await broken(
      'hanging',
      `if (args[1] === '?') { console.log('Anna de_DE # Hallo'); process.exit(0); } setInterval(() => undefined, 1000);`,
    );
    const source = createSystemVoices([tool]);
    const [voice] = await source.voices(room.signal);
    const abort = new AbortController();
    const speaking = source.speak('Hallo.', voice, NEUTRAL_SPEAKING, { ...room, signal: abort.signal });
    setTimeout(() => abort.abort(), 100);
    await expect(speaking).rejects.toMatchObject({ kind: 'cancelled' });
  });

  it('say what to install where there is none', async () => {
    const source = createSystemVoices([{ ...say, find: () => null }]);
    expect(await source.unavailable(room.signal)).toMatchObject({
      why: expect.stringContaining('no voice program') as string,
    });
    await expect(source.voices(room.signal)).rejects.toMatchObject({
      code: 'voice-program-missing',
      kind: 'missing',
    });
  });
});
