import { useEffect, useRef } from 'react';
import { loadPicture } from '../../ui/loadPicture.ts';

/** Drawing a half-transparent picture over itself this often makes it all but opaque. */
const PASSES = 4;
/** Width of the line and of the dark rim that sets it off from any photo, in shares of the longer side. */
const LINE_SHARE = 0.0022;
const RIM_SHARE = 0.0042;
/** Directions in which the shape is moved to grow it. */
const DIRECTIONS = 16;

/** Draws a picture as an opaque shape in one colour, grown by some pixels. */
function drawShape(
  to: CanvasRenderingContext2D,
  picture: CanvasImageSource,
  growPx: number,
  color: string,
): void {
  const { width, height } = to.canvas;
  to.clearRect(0, 0, width, height);
  to.globalCompositeOperation = 'source-over';
  for (let direction = 0; direction < DIRECTIONS; direction += 1) {
    const angle = (direction / DIRECTIONS) * 2 * Math.PI;
    to.drawImage(picture, growPx * Math.cos(angle), growPx * Math.sin(angle), width, height);
  }
  to.globalCompositeOperation = 'source-in';
  to.fillStyle = color;
  to.fillRect(0, 0, width, height);
}

function draw(canvas: HTMLCanvasElement, cutout: HTMLImageElement, colors: readonly [string, string]): void {
  canvas.width = cutout.naturalWidth;
  canvas.height = cutout.naturalHeight;
  const solid = Object.assign(document.createElement('canvas'), {
    width: canvas.width,
    height: canvas.height,
  });
  const grown = Object.assign(document.createElement('canvas'), {
    width: canvas.width,
    height: canvas.height,
  });
  const [to, whole, part] = [canvas, solid, grown].map((made) => made.getContext('2d'));
  if (!to || !whole || !part) return;
  for (let pass = 0; pass < PASSES; pass += 1) whole.drawImage(cutout, 0, 0);
  const longerSide = Math.max(canvas.width, canvas.height);
  for (const [share, color] of [
    [RIM_SHARE, colors[0]],
    [LINE_SHARE, colors[1]],
  ] as const) {
    drawShape(part, solid, share * longerSide, color);
    to.drawImage(grown, 0, 0);
  }
  // What is left of the grown shape without the shape itself is a line along its edge.
  to.globalCompositeOperation = 'destination-out';
  to.drawImage(solid, 0, 0);
}

/** The edge of the cut-out as a line over the photo. */
export function EdgeOutline({ cutoutUrl }: { cutoutUrl: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let isCurrent = true;
    void loadPicture(cutoutUrl).then((cutout) => {
      if (isCurrent && canvas.current) draw(canvas.current, cutout, ['rgb(20 14 10 / 70%)', '#7fe0c3']);
    });
    return () => {
      isCurrent = false;
    };
  }, [cutoutUrl]);
  return <canvas className="frame-layer" ref={canvas} aria-hidden="true" />;
}
