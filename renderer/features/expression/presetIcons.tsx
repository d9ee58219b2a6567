/** Small drawn icons of the ways of speaking, 20 x 20, in the colour of the text around them. */
import type { ReactNode } from 'react';

const DRAWINGS: Readonly<Record<string, ReactNode>> = {
  // A recording: a tape reel.
  neutral: (
    <>
      <circle cx="6.4" cy="9" r="3.6" />
      <circle cx="13.6" cy="9" r="3.6" />
      <path d="M6.4 12.6h7.2" />
    </>
  ),
  // A paper ball that bursts.
  celebration: (
    <>
      <path d="M3.2 16.8 7.4 7l5.6 5.6Z" />
      <path d="M11.4 6.2c.2-1.6-.4-2.7-1.6-3.4M14 8.8c1.6-.3 2.6-1.2 2.8-2.9M13.8 12.4c1.3-.3 2.5 0 3.2 1.2" />
      <path d="M14.4 3.2v.1M17 9.8v.1" strokeWidth="2" />
    </>
  ),
  // A cake with a candle.
  birthday: (
    <>
      <path d="M3.5 16.5v-5.2a1.6 1.6 0 0 1 1.6-1.6h9.8a1.6 1.6 0 0 1 1.6 1.6v5.2ZM3.5 13.2c1.1 1 2.2 1 3.2 0 1.1 1 2.2 1 3.3 0 1.1 1 2.2 1 3.3 0 1 1 2.1 1 3.2 0" />
      <path d="M10 9.5V6.8M10 4.6c-.8-.7-.5-1.5 0-2.1.5.6.8 1.4 0 2.1Z" />
    </>
  ),
  // Two rings.
  wedding: (
    <>
      <circle cx="7.2" cy="12" r="4.4" />
      <circle cx="12.8" cy="12" r="4.4" />
      <path d="m6 5.4 1.2-2 1.2 2-1.2 1.2Z" />
    </>
  ),
  // A mortarboard.
  graduation: (
    <>
      <path d="m10 4.4 8 3.6-8 3.6-8-3.6Z" />
      <path d="M5.4 9.8v3.8c1.2 1.2 2.8 1.8 4.6 1.8s3.4-.6 4.6-1.8V9.8M18 8v4.6" />
    </>
  ),
  // The first sunrise.
  'new-year': (
    <>
      <path d="M2.5 15.5h15M5 12.8a5 5 0 0 1 10 0M10 3v2.2M4.2 5.6l1.5 1.6M15.8 5.6l-1.5 1.6M5.5 17.8h9" />
    </>
  ),
  // A medal on its ribbon.
  congratulations: (
    <>
      <circle cx="10" cy="12.8" r="4.2" />
      <path d="M7 9.8 4.6 3h3.6L10 7.6 11.8 3h3.6L13 9.8" />
    </>
  ),
  // A heart.
  'thank-you': (
    <path d="M10 16.6S3 12.6 3 7.9A3.7 3.7 0 0 1 6.8 4.2c1.4 0 2.6.8 3.2 2 .6-1.2 1.8-2 3.2-2A3.7 3.7 0 0 1 17 7.9c0 4.7-7 8.7-7 8.7Z" />
  ),
  // A bunch of flowers.
  retirement: (
    <>
      <circle cx="10" cy="5.6" r="2.3" />
      <circle cx="5.8" cy="8.2" r="1.9" />
      <circle cx="14.2" cy="8.2" r="1.9" />
      <path d="M10 8v9M6.8 9.8 10 14l3.2-4.2M8 15.6h4" />
    </>
  ),
  // A rattle.
  'new-baby': (
    <>
      <circle cx="7.4" cy="7.4" r="4.4" />
      <path d="m10.6 10.6 3.6 3.6M4.2 10.4l6.2-6.2" />
      <circle cx="15.6" cy="15.6" r="1.9" />
    </>
  ),
  // A cherry blossom.
  seasonal: (
    <>
      <path d="M10 8.4C8.2 6.6 8.2 4.4 9 2.8l1 .9 1-.9c.8 1.6.8 3.8-1 5.6ZM11.5 9.5c.8-2.4 2.9-3.1 4.7-2.9l-.5 1.3 1.2.7c-1.3 1.3-3.4 1.9-5.4.9ZM11 11.3c2.5.2 3.8 2 4.1 3.8l-1.4-.1-.3 1.3c-1.6-.8-2.8-2.7-2.4-5ZM9 11.3c.4 2.3-.8 4.2-2.4 5l-.3-1.3-1.4.1c.3-1.8 1.6-3.6 4.1-3.8ZM8.5 9.5c-2 1-4.1.4-5.4-.9l1.2-.7-.5-1.3c1.8-.2 3.9.5 4.7 2.9Z" />
    </>
  ),
  // Still water under the moon.
  calm: (
    <>
      <circle cx="10" cy="6.4" r="3.2" />
      <path d="M2.5 12.6c1.3-.9 2.5-.9 3.8 0s2.5.9 3.7 0c1.3-.9 2.5-.9 3.8 0s2.4.9 3.7 0M5 16.2c1.7-.9 3.3-.9 5 0s3.3.9 5 0" />
    </>
  ),
  // A folded fan.
  formal: (
    <>
      <path d="M10 16.6 2.6 8.4a10.6 10.6 0 0 1 14.8 0Z" />
      <path d="M10 16.6 6.4 6.2M10 16.6V5.4M10 16.6l3.6-10.4" />
    </>
  ),
};

/** A star: a preset of one's own. */
const OWN = <path d="m10 2.8 2.2 4.6 5 .7-3.6 3.5.9 5-4.5-2.4-4.5 2.4.9-5-3.6-3.5 5-.7Z" />;

/** @param id of the preset; those of one's own have an icon in common */
export function PresetIcon({ id }: { id: string }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 20 20"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {DRAWINGS[id] ?? OWN}
    </svg>
  );
}
