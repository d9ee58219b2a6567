/** Icons of the timeline. */
import { icon } from '../../ui/icons.tsx';

export const SelectIcon = icon(<path d="M5 3.5 15.5 10l-4.8 1.3L8.4 16Z" />);
export const PencilIcon = icon(
  <>
    <path d="M3.5 16.5 4.6 12 13.4 3.2a1.8 1.8 0 0 1 2.6 0l.8.8a1.8 1.8 0 0 1 0 2.6L8 15.4Z" />
    <path d="m11.6 5 3.4 3.4" />
  </>,
);
export const PointsIcon = icon(
  <>
    <path d="M4.8 12.9 8 8.4M10.8 8l3.4 3.2" />
    <circle cx="3.9" cy="14.4" r="1.7" />
    <circle cx="9.3" cy="6.8" r="1.7" />
    <circle cx="15.7" cy="12.4" r="1.7" />
  </>,
);
export const EraserIcon = icon(
  <>
    <path d="m8.2 16.5-4-4a1.6 1.6 0 0 1 0-2.3l6.3-6.3a1.6 1.6 0 0 1 2.3 0l3.6 3.6a1.6 1.6 0 0 1 0 2.3l-6.7 6.7Z" />
    <path d="m7.3 7.1 5.9 5.9M8 16.5h8.5" />
  </>,
);
export const SnapIcon = icon(
  <>
    <path d="M4.5 3.5v6.6a5.5 5.5 0 0 0 11 0V3.5h-3.4v6.4a2.1 2.1 0 0 1-4.2 0V3.5Z" />
    <path d="M4.5 6.6h3.4M12.1 6.6h3.4" />
  </>,
);
export const PartialsIcon = icon(
  <path d="M3 15.5c3 0 4-1.5 7-1.5s4 1.5 7 1.5M3 11c3 0 4-2 7-2s4 2 7 2M3 6c3 0 4-2 7-2s4 2 7 2" />,
);
export const EnergyIcon = icon(<path d="M3 13.5c2.5 0 2.5-7 5-7s2.5 8 4.7 8 2-4 4.3-4M3 17h14" />);
export const ZoomSelectionIcon = icon(
  <>
    <path d="M3 5v10M17 5v10" />
    <path d="M6 10h8M8 7.8 5.8 10 8 12.2M12 7.8l2.2 2.2-2.2 2.2" />
  </>,
);
export const DuplicateIcon = icon(
  <>
    <rect x="7" y="7" width="9.5" height="9.5" rx="2" />
    <path d="M4.8 12.5a1.8 1.8 0 0 1-1.3-1.7V5.3a1.8 1.8 0 0 1 1.8-1.8h5.5c.8 0 1.5.5 1.7 1.3" />
  </>,
);
export const PasteIcon = icon(
  <>
    <rect x="4" y="4.5" width="12" height="12.5" rx="2" />
    <path d="M7.5 4.5V3h5v1.5M7 9.5h6M7 13h4" />
  </>,
);
export const ScissorsIcon = icon(
  <>
    <circle cx="5" cy="5.4" r="2.1" />
    <circle cx="5" cy="14.6" r="2.1" />
    <path d="m6.7 6.8 9.8 7.4M6.7 13.2l9.8-7.4" />
  </>,
);
export const RepeatClipIcon = icon(
  <>
    <rect x="2.5" y="6.5" width="6.5" height="7" rx="1.5" />
    <path d="M11.5 6.5H16a1.5 1.5 0 0 1 1.5 1.5v4a1.5 1.5 0 0 1-1.5 1.5h-4.5M14.2 8.4v3.2M12.6 10h3.2" />
  </>,
);
export const BinIcon = icon(
  <path d="M4 5.5h12M8 5.5V3.8h4v1.7M5.5 5.5l.7 10.2a1 1 0 0 0 1 .9h5.6a1 1 0 0 0 1-.9l.7-10.2M8.6 8.5v5M11.4 8.5v5" />,
);
export const CloseGapIcon = icon(
  <>
    <path d="M2.5 5v10M17.5 5v10M10 4v2M10 9v2M10 14v2" />
    <path d="M4.5 10h3M6 8.2 7.8 10 6 11.8M15.5 10h-3M14 8.2 12.2 10l1.8 1.8" />
  </>,
);
export const LoopIcon = icon(
  <path d="M4 9V8a3 3 0 0 1 3-3h8.5m0 0L13 2.7M15.5 5 13 7.3M16 11v1a3 3 0 0 1-3 3H4.5m0 0L7 12.7M4.5 15 7 17.3" />,
);
