import { useCompare } from '../../stores/compare.ts';
import { VoiceMixer, type MixedVoice } from './mixer.ts';

/** How often the mixer looks after voices that are heard together, and the clock is told to the rest of the window. */
const TICK_MS = 100;

/** A voice whose sound has still to be fetched. */
export interface PlayedVoice extends Omit<MixedVoice, 'buffer'> {
  readonly url: string;
}

/** Fetches and decodes a sound at the rate of the context. */
async function loadSound(context: BaseAudioContext, url: string): Promise<AudioBuffer> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`The sound could not be fetched (${answer.status}).`);
  return context.decodeAudioData(await answer.arrayBuffer());
}

/** When what is handed to the sound card now is heard, in seconds from now. */
const latencyOf = (context: AudioContext): number => context.outputLatency || context.baseLatency || 0;

/** Carries out what the store of the comparison wishes for: one context, one clock for sound and pictures. */
export class ComparePlayer {
  readonly #context: AudioContext;
  readonly #out: GainNode;
  readonly #buffers = new Map<string, Promise<AudioBuffer>>();
  readonly #onFrame: (recordedSec: number) => void;
  readonly #unsubscribe: () => void;
  #mixer: VoiceMixer | null = null;
  /** Counts calls of `load`, so that a late one knows that another has come. */
  #loads = 0;
  #loaded = '';
  #tick: ReturnType<typeof setInterval> | null = null;
  #animation = 0;
  #closed = false;

  /**
   * @param sampleRateHz that of the recording: nothing is resampled before the sound card
   * @param onFrame called before every picture of the screen while something is played, and after jumps
   */
  constructor(sampleRateHz: number, onFrame: (recordedSec: number) => void) {
    this.#context = new AudioContext({ sampleRate: sampleRateHz, latencyHint: 'interactive' });
    this.#out = this.#context.createGain();
    this.#out.connect(this.#context.destination);
    this.#onFrame = onFrame;
    this.#unsubscribe = useCompare.subscribe((now, before) => {
      if (now.playing !== before.playing || (now.playing && now.jumps !== before.jumps)) this.#follow();
      else if (now.leadId !== before.leadId || now.audibleIds !== before.audibleIds) this.#hear();
      else if (now.jumps !== before.jumps) this.#onFrame(now.recordedSec);
    });
  }

  /**
   * Takes these voices instead of those before; sounds that are known already are not fetched again.
   * @param phraseStartsSec seconds of the voice as it was recorded
   * @throws Error when a sound cannot be fetched or decoded
   */
  async load(voices: readonly PlayedVoice[], phraseStartsSec: readonly number[]): Promise<void> {
    // What sounds already is not begun anew because something else was learnt.
    const words = JSON.stringify(voices.map(({ id, url, gainDb }) => [id, url, gainDb]));
    if (words === this.#loaded) return;
    this.#loaded = words;
    const load = ++this.#loads;
    const mixed = await Promise.all(
      voices.map(async ({ url, ...voice }) => {
        const buffer = this.#buffers.get(url) ?? loadSound(this.#context, url);
        this.#buffers.set(url, buffer);
        buffer.catch(() => {
          this.#buffers.delete(url);
          this.#loaded = '';
        });
        return { ...voice, buffer: await buffer };
      }),
    );
    if (this.#closed || load !== this.#loads) return;
    for (const url of this.#buffers.keys())
      if (!voices.some((voice) => voice.url === url)) this.#buffers.delete(url);
    const { playing } = useCompare.getState();
    if (this.#mixer?.isPlaying) useCompare.getState().arrive(this.#mixer.stop(this.#heardNowSec()));
    this.#mixer?.close();
    this.#mixer = new VoiceMixer(this.#context, this.#out, mixed, phraseStartsSec);
    if (playing) this.#follow();
  }

  close(): void {
    this.#closed = true;
    this.#unsubscribe();
    this.#rest();
    this.#mixer?.close();
    void this.#context.close();
    useCompare.getState().setPlaying(false);
  }

  #heardNowSec(): number {
    return this.#context.currentTime - latencyOf(this.#context);
  }

  /** Begins, jumps or ends, as the store says. */
  #follow(): void {
    const { playing, recordedSec, leadId, audibleIds, arrive } = useCompare.getState();
    const mixer = this.#mixer;
    if (!mixer || leadId === null) return;
    if (playing) {
      // A window that was just opened may not sound before somebody has done something in it.
      void this.#context.resume();
      mixer.start(recordedSec, leadId, audibleIds);
      this.#tick ??= setInterval(() => this.#look(), TICK_MS);
      if (this.#animation === 0) this.#animation = requestAnimationFrame(this.#animate);
    } else if (mixer.isPlaying) {
      const stoppedSec = mixer.stop(this.#heardNowSec());
      this.#rest();
      arrive(stoppedSec);
      this.#onFrame(stoppedSec);
    }
  }

  #hear(): void {
    const { leadId, audibleIds } = useCompare.getState();
    if (leadId !== null) this.#mixer?.hear(leadId, audibleIds);
  }

  /** A few times a second. */
  #look(): void {
    const mixer = this.#mixer;
    if (!mixer?.isPlaying) return;
    const { loops, seek, setPlaying, arrive } = useCompare.getState();
    if (!mixer.isOver(this.#heardNowSec())) {
      mixer.keepTogether();
      arrive(mixer.recordedAt(this.#heardNowSec()));
      return;
    }
    if (!loops) {
      setPlaying(false);
      seek(0);
      this.#onFrame(0);
    } else seek(0);
  }

  readonly #animate = (): void => {
    if (!this.#mixer?.isPlaying) {
      this.#animation = 0;
      return;
    }
    this.#onFrame(this.#mixer.recordedAt(this.#heardNowSec()));
    this.#animation = requestAnimationFrame(this.#animate);
  };

  #rest(): void {
    if (this.#tick !== null) clearInterval(this.#tick);
    this.#tick = null;
    cancelAnimationFrame(this.#animation);
    this.#animation = 0;
  }
}
