/** Several voices of one recording in one graph of sound: heard alone or together, switched at the same word. */
import { heardAt, recordedAt, type TimePairs } from '../../stores/playback.ts';

/** A voice as the mixer plays it. */
export interface MixedVoice {
  readonly id: string;
  readonly buffer: AudioBuffer;
  /** Brings it to the loudness of the others. */
  readonly gainDb: number;
  /** From seconds of the voice as it was recorded to seconds of this one. */
  readonly timeMap: TimePairs;
}

/** A cross-fade this long clicks no more, and is over before a sound has changed. */
export const FADE_SEC = 0.012;
/** Orders reach the sound this much later, so that they are carried out on the very sample. */
const AHEAD_SEC = 0.02;
/** Voices that are heard besides the lead are brought back to its words where a phrase begins, if they are off. */
const RESYNC_WITHIN_SEC = 0.3;
const RESYNC_FROM_SEC = 0.005;
const CURVE_POINTS = 33;

/** Equal power: two different sounds add up to the loudness of one. */
const FADE_IN = Float32Array.from({ length: CURVE_POINTS }, (_, i) =>
  Math.sin((Math.PI / 2) * (i / (CURVE_POINTS - 1))),
);
const FADE_OUT = Float32Array.from(FADE_IN).reverse();

/** One stretch of a voice that sounds. */
interface Run {
  readonly source: AudioBufferSourceNode;
  readonly fadeOut: GainNode;
  readonly startedAtSec: number;
  readonly offsetSec: number;
}

/** Where the lead is at a moment of the context's clock. */
interface Anchor {
  readonly voice: MixedVoice;
  readonly atSec: number;
  readonly positionSec: number;
}

/**
 * Plays voices by the clock of the context alone. The playhead is a moment of the voice as it was recorded, so that it
 * means the same word in all of them, whatever their tempo.
 */
export class VoiceMixer {
  readonly #context: BaseAudioContext;
  readonly #voices: ReadonlyMap<string, MixedVoice>;
  readonly #decks: ReadonlyMap<string, GainNode>;
  readonly #phraseStartsSec: readonly number[];
  readonly #runs = new Map<string, Run>();
  /** The present lead, and the one before for as long as its last samples are under way. */
  #anchors: readonly Anchor[] = [];
  #audible: readonly string[] = [];
  #syncedPhraseSec = -1;

  /** @param phraseStartsSec seconds of the voice as it was recorded, ascending */
  constructor(
    context: BaseAudioContext,
    out: AudioNode,
    voices: readonly MixedVoice[],
    phraseStartsSec: readonly number[],
  ) {
    this.#context = context;
    this.#voices = new Map(voices.map((voice) => [voice.id, voice]));
    this.#decks = new Map(
      voices.map(({ id, gainDb }) => {
        const deck = context.createGain();
        deck.gain.value = 10 ** (gainDb / 20);
        deck.connect(out);
        return [id, deck];
      }),
    );
    this.#phraseStartsSec = phraseStartsSec;
  }

  get isPlaying(): boolean {
    return this.#anchors.length > 0;
  }

  /** Plays from a moment on; what was playing ends. */
  start(recordedSec: number, leadId: string, audibleIds: readonly string[]): void {
    const lead = this.#voices.get(leadId);
    if (!lead) return;
    const atSec = this.#onSample(this.#context.currentTime + AHEAD_SEC);
    this.#silence(atSec);
    this.#anchors = [{ voice: lead, atSec, positionSec: heardAt(lead.timeMap, recordedSec) }];
    this.#audible = audibleIds;
    this.#syncedPhraseSec = -1;
    for (const id of audibleIds) this.#run(id, atSec, recordedSec);
  }

  /** Ends the sound. @returns where the playhead was heard last */
  stop(heardNowSec = this.#context.currentTime): number {
    const recordedSec = this.recordedAt(heardNowSec);
    this.#silence(this.#context.currentTime);
    this.#anchors = [];
    return recordedSec;
  }

  /** Another lead, other voices heard: cross-faded at one sample, at the same word, without a gap. */
  hear(leadId: string, audibleIds: readonly string[]): void {
    const lead = this.#voices.get(leadId);
    const before = this.#anchors.at(-1);
    if (!lead || !before) return;
    const atSec = this.#onSample(this.#context.currentTime + AHEAD_SEC);
    const recordedSec = this.recordedAt(atSec);
    for (const [id, run] of this.#runs) if (!audibleIds.includes(id)) this.#end(id, run, atSec);
    for (const id of audibleIds) if (!this.#runs.has(id)) this.#run(id, atSec, recordedSec);
    if (lead !== before.voice) {
      const run = this.#runs.get(leadId);
      // A voice that sounds already goes on from where it is: a jump would be heard.
      const positionSec = run
        ? run.offsetSec + (atSec - run.startedAtSec)
        : heardAt(lead.timeMap, recordedSec);
      this.#anchors = [before, { voice: lead, atSec, positionSec }];
    }
    this.#audible = audibleIds;
  }

  /** To be called a few times a second: keeps voices that are heard together at the same words. */
  keepTogether(): void {
    const lead = this.#anchors.at(-1);
    if (!lead || this.#audible.length < 2) return;
    const nowSec = this.#context.currentTime;
    const hereSec = this.recordedAt(nowSec + AHEAD_SEC);
    const nextSec = this.#phraseStartsSec.find((sec) => sec > hereSec);
    if (nextSec === undefined || nextSec === this.#syncedPhraseSec) return;
    const atSec = this.#onSample(lead.atSec + heardAt(lead.voice.timeMap, nextSec) - lead.positionSec);
    if (atSec - nowSec > RESYNC_WITHIN_SEC) return;
    this.#syncedPhraseSec = nextSec;
    for (const id of this.#audible) {
      const run = this.#runs.get(id);
      const voice = this.#voices.get(id);
      if (!run || !voice || voice === lead.voice) continue;
      const isAtSec = run.offsetSec + (atSec - run.startedAtSec);
      if (Math.abs(isAtSec - heardAt(voice.timeMap, nextSec)) < RESYNC_FROM_SEC) continue;
      this.#end(id, run, atSec);
      this.#run(id, atSec, nextSec);
    }
  }

  /** The playhead at a moment of the context's clock, seconds of the voice as it was recorded. */
  recordedAt(contextSec: number): number {
    const anchor = this.#anchors.findLast(({ atSec }) => atSec <= contextSec) ?? this.#anchors[0];
    if (!anchor) return 0;
    const { voice, atSec, positionSec } = anchor;
    return recordedAt(voice.timeMap, positionSec + Math.max(0, contextSec - atSec));
  }

  /** Whether the lead has come to its end at a moment of the context's clock. */
  isOver(contextSec: number): boolean {
    const anchor = this.#anchors.at(-1);
    if (!anchor) return false;
    return anchor.positionSec + (contextSec - anchor.atSec) >= anchor.voice.buffer.duration;
  }

  close(): void {
    this.#silence(this.#context.currentTime);
    this.#anchors = [];
    for (const deck of this.#decks.values()) deck.disconnect();
  }

  /** The nearest moment that has a sample: between two of them every sample would have to be made up. */
  #onSample(sec: number): number {
    return Math.round(sec * this.#context.sampleRate) / this.#context.sampleRate;
  }

  #run(id: string, atSec: number, recordedSec: number): void {
    const voice = this.#voices.get(id);
    const deck = this.#decks.get(id);
    if (!voice || !deck) return;
    const offsetSec = this.#onSample(Math.max(0, heardAt(voice.timeMap, recordedSec)));
    if (offsetSec >= voice.buffer.duration) return;
    const source = this.#context.createBufferSource();
    const fadeIn = this.#context.createGain();
    const fadeOut = this.#context.createGain();
    source.buffer = voice.buffer;
    fadeIn.gain.value = 0;
    // The very beginning of a voice is no cut.
    if (offsetSec === 0) fadeIn.gain.value = 1;
    else fadeIn.gain.setValueCurveAtTime(FADE_IN, atSec, FADE_SEC);
    source.connect(fadeIn).connect(fadeOut).connect(deck);
    source.start(atSec, offsetSec);
    source.onended = () => fadeOut.disconnect();
    this.#runs.set(id, { source, fadeOut, startedAtSec: atSec, offsetSec });
  }

  #end(id: string, { source, fadeOut, startedAtSec }: Run, atSec: number): void {
    // What has not begun yet must not be heard at all.
    const fromSec = Math.max(atSec, startedAtSec);
    fadeOut.gain.setValueCurveAtTime(FADE_OUT, fromSec, FADE_SEC);
    source.stop(fromSec + FADE_SEC);
    this.#runs.delete(id);
  }

  #silence(atSec: number): void {
    for (const [id, run] of [...this.#runs]) this.#end(id, run, atSec);
  }
}
