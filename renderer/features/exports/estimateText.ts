import type { EstimateRange, RenderEstimate } from '../../../shared/contract/estimate.ts';
import type { Words } from '../../text/words.ts';
import { formatBytes, formatTimeLeft, type Language } from '../../text/format.ts';

/** A range in words; one value where both ends read the same. */
function rangeText(
  { from, to }: EstimateRange,
  shown: (value: number) => string,
  joined: (from: string, to: string) => string,
  about: (value: string) => string,
): string {
  const [least, most] = [shown(from), shown(to)];
  return least === most ? about(most) : joined(least, most);
}

/** Time and size in words; null when neither is known. */
export function estimateText(
  { sec, bytes }: RenderEstimate,
  { exporting }: Words,
  language: Language,
): string | null {
  const time =
    sec && rangeText(sec, (value) => formatTimeLeft(value, language), exporting.time, exporting.about);
  const size =
    bytes && rangeText(bytes, (value) => formatBytes(value, language), exporting.bytes, exporting.about);
  return time && size ? exporting.both(time, size) : (time ?? size);
}
