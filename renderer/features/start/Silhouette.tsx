/** Somebody who is not there yet: head and shoulders, decoration only. */
export function Silhouette() {
  return (
    <svg className="silhouette" viewBox="0 0 200 200" aria-hidden="true">
      <path d="M100 40c22 0 36 17 36 40 0 16-7 31-17 38v10c0 5 4 8 9 10 26 7 44 22 48 62H24c4-40 22-55 48-62 5-2 9-5 9-10v-10c-10-7-17-22-17-38 0-23 14-40 36-40Z" />
    </svg>
  );
}
