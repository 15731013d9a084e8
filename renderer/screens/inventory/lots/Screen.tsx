import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { columns } from './columns.ts';
import { presets, useLotsView } from './store.ts';
import { t } from './text.ts';

/** Lots and serial numbers: what of each is on hand, until when it may be sold, and what is stopped. */
export default function Lots() {
  return (
    <Page fill title={t('title')}>
      <List
        columns={columns}
        empty={t('empty')}
        label={t('title')}
        list="inventory.lots"
        open={(l) => `/lots/${l.id}`}
        presets={presets}
        rowId={(l) => l.id}
        view={useLotsView}
      />
    </Page>
  );
}
