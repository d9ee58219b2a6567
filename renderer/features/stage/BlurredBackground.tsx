import { useEffect, useRef, type CSSProperties } from 'react';
import { loadPicture } from '../../ui/loadPicture.ts';

/** Width of the drawn picture in pixels: what a blur leaves has no finer detail. */
const CANVAS_WIDTH_PX = 480;
/**
 * Standard deviations of the blurs, in shares of the frame's longer side, widest first. The last is that of the
 * video; the wider ones only fill the place where the person was.
 */
const BLUR_SHARES = [0.12, 0.05, 0.022, 0.011] as const;
/** Drawing a half-transparent picture over itself this often makes it all but opaque with its colours kept. */
const PASSES = 5;
/** The person is left out together with this much around, in shares of the longer side. */
const KEEP_OUT_SHARE = 0.012;

interface Picture {
  readonly previewUrl: string;
  readonly cutoutUrl: string;
  /** Frame width / height. */
  readonly ratio: number;
  readonly xPercent: number;
  readonly yPercent: number;
}

/** Draws an image as `object-fit: cover` with this `object-position` would show it. */
function drawCover(
  to: CanvasRenderingContext2D,
  image: HTMLImageElement,
  { xPercent, yPercent }: Picture,
): void {
  const { width, height } = to.canvas;
  const scale = Math.max(width / image.naturalWidth, height / image.naturalHeight);
  const [drawnWidth, drawnHeight] = [image.naturalWidth * scale, image.naturalHeight * scale];
  to.drawImage(
    image,
    ((width - drawnWidth) * xPercent) / 100,
    ((height - drawnHeight) * yPercent) / 100,
    drawnWidth,
    drawnHeight,
  );
}

async function draw(canvas: HTMLCanvasElement, picture: Picture): Promise<void> {
  const [photo, person] = await Promise.all([
    loadPicture(picture.previewUrl),
    loadPicture(picture.cutoutUrl),
  ]);
  const height = Math.round(CANVAS_WIDTH_PX / picture.ratio);
  const longerSide = Math.max(CANVAS_WIDTH_PX, height);
  const sharp = document.createElement('canvas');
  for (const sized of [canvas, sharp]) {
    sized.width = CANVAS_WIDTH_PX;
    sized.height = height;
  }
  const [from, to] = [sharp.getContext('2d'), canvas.getContext('2d')];
  if (!from || !to) return;
  drawCover(from, photo, picture);
  from.globalCompositeOperation = 'destination-out';
  from.filter = `blur(${KEEP_OUT_SHARE * longerSide}px)`;
  for (let pass = 0; pass < PASSES; pass += 1) drawCover(from, person, picture);
  drawCover(to, photo, picture);
  for (const share of BLUR_SHARES) {
    to.filter = `blur(${share * longerSide}px)`;
    for (let pass = 0; pass < PASSES; pass += 1) to.drawImage(sharp, 0, 0);
  }
}

/** The photo out of focus, without the person bleeding into it: what the video's own blur looks like. */
export function BlurredBackground({ previewUrl, cutoutUrl, ratio, xPercent, yPercent }: Picture) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current) void draw(canvas.current, { previewUrl, cutoutUrl, ratio, xPercent, yPercent });
  }, [previewUrl, cutoutUrl, ratio, xPercent, yPercent]);
  const style: CSSProperties = { objectFit: 'fill' };
  return <canvas className="frame-layer" ref={canvas} style={style} />;
}
