import { Cell } from './Cell.tsx';
import type { Column } from './column.ts';

/** A bounded table that is shown whole: lines of a document, a trial balance. Long lists are grids. */
export function Table<Row>(props: {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  /** Last line, in the same columns. */
  readonly total?: Row;
  /** Rows that sum up others stand out. */
  readonly strong?: (row: Row) => boolean;
  /** Said where there is no row. */
  readonly empty: string;
}) {
  const { columns, rows, total, empty } = props;
  const line = (row: Row) =>
    columns.map((column) => (
      <td className={column.numeric ? 'number' : undefined} key={column.id}>
        <Cell column={column} row={row} />
      </td>
    ));
  return (
    <table aria-label={props.label} className="table">
      <colgroup>
        {columns.map((c) => (
          <col key={c.id} width={c.grow ? undefined : (c.width ?? 110)} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map((c) => (
            <th className={c.numeric ? 'number' : undefined} key={c.id} scope="col">
              {c.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr className={props.strong?.(row) ? 'strong' : undefined} key={props.rowId(row)}>
            {line(row)}
          </tr>
        ))}
        {rows.length === 0 ? (
          <tr>
            <td className="nothing" colSpan={columns.length}>
              {empty}
            </td>
          </tr>
        ) : null}
      </tbody>
      {total ? (
        <tfoot>
          <tr>{line(total)}</tr>
        </tfoot>
      ) : null}
    </table>
  );
}
