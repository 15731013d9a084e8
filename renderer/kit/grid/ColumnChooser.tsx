import { Checkbox, Popover } from '@mantine/core';
import type { ColumnPlace } from '../grid-view.ts';
import { type Placed, placesOf } from './columns.ts';
import { t } from './text.ts';

/** Which columns are shown and in what order; widths are set by dragging in the header. */
export function ColumnChooser<Row>(props: {
  readonly columns: readonly Placed<Row>[];
  readonly keep: (places: readonly ColumnPlace[] | undefined) => void;
}) {
  const { columns, keep } = props;
  const shown = columns.filter((c) => !c.hidden).length;
  const move = (from: number, to: number) => {
    const next = [...columns];
    const [one] = next.splice(from, 1);
    if (one) next.splice(to, 0, one);
    keep(placesOf(next));
  };
  return (
    <Popover position="bottom-end" transitionProps={{ duration: 0 }} trapFocus withinPortal>
      <Popover.Target>
        <button className="plain" type="button">
          {t('columns')}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('columnsOf')} className="grid-choose">
        <ul>
          {columns.map(({ column: { id, title }, hidden }, i) => (
            <li key={id}>
              <Checkbox
                checked={!hidden}
                disabled={!hidden && shown === 1}
                label={title}
                onChange={() => keep(placesOf(columns.map((c) => (c.column.id === id ? { ...c, hidden: !hidden } : c))))}
                size="xs"
              />
              <button aria-label={t('moveUp', { title })} className="plain" disabled={i === 0} onClick={() => move(i, i - 1)} type="button">
                ↑
              </button>
              <button
                aria-label={t('moveDown', { title })}
                className="plain"
                disabled={i === columns.length - 1}
                onClick={() => move(i, i + 1)}
                type="button"
              >
                ↓
              </button>
            </li>
          ))}
        </ul>
        <button onClick={() => keep(undefined)} type="button">
          {t('asBefore')}
        </button>
      </Popover.Dropdown>
    </Popover>
  );
}
