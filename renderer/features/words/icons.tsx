/** Icons of captions, 20 x 20. */
import { icon } from '../../ui/icons.tsx';

export const CaptionIcon = icon(
  <>
    <rect x="2.5" y="4" width="15" height="12" rx="2" />
    <path d="M5.5 12.8h5M12.5 12.8h2M5.5 10h2M9.5 10h5" />
  </>,
);
