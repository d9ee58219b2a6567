/** Runs on the audio thread: hands over what the microphone hears, mixed to one channel, with its level. */

interface WorkletProcessor {
  readonly port: MessagePort;
}
declare const AudioWorkletProcessor: { new (): WorkletProcessor };
declare function registerProcessor(
  name: string,
  processor: new () => WorkletProcessor & { process(inputs: readonly (readonly Float32Array[])[]): boolean },
): void;

/** A fortieth of a second at 48 kHz: often enough for a meter, seldom enough for the page. */
const BLOCK_SAMPLES = 1200;

class Recorder extends AudioWorkletProcessor {
  #block = new Float32Array(BLOCK_SAMPLES);
  #filled = 0;

  process([input]: readonly (readonly Float32Array[])[]): boolean {
    const length = input?.[0]?.length ?? 0;
    for (let i = 0; i < length; i++) {
      let sum = 0;
      for (const channel of input) sum += channel[i];
      this.#block[this.#filled++] = sum / input.length;
      if (this.#filled === BLOCK_SAMPLES) this.#send();
    }
    return true;
  }

  #send(): void {
    const samples = this.#block;
    let peak = 0;
    let squares = 0;
    for (const sample of samples) {
      peak = Math.max(peak, Math.abs(sample));
      squares += sample * sample;
    }
    this.port.postMessage({ samples, peak, rms: Math.sqrt(squares / samples.length) }, [samples.buffer]);
    this.#block = new Float32Array(BLOCK_SAMPLES);
    this.#filled = 0;
  }
}

registerProcessor('recorder', Recorder);
