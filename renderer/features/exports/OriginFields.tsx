import { MARK_LANGUAGES } from '../../../shared/contract/provenanceConstants.ts';
import { useExports, type FormKind } from '../../stores/exports.ts';
import { useText } from '../../text/useText.ts';
import { Choices } from '../../ui/Choices.tsx';

const MARKS = ['none', ...MARK_LANGUAGES] as const;
/** Nobody sees these. */
const UNSEEN: ReadonlySet<FormKind> = new Set<FormKind>(['sound', 'captions']);

/** What the file tells of its making: a record, and a mark that is seen. */
export function OriginFields({ kind }: { kind: FormKind }) {
  const { words } = useText();
  const { settings, change } = useExports();
  const text = words.exporting;
  return (
    <details className="export-more">
      <summary>{text.origin}</summary>
      <label className="cloud-check">
        <input
          type="checkbox"
          checked={settings.tellsOrigin}
          onChange={({ target }) => change({ tellsOrigin: target.checked })}
        />
        {text.tellsOrigin}
      </label>
      <p className="settings-text">{text.tellsOriginHint}</p>
      {!UNSEEN.has(kind) && (
        <Choices
          legend={text.mark}
          look="bar"
          value={settings.mark ?? 'none'}
          onChoose={(value) => change({ mark: value === 'none' ? null : value })}
          choices={MARKS.map((value) => ({ value, label: text.marks[value] }))}
        />
      )}
    </details>
  );
}
