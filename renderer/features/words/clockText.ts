/** Moments as people type them in captions: `1:23.45`. */

/** `0:07.40`, `1:02:03.00`. */
export function writeClock(sec: number): string {
  const hundredths = Math.round(Math.max(0, sec) * 100);
  const two = (value: number): string => String(value).padStart(2, '0');
  const seconds = Math.floor(hundredths / 100);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = `${two(seconds % 60)}.${two(hundredths % 100)}`;
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** Seconds of what was typed: seconds alone, minutes and hours before them; comma or point. null: no time. */
export function readClock(text: string): number | null {
  const parts = text.trim().replace(',', '.').split(':');
  if (
    parts.length > 3 ||
    !parts.every((part, i) => (i === parts.length - 1 ? /^\d+(\.\d*)?$/ : /^\d+$/).test(part))
  )
    return null;
  return parts.reduce((sum, part) => sum * 60 + Number(part), 0);
}
