import type { Column } from './column.ts';
import { linkTo } from './route.ts';

/** The one way a value of a row is drawn, in grids and tables alike. */
export function Cell<Row>({ column, row }: { readonly column: Column<Row>; readonly row: Row }) {
  const text = column.text(row);
  const tone = column.tone?.(row);
  const link = text === '' ? undefined : column.link?.(row);
  const hint = column.hint?.(row) ?? (column.numeric ? undefined : text);
  const body = link === undefined ? text : <a href={linkTo(link)}>{text}</a>;
  return (
    <span className={tone && !column.dot ? `cell tone-${tone}` : 'cell'} title={hint}>
      {column.dot && text !== '' ? <i aria-hidden="true" className={`dot dot-${tone ?? 'quiet'}`} /> : null}
      {body}
    </span>
  );
}
