import { NEUTRAL_SETTINGS, type ProsodySettings } from '../../../shared/prosody/settings.ts';
import { sketchOf, type SketchCurve } from './sketch.ts';

const WIDTH = 120;
const HEIGHT = 36;
/** Semitones between the upper and the lower edge; more where a voice needs more. */
const SPAN = 16;

const pathOf = (curve: SketchCurve, span: number): string =>
  curve
    .map(([time, semitones], i) => {
      const x = time * WIDTH;
      const y = HEIGHT / 2 - (semitones / span) * HEIGHT;
      return `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('');

const RECORDED = sketchOf(NEUTRAL_SETTINGS);

/** What a way of speaking does to pitch, melody, tempo and pauses: the made-up sentence before, and over it after. */
export function PresetSketch({ settings }: { settings: ProsodySettings }) {
  const { phrases } = sketchOf(settings);
  const reach = Math.max(...phrases.flat().map(([, semitones]) => Math.abs(semitones)));
  const span = Math.max(SPAN, 2.15 * reach);
  return (
    <svg className="sketch" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" focusable="false">
      {RECORDED.phrases.map((curve, i) => (
        <path key={i} className="sketch-recorded" d={pathOf(curve, span)} />
      ))}
      {phrases.map((curve, i) => (
        <path
          key={i}
          className="sketch-spoken"
          d={pathOf(curve, span)}
          // Louder is bolder.
          strokeWidth={2 + 0.35 * settings.loudnessLu}
        />
      ))}
    </svg>
  );
}
