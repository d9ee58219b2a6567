export type Language = 'en' | 'ja';

/** `0:07`, `3:05`, `1:02:09`: as players write it, the same in every language. */
export function formatClock(sec: number): string {
  const whole = Math.max(0, Math.floor(sec));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const seconds = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`;
}

const unitFormat = (language: Language, unit: string, digits: number): Intl.NumberFormat =>
  new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: digits,
  });

/** Seconds in words: `8.4 sec`, `2 min 5 sec`. */
export function formatDuration(sec: number, language: Language): string {
  if (sec < 60) return unitFormat(language, 'second', 1).format(sec);
  const whole = Math.round(sec);
  const parts = [
    whole >= 3600 ? unitFormat(language, 'hour', 0).format(Math.floor(whole / 3600)) : '',
    unitFormat(language, 'minute', 0).format(Math.floor((whole % 3600) / 60)),
    whole < 3600 ? unitFormat(language, 'second', 0).format(whole % 60) : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** A moment as people write it: date and time to the minute. */
export const formatMoment = (ms: number, language: Language): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(ms);

/** The day of a moment. */
export const formatDay = (ms: number, language: Language): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(ms);

/** An estimate in words, in whole seconds: tenths would only flicker. */
export const formatTimeLeft = (sec: number, language: Language): string =>
  formatDuration(Math.ceil(sec), language);

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** `812 kB`, `3.4 MB`: decimal units, as the systems' file managers count. */
export function formatBytes(bytes: number, language: Language): string {
  const power = Math.min(BYTE_UNITS.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return unitFormat(language, BYTE_UNITS[power], value < 10 && power > 0 ? 1 : 0).format(value);
}

export const formatPercent = (fraction: number, language: Language): string =>
  new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(fraction);

export const formatNumber = (value: number, language: Language, digits = 0): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: digits, minimumFractionDigits: digits }).format(
    value,
  );
