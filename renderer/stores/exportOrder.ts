import type { EstimateWish } from '../../shared/contract/estimate.ts';
import type { RenderOrder } from '../../shared/contract/jobs.ts';
import { formOf, type CaptionsWish, type ExportSettings, type ShortSide } from './exports.ts';
import { renderOrderOf, SHAPE_SIZES, type ProjectDocument, type Shape } from './projectDocument.ts';

/** Shapes are described with a short side of this many pixels. */
const DESCRIBED_SIDE_PX = 1080;

/** The frame of a shape at another size; sides stay even. */
export function sizeOf(shape: Shape, shortSidePx: ShortSide): RenderOrder['size'] {
  const { widthPx, heightPx } = SHAPE_SIZES[shape];
  const scaled = (px: number): number => 2 * Math.round((px * shortSidePx) / DESCRIBED_SIDE_PX / 2);
  return { widthPx: scaled(widthPx), heightPx: scaled(heightPx) };
}

/** What becomes of the captions: as was wished, else as the project says. */
export const captionsWishOf = (
  { captions }: ProjectDocument,
  wish: ExportSettings['captions'],
): CaptionsWish => wish ?? (captions.burnIn ? 'burned' : 'none');

/**
 * The project as an order with these settings, or null while something is missing.
 * @param durationSec of the voice
 */
export function exportOrderOf(
  document: ProjectDocument,
  settings: ExportSettings,
  durationSec: number,
): RenderOrder | null {
  const order = renderOrderOf(document);
  if (!order) return null;
  const { items } = document.captions;
  const all = items.length > 0 ? [...items] : null;
  const wish = captionsWishOf(document, settings.captions);
  const isCaptionFile = settings.kind === 'captions';
  const name = settings.name.trim();
  return {
    ...order,
    size: sizeOf(document.shape, settings.shortSidePx),
    fps: settings.fps,
    encoding: { quality: settings.quality, encoder: settings.encoder },
    form: formOf(settings, durationSec),
    ending: settings.endings[settings.kind],
    captions: isCaptionFile || wish === 'burned' ? all : null,
    subtitles: settings.kind === 'video' && wish === 'file' ? all : null,
    mark: settings.mark,
    tellsOrigin: settings.tellsOrigin,
    suggestedName: name === '' ? order.suggestedName : name,
  };
}

/** What an estimate has to know of it. */
export const estimateWishOf = (
  document: ProjectDocument,
  settings: ExportSettings,
  durationSec: number,
): Omit<EstimateWish, 'lipsyncModel'> => ({
  form: formOf(settings, durationSec),
  ending: settings.endings[settings.kind],
  size: sizeOf(document.shape, settings.shortSidePx),
  fps: settings.fps,
  durationSec,
  lipsync: document.lipsync,
  encoding: { quality: settings.quality, encoder: settings.encoder },
});
