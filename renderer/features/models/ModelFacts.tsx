import type { ModelView } from '../../../shared/contract/models.ts';
import { formatBytes } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';

/** Who made a model, under which licence, and how large it is; the fingerprint for those who compare it. */
export function ModelFacts({ model }: { model: ModelView }) {
  const { words, language } = useText();
  const { maker, year, licence, use, bytes, sha256, pinnedHere, state, downloadable } = model;
  const text = words.models;
  return (
    <>
      <dl className="model-facts selectable">
        <div>
          <dt>{text.maker}</dt>
          <dd className="numbers">
            {maker}, {year}
          </dd>
        </div>
        <div>
          <dt>{text.licence}</dt>
          <dd>
            {licence}
            <span className={`licence licence-${use}`}>{text.licenceUses[use]}</span>
          </dd>
        </div>
        {bytes !== null && (
          <div>
            <dt>{text.size}</dt>
            <dd className="numbers">{formatBytes(bytes, language)}</dd>
          </div>
        )}
        {sha256 !== null && (
          <div>
            <dt>{text.fingerprint}</dt>
            <dd className="model-hash" title={sha256}>
              {sha256.slice(0, 12)}…
            </dd>
          </div>
        )}
      </dl>
      {pinnedHere && <p className="model-remark">{text.pinnedHere}</p>}
      {state === 'available' && !downloadable && <p className="model-remark">{text.onlyFile}</p>}
      {state === 'damaged' && <p className="model-remark">{text.damagedHint}</p>}
    </>
  );
}
