import type { BatchRole } from '../../../shared/batch/columns.ts';
import { rowOf, type ListRow } from '../../../shared/batch/rows.ts';
import { problemsOf, useBatch, type OpenList } from '../../stores/batch.ts';
import { useText } from '../../text/useText.ts';
import { VirtualList } from './VirtualList.tsx';

const ROW_PX = 36;
/** Columns that are worth a place in the table, in its order. */
const SHOWN: readonly BatchRole[] = ['name', 'text', 'photo', 'voice'];

/** Every row of the list, with what is wrong with it. */
export function RowsTable({ open }: { open: OpenList }) {
  const { words } = useText();
  const { check, checking, line, onlyProblems } = useBatch();
  const { rows: text, columns, review } = words.batch;
  const { content, mapping } = open;
  const roles = SHOWN.filter((role) => mapping[role] !== undefined);
  const bad = new Map(check?.problems.map((row) => [row.line, row.problems]));
  const rows = onlyProblems ? content.rows.filter((row) => bad.has(row.line)) : content.rows;

  const stateOf = (row: ListRow): { readonly state: string; readonly words: string } => {
    if (!check)
      return { state: 'waiting', words: checking || mapping.name !== undefined ? text.checking : '' };
    const problems = problemsOf(check, row.line);
    return problems.length > 0
      ? { state: 'refused', words: text.problems(problems.length) }
      : { state: 'done', words: text.ready };
  };

  return (
    <section
      className="batch-table"
      aria-label={text.label}
      style={{ '--batch-columns': roles.map((role) => (role === 'text' ? '2fr' : '1fr')).join(' ') }}
    >
      <div className="batch-table-tools">
        <h3 className="batch-heading">{text.label}</h3>
        {bad.size > 0 && (
          <label className="check batch-small">
            <input
              type="checkbox"
              checked={onlyProblems}
              onChange={({ target }) => useBatch.setState({ onlyProblems: target.checked })}
            />
            {text.onlyProblems}
          </label>
        )}
      </div>
      <div className="batch-cells batch-table-head" aria-hidden="true">
        <span>{text.row}</span>
        {roles.map((role) => (
          <span key={role}>{columns.roles[role]}</span>
        ))}
        <span>{text.state}</span>
      </div>
      <VirtualList
        label={text.label}
        rows={rows}
        rowPx={ROW_PX}
        idOf={(row) => row.line}
        selected={line}
        onSelect={(selected) => useBatch.setState({ line: selected })}
        empty={review.nothing}
      >
        {(row) => {
          const cells = rowOf(content.headings, mapping, row).roles;
          const wrong = new Set(bad.get(row.line)?.flatMap(({ column }) => column ?? []));
          const { state, words: said } = stateOf(row);
          return (
            <span className="batch-cells" data-state={state}>
              <span className="batch-number">{row.line}</span>
              {roles.map((role) => (
                <span key={role} className="batch-cell" dir="auto" data-wrong={wrong.has(role) || undefined}>
                  {cells[role]}
                </span>
              ))}
              <span className="batch-state">{said}</span>
            </span>
          );
        }}
      </VirtualList>
    </section>
  );
}
