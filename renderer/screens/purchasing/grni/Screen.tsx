import { useCurrency } from '../../../client/connection.ts';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { columnsIn, pathOf } from './columns.ts';
import { presets, useGrniView } from './store.ts';
import { t } from './text.ts';

/** What came and was not billed, or was billed and did not come, oldest first. */
export default function Grni() {
  const currency = useCurrency();
  return (
    <Page fill title={t('title')}>
      <List
        columns={columnsIn(currency)}
        empty={t('empty')}
        label={t('title')}
        list="purchasing.grni"
        open={pathOf}
        presets={presets}
        rowId={(r) => r.itemKey}
        view={useGrniView}
      />
    </Page>
  );
}
