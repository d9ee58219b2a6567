import type { VoiceTake } from '../../../shared/contract/compare.ts';
import { CONFIDENCE_TERMS } from '../../../shared/prosody/confidence.ts';
import { gentlerEdit } from '../../../shared/prosody/gentlerEdit.ts';
import { changeEdit } from '../../stores/expression.ts';
import { useProject } from '../../stores/project.ts';
import { errorText } from '../../text/errorText.ts';
import { formatNumber, formatPercent } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { warningText } from '../../text/warningText.ts';
import { Alert } from '../../ui/Alert.tsx';
import { Card } from '../../ui/Card.tsx';
import { CheckIcon, ChevronIcon } from '../../ui/icons.tsx';
import { ConfidenceMeter } from './ConfidenceMeter.tsx';
import { MeasuresTable } from './MeasuresTable.tsx';
import { useCurrentTake } from './useCurrentTake.ts';

/** What became of the voice: heard, measured, and said where something was held back. */
export function OutcomeCard() {
  const { words } = useText();
  const text = words.expression.outcome;
  const { state, isRecorded } = useCurrentTake();

  return (
    <Card id="outcome-card" title={text.title} icon={<CheckIcon />}>
      {state?.kind === 'failed' ? (
        <Alert {...errorText(state.error, words)} />
      ) : state?.kind === 'ready' ? (
        <Outcome take={state.take} isRecorded={isRecorded} />
      ) : (
        <p className="working" role="status">
          <span className="working-dot" />
          {text.working}
        </p>
      )}
    </Card>
  );
}

function Outcome({ take, isRecorded }: { take: VoiceTake; isRecorded: boolean }) {
  const { words, language } = useText();
  const text = words.expression.outcome;
  const edit = useProject((store) => store.edit);
  const { confidence, gentler: offered, limits } = take;
  const isLow = confidence.band === 'damaged' || confidence.band === 'broken';

  return (
    <div className="outcome">
      {!isRecorded && <ConfidenceMeter confidence={confidence} />}
      {offered && (
        <div className="outcome-offer">
          <p>
            {text.gentler(formatPercent(offered.share, language), formatNumber(offered.score, language, 2))}
          </p>
          <button
            type="button"
            className="button-small button-small-wanted"
            onClick={() =>
              edit((document) => changeEdit(document, (before) => gentlerEdit(before, offered.share)))
            }
          >
            {text.useGentler(formatPercent(offered.share, language))}
          </button>
        </div>
      )}
      {isLow && !offered && <p className="outcome-note">{text.noGentler}</p>}
      {limits.length > 0 && (
        <section aria-label={text.limits}>
          <h3 className="outcome-heading">{text.limits}</h3>
          <ul className="outcome-limits">
            {limits.map((limit) => (
              <li key={limit}>{warningText(limit, words)}</li>
            ))}
          </ul>
        </section>
      )}
      <MeasuresTable recorded={take.recorded} now={isRecorded ? null : take.measures} />
      {!isRecorded && (
        <details className="more">
          <summary className="more-summary">
            {text.terms}
            <ChevronIcon />
          </summary>
          <ul className="outcome-terms">
            {CONFIDENCE_TERMS.map((name) => {
              const term = confidence.terms[name];
              return (
                <li key={name}>
                  <span className="outcome-term">
                    <span>{text.termNames[name]}</span>
                    <span className="numbers">
                      {term ? formatNumber(term.value, language, 2) : text.notComputed}
                    </span>
                  </span>
                  {term && <span className="outcome-why">{warningText(term.why, words)}</span>}
                </li>
              );
            })}
          </ul>
        </details>
      )}
    </div>
  );
}
