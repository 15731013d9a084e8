import type { ReactNode } from 'react';
import { Cell } from '../Cell.tsx';
import type { Column } from '../column.ts';
import { t } from './text.ts';

/** One row beside the list: every value in full, or what the screen shows of it. Follows the focus, closed by Space or Escape. */
export function Peek<Row>(props: {
  readonly columns: readonly Column<Row>[];
  readonly row: Row;
  readonly close: () => void;
  readonly children: ReactNode;
}) {
  const { columns, row } = props;
  return (
    <aside aria-label={t('preview')} className="grid-peek">
      <button aria-label={t('closePreview')} className="plain grid-peek-close" onClick={props.close} type="button">
        ×
      </button>
      {props.children ?? (
        <dl>
          {columns.map((column) => (
            <div key={column.id}>
              <dt>{column.title}</dt>
              <dd>
                <Cell column={column} row={row} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </aside>
  );
}
