import { icon } from '../../ui/icons.tsx';

export const ListIcon = icon(
  <>
    <rect x="2.5" y="3.5" width="15" height="13" rx="2" />
    <path d="M2.5 7.8h15M7.4 7.8v8.7M10 11.2h4.8M10 13.8h3" />
  </>,
);
export const ColumnsIcon = icon(
  <>
    <rect x="2.5" y="3.5" width="15" height="13" rx="2" />
    <path d="M7.5 3.5v13M12.5 3.5v13" />
  </>,
);
export const SpeechIcon = icon(
  <path d="M4.5 3.5h11a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H9.2L5.5 17v-3.5h-1a2 2 0 0 1-2-2v-6a2 2 0 0 1 2-2ZM6 7.2h8M6 10h5" />,
);
export const StopIcon = icon(<rect x="5.5" y="5.5" width="9" height="9" rx="1.5" />);
export const ThumbIcon = icon(
  <path d="M6.5 9 9.4 3.2c1.4 0 2.1 1 1.9 2.3L11 8h4.2a1.7 1.7 0 0 1 1.6 2.2l-1.4 4.9a1.9 1.9 0 0 1-1.8 1.4H6.5ZM3.2 9h3.3v7.5H3.2Z" />,
);
