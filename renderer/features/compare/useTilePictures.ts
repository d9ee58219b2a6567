import { useCallback, useEffect, useLayoutEffect, useRef, useState, type Ref } from 'react';
import { createPainter, type Painter } from '../../preview/painter.ts';
import { useSession } from '../../session/session.ts';
import { useCompare, type ComparedChoice } from '../../stores/compare.ts';
import { heardAt } from '../../stores/playback.ts';
import { TilePictures } from './tilePictures.ts';
import type { BoardVoice } from './useVoices.ts';

export interface BoardPictures {
  readonly canvasRef: (index: number) => Ref<HTMLCanvasElement>;
  /** Shows what belongs to a moment of the voice as it was recorded; stays the same function. */
  readonly show: (recordedSec: number) => void;
  /** Whether the canvases show the face. */
  readonly isDrawn: boolean;
  readonly problem: 'picture' | null;
}

interface Place {
  readonly canvas: HTMLCanvasElement;
  readonly painter: Painter;
}

/**
 * The pictures on the board: one preview with as many voices as are compared, and a canvas for each.
 * @param choices in the order of choosing, which stays when the tiles are shuffled
 * @param shown in the order of the tiles
 */
export function useTilePictures(
  choices: readonly ComparedChoice[],
  shown: readonly ComparedChoice[],
  voices: readonly BoardVoice[],
): BoardPictures {
  const { compare } = useSession();
  const places = useRef<(Place | null)[]>([]);
  const refs = useRef<((element: HTMLCanvasElement | null) => void)[]>([]);
  const pictures = useRef<TilePictures | null>(null);
  /** What the next refresh of the screen shows. */
  const board = useRef({ choices, shown, voices });
  useLayoutEffect(() => {
    board.current = { choices, shown, voices };
  });
  const [isDrawn, setDrawn] = useState(false);
  const [problem, setProblem] = useState<'picture' | null>(null);

  const show = useCallback((recordedSec: number) => {
    const drawing = pictures.current;
    if (!drawing) return;
    const now = board.current;
    const heardSec = now.choices.map(({ id }) => {
      const voice = now.voices.find((other) => other.id === id);
      return heardAt(voice?.take?.timeMap ?? [], recordedSec);
    });
    let areThere = true;
    now.shown.forEach((choice, index) => {
      const variant = now.choices.indexOf(choice);
      const place = places.current[index];
      const frame = place && drawing.show(place.painter, variant, heardSec[variant]);
      if (!frame?.isThere) areThere = false;
      if (!frame) return;
      // For whoever measures: what is due, and what is seen.
      place.canvas.dataset['due'] = String(frame.frame);
      if (frame.isThere) place.canvas.dataset['frame'] = String(frame.frame);
    });
    const { playing, loops } = useCompare.getState();
    if (playing) drawing.refresh(areThere, performance.now());
    drawing.want(heardSec, playing, loops, performance.now());
  }, []);

  useEffect(() => {
    const line = compare.openLine(choices.map(({ edit }) => edit));
    if (!line) return;
    const drawing = new TilePictures(line, {
      onScene({ widthPx, heightPx, still }) {
        for (const place of places.current) place?.painter.setScene(widthPx, heightPx, still);
        setDrawn(true);
        setProblem(null);
        show(useCompare.getState().recordedSec);
      },
      onFrame() {
        // While it plays, the next refresh of the screen comes anyway.
        if (!useCompare.getState().playing) show(useCompare.getState().recordedSec);
      },
      onProblem: () => setProblem('picture'),
    });
    pictures.current = drawing;
    return () => {
      drawing.close();
      pictures.current = null;
      setDrawn(false);
    };
  }, [choices, show, compare]);
  useEffect(
    () =>
      useCompare.subscribe((now, before) => {
        if (now.jumps !== before.jumps || now.playing !== before.playing)
          pictures.current?.jump(performance.now());
      }),
    [],
  );
  // Shuffled tiles show their own voice at once.
  useEffect(() => show(useCompare.getState().recordedSec), [shown, show]);

  const canvasRef = useCallback((index: number) => {
    refs.current[index] ??= (canvas) => {
      if (!canvas) {
        places.current[index] = null;
        return;
      }
      const painter = createPainter(canvas);
      places.current[index] = { canvas, painter };
      // Tiles that come later than the picture at rest find it.
      const scene = pictures.current?.scene;
      if (scene) painter.setScene(scene.widthPx, scene.heightPx, scene.still);
    };
    return refs.current[index];
  }, []);
  return { canvasRef, show, isDrawn, problem };
}
