import type { Failure } from '../client/failure.ts';
import type { Column } from './column.ts';
import { FailureNote, Waiting } from './Note.tsx';
import { Table } from './Table.tsx';

/** A bounded table of an answer: what to say before it, without it, and while nothing is in it. */
export function Rows<Row>(props: {
  readonly asked: {
    readonly output: { readonly rows: readonly Row[] } | undefined;
    readonly failure: Failure | undefined;
    readonly again: () => void;
  };
  readonly columns: readonly Column<Row>[];
  readonly label: string;
  readonly empty: string;
  readonly rowId: (row: Row) => string;
  readonly total?: Row | undefined;
}) {
  const { asked, columns, label, empty, rowId, total } = props;
  const { output, failure, again } = asked;
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  return (
    <Table columns={columns} empty={empty} label={label} rowId={rowId} rows={output.rows} {...(total === undefined ? {} : { total })} />
  );
}
