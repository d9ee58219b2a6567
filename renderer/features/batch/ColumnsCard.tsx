import { BATCH_ROLES, type BatchRole } from '../../../shared/batch/columns.ts';
import { useSession } from '../../session/session.ts';
import type { OpenList } from '../../stores/batch.ts';
import { useText } from '../../text/useText.ts';
import { Card } from '../../ui/Card.tsx';
import { ColumnsIcon } from './icons.tsx';

const FIELD = 'field';
type Meaning = BatchRole | typeof FIELD;

/** What each column of the list stands for: recognised by its heading, and changeable. */
export function ColumnsCard({ open }: { open: OpenList }) {
  const { words } = useText();
  const { batch } = useSession();
  const { columns } = words.batch;
  const { mapping, content } = open;
  const meaningOf = (column: number): Meaning =>
    BATCH_ROLES.find((role) => mapping[role] === column) ?? FIELD;
  return (
    <Card id="batch-columns" icon={<ColumnsIcon />} title={columns.title}>
      {mapping.name === undefined && (
        <p className="batch-missing" role="alert">
          {columns.noName}
        </p>
      )}
      <div className="batch-columns">
        {content.headings.map((heading, column) => {
          const name = heading === '' ? columns.unnamed(column + 1) : heading;
          return (
            <label key={column} className="batch-column">
              <span className="batch-column-name" title={name}>
                {name}
              </span>
              <select
                className="select"
                aria-label={columns.role(name)}
                value={meaningOf(column)}
                onChange={({ target }) =>
                  batch.setRole(column, BATCH_ROLES.find((role) => role === target.value) ?? null)
                }
              >
                {BATCH_ROLES.map((role) => (
                  <option key={role} value={role}>
                    {columns.roles[role]}
                  </option>
                ))}
                <option value={FIELD}>{columns.field}</option>
              </select>
            </label>
          );
        })}
      </div>
      <p className="material-detail">{columns.hint}</p>
    </Card>
  );
}
