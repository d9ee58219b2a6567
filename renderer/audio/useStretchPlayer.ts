import { useCallback, useEffect, useRef, useState } from 'react';

export interface StretchPlayer {
  readonly playing: boolean;
  /** Where it is, seconds of the file; null while nothing is played. */
  readonly positionSec: number | null;
  readonly toggle: () => void;
}

/** Plays a stretch of a sound from its beginning to its end. */
export function useStretchPlayer(url: string, inSec: number, outSec: number): StretchPlayer {
  const [positionSec, setPositionSec] = useState<number | null>(null);
  const audio = useRef<HTMLAudioElement | null>(null);
  const bounds = useRef({ inSec, outSec });
  useEffect(() => {
    bounds.current = { inSec, outSec };
  }, [inSec, outSec]);

  useEffect(() => {
    const element = new Audio(url);
    element.preload = 'auto';
    audio.current = element;
    const stop = (): void => setPositionSec(null);
    element.addEventListener('pause', stop);
    element.addEventListener('error', stop);
    return () => {
      element.pause();
      element.removeAttribute('src');
      element.load();
      audio.current = null;
      setPositionSec(null);
    };
  }, [url]);

  const playing = positionSec !== null;
  useEffect(() => {
    if (!playing) return undefined;
    let request = requestAnimationFrame(function follow() {
      const element = audio.current;
      if (!element) return;
      if (element.currentTime >= bounds.current.outSec) element.pause();
      else {
        setPositionSec(element.currentTime);
        request = requestAnimationFrame(follow);
      }
    });
    return () => cancelAnimationFrame(request);
  }, [playing]);

  const toggle = useCallback(() => {
    const element = audio.current;
    if (!element) return;
    if (!element.paused) {
      element.pause();
      return;
    }
    element.currentTime = bounds.current.inSec;
    setPositionSec(bounds.current.inSec);
    element.play().catch(() => setPositionSec(null));
  }, []);

  return { playing, positionSec, toggle };
}
