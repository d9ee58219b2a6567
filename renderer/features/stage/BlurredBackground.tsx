import { useEffect, useRef, type CSSProperties } from 'react';
import { loadPicture } from '../../ui/loadPicture.ts';

/** A part of the photo in photo pixels. */
interface PhotoPart {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

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
  /** What the frame shows of the photo. */
  readonly part: PhotoPart;
  readonly photoWidthPx: number;
}

/** Draws what the frame shows of a picture of the whole photo. */
function drawPart(
  to: CanvasRenderingContext2D,
  image: HTMLImageElement,
  { part, photoWidthPx }: Picture,
): void {
  const { width, height } = to.canvas;
  const scale = image.naturalWidth / photoWidthPx;
  const [left, top, partWidth, partHeight] = [part.left, part.top, part.width, part.height].map(
    (value) => value * scale,
  );
  to.drawImage(image, left, top, partWidth, partHeight, 0, 0, width, height);
}

async function draw(canvas: HTMLCanvasElement, picture: Picture): Promise<void> {
  const [photo, person] = await Promise.all([
    loadPicture(picture.previewUrl),
    loadPicture(picture.cutoutUrl),
  ]);
  const height = Math.round((CANVAS_WIDTH_PX * picture.part.height) / picture.part.width);
  const longerSide = Math.max(CANVAS_WIDTH_PX, height);
  const sharp = document.createElement('canvas');
  for (const sized of [canvas, sharp]) {
    sized.width = CANVAS_WIDTH_PX;
    sized.height = height;
  }
  const [from, to] = [sharp.getContext('2d'), canvas.getContext('2d')];
  if (!from || !to) return;
  drawPart(from, photo, picture);
  from.globalCompositeOperation = 'destination-out';
  from.filter = `blur(${KEEP_OUT_SHARE * longerSide}px)`;
  for (let pass = 0; pass < PASSES; pass += 1) drawPart(from, person, picture);
  drawPart(to, photo, picture);
  for (const share of BLUR_SHARES) {
    to.filter = `blur(${share * longerSide}px)`;
    for (let pass = 0; pass < PASSES; pass += 1) to.drawImage(sharp, 0, 0);
  }
}

/** The photo out of focus, without the person bleeding into it: what the video's own blur looks like. */
export function BlurredBackground({ previewUrl, cutoutUrl, part, photoWidthPx }: Picture) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { left, top, width, height } = part;
  useEffect(() => {
    if (canvas.current)
      void draw(canvas.current, {
        previewUrl,
        cutoutUrl,
        part: { left, top, width, height },
        photoWidthPx,
      });
  }, [previewUrl, cutoutUrl, left, top, width, height, photoWidthPx]);
  const style: CSSProperties = { objectFit: 'fill' };
  return <canvas className="frame-layer" ref={canvas} style={style} />;
}
