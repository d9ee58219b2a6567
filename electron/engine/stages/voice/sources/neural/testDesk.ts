/** For tests: stand-in voices in a library of their own. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { CatalogueEntry } from '../../../../../../shared/contract/models.ts';
import { createModelLibrary } from '../../../../models/library.ts';
import type { ModelLibrary } from '../../../../models/types.ts';
import { createModelStore } from '../../../../runtime/modelStore.ts';
import { loadSession } from '../../../../runtime/onnx.ts';
import { STYLE_ROWS, STYLE_VALUES } from '../../../../runtime/voiceFiles/kokoroVoice.ts';
import { findEspeak } from '../espeak/program.ts';
import {
  NEUTRAL_SPEAKING,
  type SpeakRoom,
  type SpeakSettings,
  type SpokenText,
  type VoiceSource,
} from '../types.ts';
import type { NeuralDesk } from './speechNetwork.ts';
import { heardNumber, piperSettings, piperStandIn, type PiperStandIn } from './testNetworks.ts';

/** Letters that a stand-in of Piper knows, in the order of their numbers from 3 on. */
export const SYMBOLS = ' .,!?mabpiɪəɐʌɑætdnkszfvlɹðθŋʃʒʊuoɔɛeɜhjwɡːˈˌ';
/** Nobody cancels, nobody looks. */
export const quiet = { signal: new AbortController().signal, onProgress: () => undefined };

const entry = (id: string, change: Partial<CatalogueEntry>): CatalogueEntry => ({
  id,
  role: 'voice',
  family: 'piper',
  name: id,
  summary: { en: 'Speaks.', ja: '話します。' },
  maker: 'Somebody',
  year: 2023,
  licence: 'CC BY 4.0',
  licenceUrl: 'https://example.org/licence',
  use: 'free',
  notice: null,
  urls: [],
  fileName: 'voice.onnx',
  bytes: null,
  sha256: null,
  crc32Url: null,
  rank: 1,
  ...change,
});

const ENTRIES = [
  entry('piper-own', { many: true, companions: [{ part: 'config', url: null, required: true }] }),
  entry('kokoro-own', { role: 'speech', family: 'kokoro', licence: 'Apache-2.0' }),
  entry('kokoro-voice-own', {
    family: 'kokoro-voice',
    fileName: 'v.bin',
    many: true,
    licence: 'Apache-2.0',
  }),
];

export interface TestDesk {
  readonly library: ModelLibrary;
  readonly desk: NeuralDesk;
  /** Networks that were loaded, in order. */
  readonly loaded: readonly string[];
  /** Imports a stand-in of Piper under this name. */
  installPiper(name: string, network?: PiperStandIn, settings?: string): Promise<void>;
  /** Imports a network and voices; each speaks 5 Hz higher than the one before it. */
  installKokoro(network: Uint8Array, ...voices: string[]): Promise<void>;
  remove(): Promise<void>;
}

export async function openTestDesk(): Promise<TestDesk> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'neural-voices-'));
  const modelsFolder = path.join(folder, 'models');
  await mkdir(modelsFolder);
  const put = async (name: string, content: object): Promise<void> =>
    writeFile(path.join(modelsFolder, name), JSON.stringify({ schemaVersion: 1, ...content }));
  await put('manifest.json', { models: [] });
  await put('catalogue.json', { entries: ENTRIES });
  const library = createModelLibrary({ home: folder, modelsFolder });
  const loaded: string[] = [];
  const bring = async (id: string, name: string, bytes: Uint8Array): Promise<void> => {
    const file = path.join(folder, name);
    await writeFile(file, bytes);
    await library.import(id, file, true, quiet);
  };
  return {
    library,
    loaded,
    desk: {
      models: createModelStore(modelsFolder, { home: folder }),
      cacheFolder: path.join(folder, 'cache'),
      espeak: findEspeak(),
      load: (file, options) => {
        loaded.push(file);
        return loadSession(file, options);
      },
    },
    async installPiper(name, network = {}, settings = piperSettings(SYMBOLS)) {
      await writeFile(path.join(folder, `${name}.onnx.json`), settings);
      await bring('piper-own', `${name}.onnx`, await piperStandIn(network));
    },
    async installKokoro(network, ...voices) {
      await bring('kokoro-own', 'kokoro.onnx', network);
      for (const [at, voice] of voices.entries()) {
        const styles = new Float32Array(STYLE_ROWS * STYLE_VALUES).fill(1e-3);
        for (let row = 0; row < STYLE_ROWS; row++) styles[row * STYLE_VALUES] = 5 * at;
        await bring('kokoro-voice-own', `${voice}.bin`, Buffer.from(styles.buffer));
      }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Speaks with the first voice of a source, or with one by its id. */
export async function speakWith(
  source: VoiceSource,
  text: string,
  {
    settings = NEUTRAL_SPEAKING,
    id,
    ...change
  }: Partial<SpeakRoom> & { settings?: SpeakSettings; id?: string } = {},
): Promise<SpokenText> {
  const voices = await source.voices(quiet.signal);
  const voice = id === undefined ? voices.at(0) : voices.find((one) => one.id === id);
  if (!voice) throw new Error('No such voice.');
  const room = { signal: quiet.signal, progress: { report: () => undefined }, ...change };
  return source.speak(text, voice, settings, room);
}

/** The sounds in their order; `_` for a pause. */
export const lettersOf = ({ phonemes }: SpokenText): string =>
  (phonemes ?? []).map(({ symbol }) => symbol || '_').join(' ');

/**
 * Listens at the beginning of every sound.
 * @param numberOf the number of a symbol in the stand-in
 * @param looked which symbols are looked at
 * @returns those where another tone is heard
 */
export function misheard(
  { clip, phonemes }: SpokenText,
  numberOf: (symbol: string) => number,
  shiftHz = 0,
  looked = /^.$/u,
): readonly string[] {
  const sounds = (phonemes ?? []).filter(({ symbol }) => looked.test(symbol));
  if (sounds.length < 4) return ['too few sounds'];
  return sounds
    .filter(({ symbol, startSec }) => {
      // The token itself comes first; what follows it in time are its pad and marks.
      const from = Math.round((startSec + 0.006) * clip.sampleRateHz);
      const part = clip.channels[0].slice(from, from + Math.round(0.014 * clip.sampleRateHz));
      return Math.abs(heardNumber(part, clip.sampleRateHz, shiftHz) - numberOf(symbol)) > 1;
    })
    .map(({ symbol }) => symbol);
}
