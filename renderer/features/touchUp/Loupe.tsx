import { useEffect, useMemo, useRef } from 'react';
import type { MatteTouchUp } from '../../../shared/matteTouchUp.ts';
import { useTouchUp } from '../../stores/touchUp.ts';
import { formatNumber } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { Choices } from '../../ui/Choices.tsx';
import { paintCutout } from './paintCutout.ts';
import { useRoomSize } from './useRoomSize.ts';
import { useCloseUp, type PhotoPart } from './useCloseUp.ts';
import type { LiveCutout } from './useLivePerson.ts';
import type { PointPx, SizePx } from './viewTransform.ts';

export interface LoupeProps {
  readonly cutout: LiveCutout;
  readonly token: string;
  readonly touchUp: MatteTouchUp | null;
  readonly photoSize: SizePx;
  readonly chosen: string | HTMLImageElement | null;
  readonly cursor: PointPx | null;
  /** Counts what the hand has done: the person changes without a new list of strokes. */
  readonly painted: number;
}

/** Screen pixels for one photo pixel. */
const POWERS = ['1', '2', '4'] as const;
const HEIGHT_PX = 168;
/** Close looks begin at multiples of this and reach farther than the loupe, so that small moves need no new one. */
const GRID_PX = 64;

function partAround([x, y]: PointPx, photo: SizePx, size: SizePx, power: number): PhotoPart {
  const along = (center: number, loupePx: number, photoPx: number): [start: number, length: number] => {
    const half = loupePx / power / 2;
    const from = Math.max(0, Math.floor((center - half) / GRID_PX) * GRID_PX);
    const to = Math.min(photoPx, Math.ceil((center + half) / GRID_PX) * GRID_PX);
    const start = Math.min(from, photoPx - 1);
    return [start, Math.max(1, to - start)];
  };
  const [left, width] = along(x, size.width, photo.width);
  const [top, height] = along(y, size.height, photo.height);
  return [left, top, width, height];
}

/** The place around the brush, pixel by pixel, as the engine makes it. */
export function Loupe({ cutout, token, touchUp, photoSize, chosen, cursor, painted }: LoupeProps) {
  const { words, language } = useText();
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLElement>(null);
  const width = useRoomSize(frame)?.width ?? 0;
  const size = useMemo(() => ({ width: Math.max(1, Math.floor(width)), height: HEIGHT_PX }), [width]);
  const { brush, backdrop, working, loupe, setLoupe } = useTouchUp();
  const [x, y]: PointPx = cursor ?? [photoSize.width / 2, photoSize.height / 3];
  const closeUp = useCloseUp(token, touchUp, working ? null : partAround([x, y], photoSize, size, loupe));

  useEffect(() => {
    if (!canvas.current) return;
    paintCutout(canvas.current, {
      photo: cutout.photo,
      photoSize,
      person: cutout.live.picture,
      view: {
        scale: loupe,
        x: size.width / 2 - x * loupe,
        y: size.height / 2 - y * loupe,
      },
      room: size,
      backdrop,
      chosen,
      closeUp,
      cursor: cursor && { point: cursor, brush },
    });
    // `painted` stands for what the canvas of the person shows.
  }, [cutout, photoSize, size, loupe, x, y, backdrop, chosen, closeUp, cursor, brush, painted]);
  const text = words.touchUp;

  return (
    <figure className="loupe" ref={frame}>
      <canvas
        ref={canvas}
        className="loupe-canvas"
        style={size}
        role="img"
        aria-label={text.loupe}
        data-sharp={closeUp !== null || undefined}
      />
      <figcaption className="loupe-words">
        <span>{text.loupe}</span>
        <Choices
          legend={text.zoom}
          hideLegend
          look="bar"
          value={String(loupe) as (typeof POWERS)[number]}
          onChoose={(value) => setLoupe(Number(value))}
          choices={POWERS.map((value) => ({ value, label: `${formatNumber(Number(value), language)}:1` }))}
        />
      </figcaption>
    </figure>
  );
}
