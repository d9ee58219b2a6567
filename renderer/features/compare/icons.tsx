/** Icons of the comparison, 20 x 20, in the colour of the text around them. */
import { icon } from '../../ui/icons.tsx';

export const SpeakerIcon = icon(
  <>
    <path d="M3 7.8v4.4h2.8l4 3.4V4.4l-4 3.4Z" fill="currentColor" />
    <path d="M12.6 7.4a3.8 3.8 0 0 1 0 5.2M14.9 5.2a7 7 0 0 1 0 9.6" />
  </>,
);
export const MutedIcon = icon(
  <>
    <path d="M3 7.8v4.4h2.8l4 3.4V4.4l-4 3.4Z" />
    <path d="m12.8 7.8 4.4 4.4M17.2 7.8l-4.4 4.4" />
  </>,
);
export const RepeatIcon = icon(
  <path d="M4 9.5V8a3 3 0 0 1 3-3h8.5M13 2.5 15.5 5 13 7.5M16 10.5V12a3 3 0 0 1-3 3H4.5M7 12.5 4.5 15 7 17.5" />,
);
export const BlindIcon = icon(
  <>
    <path d="M2.5 10s2.8-5 7.5-5 7.5 5 7.5 5-2.8 5-7.5 5-7.5-5-7.5-5Z" />
    <path d="m4 16.5 12-13" />
  </>,
);
