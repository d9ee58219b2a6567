/** The plain values of the preview, without the schema library, so that the page can use them. */

/** Longer side of a draft, pixels. */
export const DRAFT_SIDE_PX = 540;

/** The size of a draft of a video: the same shape, even sides, never larger than the video itself. */
export function draftSize(size: { readonly widthPx: number; readonly heightPx: number }) {
  const scale = Math.min(1, DRAFT_SIDE_PX / Math.max(size.widthPx, size.heightPx));
  const even = (px: number): number => Math.max(2, 2 * Math.round((px * scale) / 2));
  return { widthPx: even(size.widthPx), heightPx: even(size.heightPx) };
}
