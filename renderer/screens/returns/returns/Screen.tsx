import { useCallback } from 'react';
import { RETURN_STATES } from '../../../../preload/contract/returns.ts';
import { ask } from '../../../client/ask.ts';
import { Tabs } from '../../../kit/Filter.tsx';
import { words } from '../../../kit/format.ts';
import { Grid, type Load } from '../../../kit/Grid.tsx';
import { Page } from '../../../kit/Page.tsx';
import { namesOf, worded } from '../../../kit/record.ts';
import { columns } from './columns.ts';
import { type ReturnRow, type StateFilter, useReturnsView } from './store.ts';
import { t } from './text.ts';

const STATES: readonly { value: StateFilter; text: string }[] = [
  { value: 'all', text: t('all') },
  ...RETURN_STATES.map((state) => ({ value: state, text: words(state) })),
];

/** Goods that come back, latest first: expected, in quarantine, credited, done. */
export default function Returns() {
  const view = useReturnsView();
  const load = useCallback<Load<ReturnRow>>(
    async (offset, limit) => {
      const state = RETURN_STATES.find((s) => s === view.filter);
      const { output } = await ask('returns.listReturns', { offset, limit, ...(state === undefined ? {} : { state }) });
      const names = await namesOf(output.rows.flatMap((r) => [r.orderId, r.partyId, r.warehouseId]));
      return {
        rows: output.rows.map((r) => ({
          ...r,
          order: worded(r.orderId, names),
          party: names.get(r.partyId) ?? '',
          warehouse: names.get(r.warehouseId) ?? '',
        })),
      };
    },
    [view.filter],
  );
  return (
    <Page
      beside={<Tabs choose={useReturnsView.setFilter} label={t('filter')} options={STATES} value={view.filter} />}
      fill
      title={t('title')}
    >
      <Grid
        columns={columns}
        empty={view.filter === 'all' ? t('empty') : t('none')}
        keep={useReturnsView.setState}
        label={t('title')}
        load={load}
        open={(r) => `/returns/${r.id}`}
        rowId={(r) => r.id}
        view={view}
      />
    </Page>
  );
}
