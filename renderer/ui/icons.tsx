/** Small drawn icons, 20 x 20, in the colour of the text around them; always beside words, so hidden from readers. */
import type { ReactNode } from 'react';

export const icon = (content: ReactNode) =>
  function Icon() {
    return (
      <svg
        className="icon"
        viewBox="0 0 20 20"
        width="20"
        height="20"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        {content}
      </svg>
    );
  };

export const PhotoIcon = icon(
  <>
    <rect x="2.5" y="3.5" width="15" height="13" rx="2" />
    <circle cx="10" cy="8.6" r="2.3" />
    <path d="M5.5 16.2c.5-2.6 2.3-3.9 4.5-3.9s4 1.3 4.5 3.9" />
  </>,
);
export const VoiceIcon = icon(
  <>
    <rect x="7.3" y="2.5" width="5.4" height="9" rx="2.7" />
    <path d="M4.5 9.5a5.5 5.5 0 0 0 11 0M10 15v2.5" />
  </>,
);
export const LookIcon = icon(
  <>
    <path d="M10 2.5c4.3 0 7.5 2.8 7.5 6.6 0 2.6-1.9 3.6-3.7 3.6h-1.6c-1.3 0-1.7 1.2-1 2.1.8 1.1.2 2.7-1.5 2.7-4 0-7.2-3.3-7.2-7.5s3.2-7.5 7.5-7.5Z" />
    <circle cx="6.7" cy="9" r=".6" />
    <circle cx="9.6" cy="6.2" r=".6" />
    <circle cx="13.2" cy="7.6" r=".6" />
  </>,
);
export const FilmIcon = icon(
  <>
    <rect x="2.5" y="4" width="15" height="12" rx="2" />
    <path d="m8.6 7.6 3.8 2.4-3.8 2.4Z" />
  </>,
);
export const MusicIcon = icon(
  <>
    <path d="M7.5 14.5V4.8l8-1.6v9.6" />
    <ellipse cx="5.4" cy="14.7" rx="2.1" ry="1.7" />
    <ellipse cx="13.4" cy="13" rx="2.1" ry="1.7" />
  </>,
);
export const PlayIcon = icon(<path d="M6.5 4.2v11.6l9-5.8Z" fill="currentColor" />);
export const PauseIcon = icon(<path d="M6.8 4.5v11M13.2 4.5v11" strokeWidth="2.6" />);
export const CheckIcon = icon(<path d="m4.5 10.4 3.7 3.8 7.3-8.2" strokeWidth="2" />);
export const WarningIcon = icon(
  <>
    <path d="M10 3 2.4 16.4h15.2Z" />
    <path d="M10 8v3.8M10 14.1v.1" strokeWidth="1.9" />
  </>,
);
export const CloseIcon = icon(<path d="m5.5 5.5 9 9M14.5 5.5l-9 9" />);
export const FolderIcon = icon(
  <path d="M2.5 15V5.5a1.5 1.5 0 0 1 1.5-1.5h3.6l2 2.2H16a1.5 1.5 0 0 1 1.5 1.5V15a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 15Z" />,
);
export const CopyIcon = icon(<path d="M10 3v9m0 0 3.4-3.4M10 12 6.6 8.6M3.5 14v2.5h13V14" />);
export const AgainIcon = icon(<path d="M16 10a6 6 0 1 1-2-4.5M16.2 2.8v3.4h-3.4" />);
export const BackIcon = icon(<path d="M16.5 10h-13m0 0 4.6-4.6M3.5 10l4.6 4.6" />);
export const ChevronIcon = icon(<path d="m5.5 7.8 4.5 4.6 4.5-4.6" />);
export const LockIcon = icon(
  <>
    <rect x="4.2" y="8.8" width="11.6" height="8" rx="2" />
    <path d="M6.8 8.8V6.6a3.2 3.2 0 0 1 6.4 0v2.2" />
  </>,
);
export const SystemIcon = icon(
  <>
    <circle cx="10" cy="10" r="6.6" />
    <path d="M10 3.4v13.2a6.6 6.6 0 0 0 0-13.2Z" fill="currentColor" />
  </>,
);
export const SunIcon = icon(
  <>
    <circle cx="10" cy="10" r="3.4" />
    <path d="M10 2.2v1.6M10 16.2v1.6M2.2 10h1.6M16.2 10h1.6M4.5 4.5l1.1 1.1M14.4 14.4l1.1 1.1M15.5 4.5l-1.1 1.1M5.6 14.4l-1.1 1.1" />
  </>,
);
export const MoonIcon = icon(<path d="M16.4 11.8A6.8 6.8 0 0 1 8.2 3.6a6.8 6.8 0 1 0 8.2 8.2Z" />);
export const ModelIcon = icon(
  <>
    <circle cx="4.6" cy="6" r="2" />
    <circle cx="4.6" cy="14" r="2" />
    <circle cx="15.4" cy="10" r="2" />
    <path d="m6.5 6.7 7 2.6M6.5 13.3l7-2.6" />
  </>,
);
export const SettingsIcon = icon(
  <>
    <path d="M3 6h6.2M13.8 6H17M3 14h3.2M10.8 14H17" />
    <circle cx="11.5" cy="6" r="2.3" />
    <circle cx="8.5" cy="14" r="2.3" />
  </>,
);
export const TourIcon = icon(
  <>
    <circle cx="10" cy="10" r="7" />
    <path d="m12.9 7.1-1.7 4.1-4.1 1.7 1.7-4.1Z" />
  </>,
);
export const UndoIcon = icon(<path d="M4 8.5h8.2a4 4 0 0 1 0 8H8M4 8.5 7.4 5M4 8.5 7.4 12" />);
export const RedoIcon = icon(<path d="M16 8.5H7.8a4 4 0 0 0 0 8H12M16 8.5 12.6 5M16 8.5 12.6 12" />);
export const PlusIcon = icon(<path d="M10 4v12M4 10h12" />);
export const MinusIcon = icon(<path d="M4 10h12" />);
export const FitIcon = icon(<path d="M3 7.5V3h4.5M12.5 3H17v4.5M17 12.5V17h-4.5M7.5 17H3v-4.5" />);
