import { icon } from '../../ui/icons.tsx';

export const ExportIcon = icon(<path d="M10 12.5V3m0 0 3.6 3.6M10 3 6.4 6.6M3.5 12v4.5h13V12" />);
export const StickerIcon = icon(
  <>
    <path d="M16.5 11.5V5a2 2 0 0 0-2-2h-9a2 2 0 0 0-2 2v10a2 2 0 0 0 2 2h5.5Z" />
    <path d="M16.5 11.5H13a2 2 0 0 0-2 2V17M7 7.4v.1M12.6 7.4v.1M7 10.6c.6 1 1.6 1.5 2.8 1.5" />
  </>,
);
export const SoundIcon = icon(<path d="M3 10h1.5M6.2 6.5v7M9.2 3.5v13M12.2 6.5v7M15.2 8.5v3M17.4 10h.1" />);
export const CaptionsIcon = icon(
  <>
    <rect x="2.5" y="4" width="15" height="12" rx="2" />
    <path d="M5.5 12.5h5M12.8 12.5h1.7M5.5 9.5h2M9.8 9.5h4.7" />
  </>,
);
export const MusicIcon = icon(
  <>
    <path d="M7.5 14.8V5l8.5-2v9.8" />
    <circle cx="5.4" cy="14.8" r="2.1" />
    <circle cx="13.9" cy="12.8" r="2.1" />
  </>,
);
export const UpIcon = icon(<path d="M10 15.5v-11m0 0L5.4 9M10 4.5 14.6 9" />);
export const DownIcon = icon(<path d="M10 4.5v11m0 0 4.6-4.5M10 15.5 5.4 11" />);
export const ReportIcon = icon(
  <>
    <path d="M5 2.8h7l3.5 3.5v9.2a1.7 1.7 0 0 1-1.7 1.7H5a1.7 1.7 0 0 1-1.5-1.7v-11A1.7 1.7 0 0 1 5 2.8Z" />
    <path d="M6.6 9.2h6M6.6 12.4h6M6.6 6.1h2.6" />
  </>,
);
