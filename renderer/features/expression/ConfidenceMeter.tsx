import type { ProsodyConfidence } from '../../../shared/prosody/confidence.ts';
import { formatNumber } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';

/** How far the result is what was asked for: a bar, the figure, and what it means. */
export function ConfidenceMeter({ confidence }: { confidence: Pick<ProsodyConfidence, 'score' | 'band'> }) {
  const { words, language } = useText();
  const text = words.expression.outcome;
  const { score, band } = confidence;
  if (score === null || band === null)
    return (
      <p className="confidence-none">
        {text.confidence}: {text.notComputed}
      </p>
    );
  const figure = formatNumber(score, language, 2);
  return (
    <div className="confidence" data-band={band}>
      <p className="confidence-line">
        <span>{text.confidence}</span>
        <span className="confidence-band">{text.bands[band]}</span>
        <span className="numbers">{figure}</span>
      </p>
      <div
        className="confidence-bar"
        role="meter"
        aria-label={text.confidence}
        aria-valuemin={0}
        aria-valuemax={1}
        aria-valuenow={Math.round(score * 100) / 100}
        aria-valuetext={`${text.score(figure)}: ${text.bands[band]}`}
      >
        <span style={{ '--filled': `${score * 100}%` }} />
      </div>
      <p className="outcome-note">{text.bandHints[band]}</p>
    </div>
  );
}
