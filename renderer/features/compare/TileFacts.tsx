import { formatNumber } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { measureText } from '../expression/MeasuresTable.tsx';
import type { BoardVoice } from './useVoices.ts';

const SHOWN = ['median', 'range', 'tempo', 'duration'] as const;

/** What was measured of a voice, under its picture. */
export function TileFacts({ voice }: { voice: BoardVoice }) {
  const { words, language } = useText();
  const { outcome } = words.expression;
  const { take } = voice;
  if (!take)
    return (
      <div className="tile-facts">
        <p className="tile-pending">{outcome.notComputed}</p>
      </div>
    );
  const { score, band } = take.confidence;
  const figure = score === null ? outcome.notComputed : formatNumber(score, language, 2);
  return (
    <div className="tile-facts">
      <div className="tile-confidence confidence" data-band={band ?? undefined}>
        <div
          className="confidence-bar"
          role="meter"
          aria-label={outcome.confidence}
          aria-valuemin={0}
          aria-valuemax={1}
          aria-valuenow={score ?? 0}
          aria-valuetext={
            score === null || band === null
              ? outcome.notComputed
              : `${outcome.score(figure)}: ${outcome.bands[band]}`
          }
          title={`${outcome.confidence}: ${figure}`}
        >
          <span style={{ '--filled': `${(score ?? 0) * 100}%` }} />
        </div>
        <span className="numbers tile-score" aria-hidden="true">
          {figure}
        </span>
      </div>
      <dl className="tile-numbers numbers">
        {SHOWN.map((name) => (
          <div key={name} title={outcome[name]}>
            <dt className="visually-hidden">{outcome[name]}</dt>
            <dd>{measureText(name, take.measures, words, language)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
