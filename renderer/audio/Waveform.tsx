/** The only importer of wavesurfer.js. */
import { useEffect, useImperativeHandle, useRef, type Ref } from 'react';
import WaveSurfer from 'wavesurfer.js';

export interface WaveformHandle {
  readonly playPause: () => void;
  /** Moves by seconds; held within the voice. */
  readonly seekBy: (sec: number) => void;
}

export interface WaveformProps {
  readonly url: string;
  /** Largest absolute sample of equal slices, 0..1: the file is not decoded again in the page. */
  readonly peaks: readonly number[];
  readonly durationSec: number;
  readonly onPlaying: (playing: boolean) => void;
  readonly onTime: (sec: number) => void;
  /** The browser has no decoder for this file. */
  readonly onUnplayable: () => void;
  readonly ref: Ref<WaveformHandle>;
}

/** Colours come from the style sheet, so that both schemes and their changes are followed. */
const colorsOf = (element: HTMLElement) => {
  const style = getComputedStyle(element);
  return {
    waveColor: style.getPropertyValue('--wave').trim(),
    progressColor: style.getPropertyValue('--wave-played').trim(),
    cursorColor: style.getPropertyValue('--wave-played').trim(),
  };
};

/** The nonce under which the page's policy admits the style element of the library's shadow root. */
const styleNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.content ?? '';

/** A voice as a picture of its loudness; press or drag to move. */
export function Waveform({ url, peaks, durationSec, onPlaying, onTime, onUnplayable, ref }: WaveformProps) {
  const container = useRef<HTMLDivElement>(null);
  const surfer = useRef<WaveSurfer | null>(null);
  const events = useRef({ onPlaying, onTime, onUnplayable });
  useEffect(() => {
    events.current = { onPlaying, onTime, onUnplayable };
  });

  useEffect(() => {
    const element = container.current;
    if (!element) return undefined;
    const wave = WaveSurfer.create({
      container: element,
      ...colorsOf(element),
      url,
      peaks: [[...peaks]],
      duration: durationSec,
      height: 48,
      barWidth: 2,
      barGap: 1.5,
      barRadius: 2,
      barMinHeight: 1,
      normalize: true,
      cursorWidth: 2,
      dragToSeek: true,
      cspNonce: styleNonce(),
    });
    wave.on('play', () => events.current.onPlaying(true));
    wave.on('pause', () => events.current.onPlaying(false));
    wave.on('finish', () => events.current.onPlaying(false));
    wave.on('timeupdate', (sec) => events.current.onTime(sec));
    wave.on('error', () => events.current.onUnplayable());
    surfer.current = wave;
    const scheme = window.matchMedia('(prefers-color-scheme: dark)');
    const recolor = (): void => wave.setOptions(colorsOf(element));
    scheme.addEventListener('change', recolor);
    return () => {
      scheme.removeEventListener('change', recolor);
      surfer.current = null;
      wave.destroy();
    };
  }, [url, peaks, durationSec]);

  useImperativeHandle(ref, () => ({
    playPause() {
      void surfer.current?.playPause().catch(() => events.current.onUnplayable());
    },
    seekBy(sec) {
      const wave = surfer.current;
      if (wave) wave.setTime(Math.min(durationSec, Math.max(0, wave.getCurrentTime() + sec)));
    },
  }));

  return <div className="waveform" ref={container} aria-hidden="true" />;
}
