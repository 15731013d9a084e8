import { useCurrency } from '../../../client/connection.ts';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { columnsIn } from './columns.ts';
import { presets, useBillsView } from './store.ts';
import { t } from './text.ts';

/** What suppliers billed, latest first. */
export default function Bills() {
  const currency = useCurrency();
  return (
    <Page fill title={t('title')}>
      <List
        columns={columnsIn(currency)}
        empty={t('empty')}
        label={t('title')}
        list="purchasing.bills"
        open={(r) => `/bills/${r.id}`}
        presets={presets}
        rowId={(r) => r.id}
        view={useBillsView}
      />
    </Page>
  );
}
