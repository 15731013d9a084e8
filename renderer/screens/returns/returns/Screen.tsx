import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { columns } from './columns.ts';
import { presets, useReturnsView } from './store.ts';
import { t } from './text.ts';

/** Goods that come back, latest first: expected, in quarantine, credited, done. */
export default function Returns() {
  return (
    <Page fill title={t('title')}>
      <List
        columns={columns}
        empty={t('empty')}
        label={t('title')}
        list="returns.returns"
        open={(r) => `/returns/${r.id}`}
        presets={presets}
        rowId={(r) => r.id}
        view={useReturnsView}
      />
    </Page>
  );
}
