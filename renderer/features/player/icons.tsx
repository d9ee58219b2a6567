/** Icons of the player, drawn like those of the rest. */
import { icon } from '../../ui/icons.tsx';

export const ToStartIcon = icon(
  <>
    <path d="M15.5 4.5v11L7.2 10Z" fill="currentColor" />
    <path d="M5 4.5v11" />
  </>,
);
export const FrameBackIcon = icon(<path d="M12.5 5 7.5 10l5 5M16 5v10" />);
export const FrameOnIcon = icon(<path d="m7.5 5 5 5-5 5M4 5v10" />);
export const RepeatIcon = icon(
  <path d="M4 9V8a3 3 0 0 1 3-3h8m0 0-2.6-2.6M15 5l-2.6 2.6M16 11v1a3 3 0 0 1-3 3H5m0 0 2.6 2.6M5 15l2.6-2.6" />,
);
export const SoundOnIcon = icon(
  <>
    <path d="M3.5 8v4h3l4 3.2V4.8L6.5 8Z" fill="currentColor" />
    <path d="M13.2 7.2a4 4 0 0 1 0 5.6M15.6 5a7 7 0 0 1 0 10" />
  </>,
);
export const SoundOffIcon = icon(
  <>
    <path d="M3.5 8v4h3l4 3.2V4.8L6.5 8Z" fill="currentColor" />
    <path d="m13.5 8 4 4m0-4-4 4" />
  </>,
);
