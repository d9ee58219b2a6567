import type { ModelCard } from '../../../../../../../shared/contract/models.ts';
import { KotohogiError } from '../../../../../../../shared/errors.ts';
import { kokoroDurations, kokoroWaveform } from '../../../../../runtime/modelContract.ts';
import { readKokoroVoice, STYLE_ROWS, STYLE_VALUES } from '../../../../../runtime/voiceFiles/kokoroVoice.ts';
import { espeakRemedy, requireEspeak } from '../../espeak/program.ts';
import { kanaToIpa } from '../../japanese/kanaToIpa.ts';
import { requireSayable, saidIn } from '../../saidIn.ts';
import { speakSentences } from '../../speakSentences.ts';
import type { SpeakerVoice, SpeakSettings, SpokenSentence, TimedPhoneme, VoiceSource } from '../../types.ts';
import { clausesOf } from '../clauses.ts';
import { ipaOf } from '../espeakIpa.ts';
import { int64, lengthsOf, openNetwork, soundOf, withLazy, type NeuralDesk } from '../speechNetwork.ts';
import { shifted, soundsOf } from '../timing.ts';
import { cannotSay } from '../unsayable.ts';
import { kokoroNotation } from './notation.ts';
import { kokoroSpeaker, type KokoroSpeaker } from './speakers.ts';
import { kokoroTokens, type KokoroTokens } from './tokens.ts';
import { plainIpa } from './vocabulary.ts';

const SAMPLE_RATE_HZ = 24_000;
/** What one unit of its lengths lasts. */
const UNIT_SEC = 600 / SAMPLE_RATE_HZ;
/** The makers' own clock starts so many units before the end of the first frame. */
const LEAD_UNITS = 3;
const VERSION_CHARS = 16;

interface Voice {
  readonly card: ModelCard;
  readonly speaker: KokoroSpeaker;
  readonly shown: SpeakerVoice;
}

/** The row of a style for so many symbols. */
const styleRow = (styles: Float32Array, symbols: number): Float32Array => {
  const row = Math.min(symbols, STYLE_ROWS - 1);
  return styles.slice(row * STYLE_VALUES, (row + 1) * STYLE_VALUES);
};

async function phonemesOf(
  words: string,
  { espeak: voice }: KokoroSpeaker,
  espeak: string | null,
  signal: AbortSignal,
): Promise<string> {
  const clauses: string[] = [];
  for (const { words: clause, mark } of clausesOf(words))
    clauses.push(
      (voice === null
        ? kanaToIpa(clause)
        : kokoroNotation(await ipaOf(requireEspeak(espeak), clause, { voice, tied: true }, signal), voice)) +
        mark,
    );
  return clauses.join(' ');
}

/** When the sounds of a piece are heard. @param units one number per token, in {@link UNIT_SEC} */
function timesOf(
  { symbols }: KokoroTokens,
  units: readonly number[],
  durationSec: number,
): readonly TimedPhoneme[] {
  const [frame, ...rest] = units;
  const leadSec = Math.max(0, frame - LEAD_UNITS) * UNIT_SEC;
  const lengths = rest.map((length, i) => ({
    symbol: plainIpa(symbols[i + 1]),
    lengthSec: length * UNIT_SEC,
  }));
  const sounds = soundsOf([{ symbol: '', lengthSec: leadSec }, ...lengths]);
  // What was taken off the beginning is quiet at the end.
  const last = sounds.at(-1);
  return last?.symbol === ''
    ? [...sounds.slice(0, -1), { ...last, endSec: Math.max(last.endSec, durationSec) }]
    : sounds;
}

interface Runner {
  speak(words: string): Promise<Omit<SpokenSentence, 'text'>>;
  release(): Promise<void>;
}

async function openVoice(
  { models, espeak, load }: NeuralDesk,
  network: ModelCard,
  { card, speaker, shown }: Voice,
  { rate }: SpeakSettings,
  signal: AbortSignal,
): Promise<Runner> {
  const styles = await readKokoroVoice((await models.file(card.id)).path);
  const session = await openNetwork(load, (await models.file(network.id)).path);
  const tokensInput =
    session.inputs.find(({ name }) => name !== 'style' && name !== 'speed')?.name ?? 'input_ids';
  const waveform = kokoroWaveform(session)?.name ?? '';
  const durations = kokoroDurations(session)?.name ?? null;

  async function speakPiece(tokens: KokoroTokens): Promise<Omit<SpokenSentence, 'text' | 'sampleRateHz'>> {
    const count = tokens.ids.length;
    const outputs = await session.run({
      [tokensInput]: int64(tokens.ids, [1, count]),
      style: { dims: [1, STYLE_VALUES], data: styleRow(styles, count - 2) },
      speed: { dims: [1], data: Float32Array.of(rate) },
    });
    const samples = soundOf(outputs[waveform], shown);
    const units = durations === null ? null : lengthsOf(outputs[durations], count);
    return { samples, phonemes: units && timesOf(tokens, units, samples.length / SAMPLE_RATE_HZ) };
  }

  return {
    release: () => session.release(),
    async speak(words) {
      const { pieces, missing } = kokoroTokens(await phonemesOf(words, speaker, espeak, signal));
      if (missing.size > 0) throw cannotSay(missing, words, shown.name);
      const spoken = [];
      for (const piece of pieces) spoken.push(await speakPiece(piece));
      const samples = new Float32Array(spoken.reduce((sum, part) => sum + part.samples.length, 0));
      const phonemes: TimedPhoneme[] = [];
      let at = 0;
      for (const part of spoken) {
        samples.set(part.samples, at);
        phonemes.push(...shifted(part.phonemes ?? [], at / SAMPLE_RATE_HZ));
        at += part.samples.length;
      }
      const isTimed = spoken.every((part) => part.phonemes !== null);
      return { samples, sampleRateHz: SAMPLE_RATE_HZ, phonemes: isTimed ? phonemes : null };
    },
  };
}

/**
 * Kokoro: one network for all its voices, each a small file; both installed through the model library. English and
 * most languages are read by espeak-ng, Japanese by the dictionary here. Exports with a duration output tell exact
 * times.
 */
export function createKokoro(desk: NeuralDesk): VoiceSource {
  const cards = async (family: ModelCard['family']): Promise<readonly ModelCard[]> =>
    (await desk.models.cards()).filter((card) => card.family === family);
  const network = (): Promise<ModelCard> => desk.models.choose('speech', 'auto');

  async function all(): Promise<readonly Voice[]> {
    // A network that cannot be used is told by `unavailable`.
    const chosen = await network().catch(() => null);
    if (!chosen) return [];
    const networkHash = chosen.sha256;
    const known = new Set<string>();
    return (await cards('kokoro-voice')).flatMap((card) => {
      const speaker = kokoroSpeaker(card.id);
      if (!speaker || known.has(speaker.key)) return [];
      known.add(speaker.key);
      const { language, key, name } = speaker;
      const shown: SpeakerVoice = {
        id: `kokoro:${key}`,
        source: 'kokoro',
        name: `Kokoro ${name}`,
        speaker: `Kokoro ${name}`,
        style: null,
        language,
        quality: 'natural',
        credit: null,
        licence: card.licence,
        version: `${networkHash.slice(0, VERSION_CHARS)} ${card.sha256.slice(0, VERSION_CHARS)}`,
      };
      return [{ card, speaker, shown }];
    });
  }
  const canRead = ({ speaker }: Voice): boolean => desk.espeak !== null || speaker.espeak === null;

  return {
    id: 'kokoro',
    name: 'Kokoro',
    timings: { alphabet: 'ipa', exact: true },
    portrait: () => Promise.resolve(null),
    async unavailable() {
      const networks = await cards('kokoro');
      const voices = await cards('kokoro-voice');
      const remedy = 'Install both: "kotohogi models list" shows them, in the window the Models screen.';
      if (networks.length === 0 && voices.length === 0) return { why: 'Kokoro is not installed.', remedy };
      if (networks.length === 0) return { why: 'There are Kokoro voices, but no Kokoro network.', remedy };
      if (voices.length === 0) return { why: 'There is a Kokoro network, but no Kokoro voice.', remedy };
      const broken = await network().then(
        () => null,
        (thrown: unknown) => thrown,
      );
      if (broken instanceof KotohogiError) return { why: broken.message, remedy: broken.hint };
      return (await all()).some(canRead)
        ? null
        : {
            why: 'The installed Kokoro voices need the program espeak-ng, which is not installed.',
            remedy: espeakRemedy(),
          };
    },
    async voices() {
      return (await all()).filter(canRead).map(({ shown }) => shown);
    },
    async speak(text, voice, settings, room, readings = []) {
      const chosen = (await all()).find(({ shown }) => shown.id === voice.id);
      if (!chosen) throw new Error(`There is no Kokoro voice ${voice.id}.`);
      const { language } = voice;
      // Its Japanese knows no Latin letters: they would be taken for its own shorthands.
      requireSayable(await saidIn(text, readings, language), language, voice.name, false);
      const card = await network();
      return withLazy(
        () => openVoice(desk, card, chosen, settings, room.signal),
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
