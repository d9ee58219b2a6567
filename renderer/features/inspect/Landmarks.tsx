import type { PhotoInspection } from '../../../shared/contract/media.ts';

/** The points on every face, as dots of the same size at any size of the picture. */
export function Landmarks({ inspection: { widthPx, heightPx, faces } }: { inspection: PhotoInspection }) {
  return (
    <svg
      className="frame-layer landmarks"
      viewBox={`0 0 ${widthPx} ${heightPx}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {faces.map(({ box, landmarks }) => (
        <path
          key={box.join()}
          // A line without length and with round ends is a dot.
          d={landmarks.map(([x, y]) => `M${x} ${y}h0`).join('')}
          vectorEffect="non-scaling-stroke"
        />
      ))}
    </svg>
  );
}
