/** Icons of the voice and of words, 20 x 20. */
import { icon } from '../../ui/icons.tsx';

export const FileIcon = icon(
  <>
    <path d="M5 2.8h6.2L15.5 7v9a1.5 1.5 0 0 1-1.5 1.5H6.5A1.5 1.5 0 0 1 5 16Z" />
    <path d="M11 3v4.3h4.3M8 13.8V10.2M10.2 14.8V9.2M12.4 13.4v-2.8" />
  </>,
);
export const RecordIcon = icon(
  <>
    <circle cx="10" cy="10" r="7.2" />
    <circle cx="10" cy="10" r="3.4" fill="currentColor" stroke="none" />
  </>,
);
export const StopIcon = icon(
  <rect x="5.5" y="5.5" width="9" height="9" rx="1.5" fill="currentColor" stroke="none" />,
);
export const WordsIcon = icon(
  <>
    <path d="M3.5 4h13a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-6.3L6.5 17v-3h-3a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1Z" />
    <path d="M6 7.5h8M6 10.5h5" />
  </>,
);
export const TrimIcon = icon(
  <>
    <path d="M5.5 3.5v13M14.5 3.5v13" />
    <path d="M8 10h4M8 7.4v5.2M12 7.9v4.2M2.5 10h.6M16.9 10h.6" />
  </>,
);
export const BinIcon = icon(
  <path d="M4 5.5h12M8 5.5V4h4v1.5M5.5 5.5l.7 10a1 1 0 0 0 1 .9h5.6a1 1 0 0 0 1-.9l.7-10M8.3 8.5v5M11.7 8.5v5" />,
);
export const SplitIcon = icon(<path d="M10 3v14M2.5 7.5H7v5H2.5M17.5 7.5H13v5h4.5" />);
export const MergeIcon = icon(
  <path d="M10 4v2.5M10 13.5V16M2.5 10h5M5.5 7.8 7.7 10l-2.2 2.2M17.5 10h-5M14.5 7.8 12.3 10l2.2 2.2" />,
);
