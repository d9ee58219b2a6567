import { throwIfCancelled } from '../../../../../../shared/errors.ts';
import { withReadings } from '../../../../../../shared/speech/readings.ts';
import { scriptsOf } from '../../../../../../shared/speech/scripts.ts';
import { joinSentences } from '../joinSentences.ts';
import { readSpokenWav } from '../readSpokenWav.ts';
import { requireReadable } from '../scripts.ts';
import { spokenWords, splitSentences } from '../sentences.ts';
import type { SpeakerVoice, SpokenSentence, VoiceSource } from '../types.ts';
import { adjustQuery } from './adjustQuery.ts';
import { createVoicevoxClient, type VoicevoxClient } from './client.ts';
import { phonemeTimes } from './timing.ts';

/** Comma-separated addresses of engines to ask instead of the usual ones. */
export const VOICEVOX_VARIABLE = 'KOTOHOGI_VOICEVOX';
/** VOICEVOX, VOICEVOX Nemo, AivisSpeech, SHAREVOX: where they listen on this computer. */
const USUAL_PORTS = [50_021, 50_121, 10_101, 50_025];

export const voicevoxAddresses = (env: NodeJS.ProcessEnv = process.env): readonly string[] =>
  env[VOICEVOX_VARIABLE]?.split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '') ?? USUAL_PORTS.map((port) => `http://127.0.0.1:${port}`);

/** What its terms ask to be shown: `VOICEVOX:名前`, sometimes with the actor's name behind it. */
const CREDIT = /(?:VOICEVOX|AivisSpeech|SHAREVOX)\s*[:：]\s*[^\s「」『』、。,"'`*<>]+/;

/** A voice knows its engine and its style: `voicevox:50021:3`. */
const voiceId = ({ baseUrl }: VoicevoxClient, style: number): string =>
  `voicevox:${new URL(baseUrl).host.replace(/^127\.0\.0\.1:/, '')}:${style}`;

async function voicesOf(client: VoicevoxClient, signal: AbortSignal): Promise<readonly SpeakerVoice[]> {
  const version = await client.version(signal);
  const { name: engineName } = await client.manifest(signal);
  const voices: SpeakerVoice[] = [];
  for (const speaker of await client.speakers(signal)) {
    // Songs are sung, not spoken.
    const styles = speaker.styles.filter(({ type }) => type === 'talk');
    if (styles.length === 0) continue;
    const policy = await client.policy(speaker.speaker_uuid, signal);
    const credit = CREDIT.exec(policy)?.[0] ?? `${engineName}:${speaker.name}`;
    for (const style of styles)
      voices.push({
        id: voiceId(client, style.id),
        source: 'voicevox',
        name: `${speaker.name} (${style.name})`,
        speaker: speaker.name,
        style: style.name,
        language: 'ja',
        quality: 'natural',
        credit,
        licence: `Terms of ${speaker.name}, shown by ${engineName}`,
        version: `${engineName} ${version}, ${speaker.version}`,
      });
  }
  return voices;
}

/**
 * Engines with the VOICEVOX interface that run on this computer, or at the addresses the user has named. Their
 * phoneme times are exact; engines that tell none (AivisSpeech) leave them out.
 */
export function createVoicevox(
  addresses: readonly string[] = voicevoxAddresses(),
  connect: (address: string) => VoicevoxClient = createVoicevoxClient,
): VoiceSource {
  const clients = addresses.map((address) => connect(address));

  const answering = async (signal: AbortSignal): Promise<readonly VoicevoxClient[]> => {
    const asked = await Promise.all(
      clients.map((client) =>
        client.version(signal).then(
          () => client,
          () => null,
        ),
      ),
    );
    throwIfCancelled(signal);
    return asked.filter((client) => client !== null);
  };

  const styleOf = ({ id }: SpeakerVoice): number => Number(id.slice(id.lastIndexOf(':') + 1));
  const clientOf = (voice: SpeakerVoice): VoicevoxClient => {
    const client = clients.find((one) => voiceId(one, styleOf(voice)) === voice.id);
    if (!client) throw new Error(`No engine has the voice ${voice.id}.`);
    return client;
  };

  return {
    id: 'voicevox',
    name: 'VOICEVOX',
    timings: { alphabet: 'mora', exact: true },
    async portrait(voice, signal) {
      const style = styleOf(voice);
      const client = clientOf(voice);
      const speaker = (await client.speakers(signal)).find(({ styles }) =>
        styles.some(({ id }) => id === style),
      );
      return speaker ? client.portrait(speaker.speaker_uuid, signal) : null;
    },
    async unavailable(signal) {
      return (await answering(signal)).length > 0
        ? null
        : {
            why: 'No VOICEVOX engine is running.',
            remedy: 'Start VOICEVOX to use its Japanese voices.',
          };
    },
    async voices(signal) {
      const lists = (await answering(signal)).map((client) => voicesOf(client, signal));
      return (await Promise.all(lists)).flat();
    },
    async speak(text, voice, settings, { signal, progress, keep }, readings = []) {
      const style = styleOf(voice);
      const client = clientOf(voice);
      const said = (words: string): string => withReadings(words, readings, 'ja');
      requireReadable(said(text), scriptsOf('ja'), voice.name, 'Write it in Japanese.');
      const { frame_rate: frameRateHz } = await client.manifest(signal);
      const sentences = splitSentences(text, 'ja');
      const spoken: SpokenSentence[] = [];
      let rateHz = 0;
      for (const sentence of sentences) {
        throwIfCancelled(signal);
        const words = said(spokenWords(sentence));
        const speak = async (): Promise<Omit<SpokenSentence, 'text'>> => {
          const query = adjustQuery(await client.audioQuery(words, style, signal), settings);
          const wav = readSpokenWav(await client.synthesis(query, style, signal), 'VOICEVOX');
          return { ...wav, phonemes: phonemeTimes(query, frameRateHz)?.phonemes ?? null };
        };
        const part = await (keep ? keep(words, speak) : speak());
        rateHz = part.sampleRateHz;
        spoken.push({ text: sentence, ...part });
        progress.report(spoken.length / sentences.length);
      }
      return joinSentences(spoken, rateHz, settings.pauses);
    },
  };
}
