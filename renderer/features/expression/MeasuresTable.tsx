import type { VoiceMeasures } from '../../../shared/contract/compare.ts';
import type { Words } from '../../text/words.ts';
import { formatDuration, formatNumber, type Language } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';

export const MEASURES = ['duration', 'median', 'range', 'tempo', 'loudness'] as const;
export type MeasureName = (typeof MEASURES)[number];

/** A measured value in its unit; what could not be measured says so. */
export function measureText(
  name: MeasureName,
  { durationSec, medianHz, rangeSemitones, syllableRateHz, lufs }: VoiceMeasures,
  words: Words,
  language: Language,
): string {
  const { outcome, units } = words.expression;
  const known = (value: number | null, text: (value: string) => string, digits: number): string =>
    value === null ? outcome.notComputed : text(formatNumber(value, language, digits));
  switch (name) {
    case 'duration':
      return formatDuration(durationSec, language);
    case 'median':
      return known(medianHz, outcome.hertz, 0);
    case 'range':
      return known(rangeSemitones, units.semitones, 1);
    case 'tempo':
      return known(syllableRateHz, outcome.syllables, 1);
    case 'loudness':
      return known(lufs, outcome.lufs, 1);
  }
}

/** What was measured of the voice as it was recorded, and beside it as it is now. */
export function MeasuresTable({ recorded, now }: { recorded: VoiceMeasures; now: VoiceMeasures | null }) {
  const { words, language } = useText();
  const text = words.expression.outcome;
  return (
    <table className="measures">
      <caption className="visually-hidden">{text.numbers}</caption>
      <thead>
        <tr>
          <th scope="col" className="measures-name">
            <span className="visually-hidden">{text.measure}</span>
          </th>
          <th scope="col">{text.recorded}</th>
          {now && <th scope="col">{text.now}</th>}
        </tr>
      </thead>
      <tbody>
        {MEASURES.map((name) => (
          <tr key={name}>
            <th scope="row">{text[name]}</th>
            <td className="numbers">{measureText(name, recorded, words, language)}</td>
            {now && <td className="numbers">{measureText(name, now, words, language)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
