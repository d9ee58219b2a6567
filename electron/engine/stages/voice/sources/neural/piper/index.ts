import { readFile } from 'node:fs/promises';
import type { ModelCard } from '../../../../../../../shared/contract/models.ts';
import type { ModelFile } from '../../../../../runtime/modelStore.ts';
import type { OnnxSession } from '../../../../../runtime/onnx.ts';
import {
  parsePiperConfig,
  piperLanguage,
  type PiperConfig,
} from '../../../../../runtime/voiceFiles/piperConfig.ts';
import { espeakRemedy, requireEspeak } from '../../espeak/program.ts';
import { requireSayable, saidIn } from '../../saidIn.ts';
import { speakSentences } from '../../speakSentences.ts';
import type { SpeakerVoice, SpeakSettings, SpokenSentence, VoiceSource } from '../../types.ts';
import { clausesOf } from '../clauses.ts';
import { ipaOf } from '../espeakIpa.ts';
import { int64, lengthsOf, openNetwork, soundOf, withLazy, type NeuralDesk } from '../speechNetwork.ts';
import { timedCopy } from '../timedCopy.ts';
import { soundsOf } from '../timing.ts';
import { cannotSay } from '../unsayable.ts';
import { lengthsBySymbol, piperTokens } from './tokens.ts';

/** Part of a hash that tells versions apart. */
const VERSION_CHARS = 16;
/** Licences that ask for the name of the maker. */
const ASKS_FOR_NAME = /\bCC[ -]?BY|attribution/i;

interface PiperVoice {
  readonly card: ModelCard;
  readonly config: PiperConfig;
  /** null: the network knows one speaker. */
  readonly speakerId: number | null;
  readonly shown: SpeakerVoice;
}

const shownOf = (card: ModelCard, config: PiperConfig, speaker: string | null): SpeakerVoice => {
  const { id, name = id, licence, sha256 } = card;
  const own = `piper:${id.replace(/^piper-/, '')}`;
  return {
    id: speaker === null ? own : `${own}:${speaker}`,
    source: 'piper',
    name: speaker === null ? name : `${name} (${speaker})`,
    speaker: name,
    style: speaker,
    language: piperLanguage(config),
    quality: 'natural',
    credit: ASKS_FOR_NAME.test(licence) ? `${name}, Piper voices, ${licence}` : null,
    licence,
    version: sha256.slice(0, VERSION_CHARS),
  };
};

/** The voices of one file; none where its settings cannot be read: using it says what is wrong. */
async function voicesOf(card: ModelCard): Promise<readonly PiperVoice[]> {
  const file = card.companions?.config;
  if (file === undefined) return [];
  let config: PiperConfig;
  try {
    config = parsePiperConfig(await readFile(file, 'utf8'), file);
  } catch {
    return [];
  }
  const speakers = Object.entries(config.speaker_id_map);
  if (config.num_speakers === 1 || speakers.length === 0)
    return [
      { card, config, speakerId: config.num_speakers === 1 ? null : 0, shown: shownOf(card, config, null) },
    ];
  return speakers.map(([name, speakerId]) => ({
    card,
    config,
    speakerId,
    shown: shownOf(card, config, name),
  }));
}

interface Runner {
  speak(words: string): Promise<Omit<SpokenSentence, 'text'>>;
  release(): Promise<void>;
}

/** The network with its lengths, where the runtime takes such a copy of it; without them where it does not. */
async function openTimed(
  { card, path: file }: ModelFile,
  cacheFolder: string,
  load: NeuralDesk['load'],
): Promise<{ readonly session: OnnxSession; readonly lengths: string | null }> {
  const timed = await timedCopy(file, card.sha256, cacheFolder);
  if (timed.lengths !== null) {
    const session = await openNetwork(load, timed.path).catch(() => null);
    if (session) return { session, lengths: timed.lengths };
  }
  return { session: await openNetwork(load, file), lengths: null };
}

async function openVoice(
  { models, cacheFolder, espeak, load }: NeuralDesk,
  { card, config, speakerId, shown }: PiperVoice,
  { rate }: SpeakSettings,
  signal: AbortSignal,
): Promise<Runner> {
  const file = await models.file(card.id);
  const { session, lengths } = await openTimed(file, cacheFolder, load);
  const { sample_rate: sampleRateHz } = config.audio;
  const { noise_scale: noise, length_scale: length, noise_w: noiseOfLengths } = config.inference;

  async function phonemesOf(words: string): Promise<string> {
    if (config.phoneme_type === 'text') return words;
    const program = requireEspeak(espeak);
    const voice = config.espeak?.voice ?? '';
    const clauses: string[] = [];
    for (const { words: clause, mark } of clausesOf(words))
      clauses.push(`${await ipaOf(program, clause, { voice, tied: false }, signal)}${mark}`);
    return clauses.join(' ');
  }

  return {
    release: () => session.release(),
    async speak(words) {
      const tokens = piperTokens(await phonemesOf(words), config);
      if (tokens.missing.size > 0) throw cannotSay(tokens.missing, words, shown.name);
      const count = tokens.ids.length;
      const outputs = await session.run({
        input: int64(tokens.ids, [1, count]),
        input_lengths: int64([count], [1]),
        scales: { dims: [3], data: Float32Array.of(noise, length / rate, noiseOfLengths) },
        ...(session.inputNames.includes('sid') ? { sid: int64([speakerId ?? 0], [1]) } : {}),
      });
      const sound = session.outputNames.find((name) => name !== lengths) ?? '';
      const samples = soundOf(outputs[sound], shown);
      const frames = lengths === null ? null : lengthsOf(outputs[lengths], count);
      // Lengths that are not those of the sound would move the lips at the wrong time: better none.
      const told = (frames ?? []).reduce((sum, length) => sum + length, 0) * config.hop_length;
      const isTrue = frames !== null && Math.abs(told - samples.length) <= config.hop_length;
      const frameSec = config.hop_length / sampleRateHz;
      return {
        samples,
        sampleRateHz,
        phonemes: isTrue ? soundsOf(lengthsBySymbol(tokens, frames, frameSec)) : null,
      };
    },
  };
}

/**
 * Piper voices that were installed through the model library: VITS networks, one per voice, on this computer. Their
 * speech sounds come from espeak-ng, and the times of these sounds are exact.
 */
export function createPiper(desk: NeuralDesk): VoiceSource {
  const all = async (): Promise<readonly PiperVoice[]> => {
    const cards = (await desk.models.cards()).filter(({ family }) => family === 'piper');
    return (await Promise.all(cards.map(voicesOf))).flat();
  };
  const readsText = ({ config }: PiperVoice): boolean => config.phoneme_type === 'text';

  return {
    id: 'piper',
    name: 'Piper',
    timings: { alphabet: 'ipa', exact: true },
    portrait: () => Promise.resolve(null),
    async unavailable() {
      const voices = await all();
      if (voices.length === 0)
        return {
          why: 'No Piper voice is installed.',
          remedy:
            'Install or import one: "kotohogi models list" shows them, in the window the Models screen.',
        };
      if (desk.espeak === null && !voices.some(readsText))
        return {
          why: 'Piper voices need the program espeak-ng, which is not installed.',
          remedy: espeakRemedy(),
        };
      return null;
    },
    async voices() {
      return (await all())
        .filter((voice) => desk.espeak !== null || readsText(voice))
        .map(({ shown }) => shown);
    },
    async speak(text, voice, settings, room, readings = []) {
      const chosen = (await all()).find(({ shown }) => shown.id === voice.id);
      if (!chosen) throw new Error(`There is no Piper voice ${voice.id}.`);
      const { language } = voice;
      requireSayable(await saidIn(text, readings, language), language, voice.name);
      return withLazy(
        () => openVoice(desk, chosen, settings, room.signal),
        (runner) =>
          speakSentences(
            text,
            { language, pauses: settings.pauses },
            room,
            (words) => saidIn(words, readings, language),
            async (words) => (await runner()).speak(words),
          ),
      );
    },
  };
}
