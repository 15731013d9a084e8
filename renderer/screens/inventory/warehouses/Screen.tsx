import { useMemo } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { ActionDialog } from '../../../kit/action/ActionDialog.tsx';
import { Actions } from '../../../kit/action/Actions.tsx';
import { type Action, action } from '../../../kit/action/action.ts';
import { Page } from '../../../kit/Page.tsx';
import { Rows } from '../../../kit/Rows.tsx';
import { setQuery, usePath, useQuery } from '../../../kit/route.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { columnsIn, sumOf, type Warehouse } from './columns.ts';
import { t } from './text.ts';

/** A new warehouse is made with its stock and quarantine places and an inventory account for each. */
const addIn = (country: string): Action =>
  action({
    verb: t('add'),
    operation: 'inventory.createWarehouse',
    asks: [
      { name: 'code', label: t('code'), kind: 'text', hint: t('codeHint') },
      { name: 'name', label: t('name'), kind: 'text' },
      { name: 'country', label: t('country'), kind: 'text', hint: t('countryHint'), start: country },
    ],
    input: ({ code = '', name = '', country: said = country }) => ({ code, name, country: said.toUpperCase() }),
  });

const renameOf = (w: Warehouse): Action =>
  action({
    verb: t('rename', { code: w.code }),
    operation: 'inventory.changeWarehouse',
    asks: [{ name: 'name', label: t('name'), kind: 'text', hint: t('nameHint'), start: w.name }],
    input: ({ name = '' }) => ({ warehouseId: w.id, name }),
    expect: [{ id: w.id, revision: w.revision }],
  });

/** Where the company keeps goods: how each warehouse is divided, what stands in it and what that is worth. */
export default function Warehouses() {
  const currency = useCurrency();
  const asked = useAsk('inventory.sumWarehouses', {});
  const deliveries = useAsk('fulfillment.listDeliveries', {}).output;
  const home = useAsk('company.getCompany', {}).output?.country ?? '';
  const columns = useMemo(
    () => columnsIn(currency, new Map(deliveries?.rows.map((d) => [d.warehouseId, d.steps]))),
    [currency, deliveries],
  );
  const rows = asked.output?.rows ?? [];
  const path = usePath();
  const id = useQuery('change');
  const change = rows.find((w) => w.id === id);
  return (
    <Page actions={<Actions actions={asked.output ? [addIn(home)] : []} />} title={t('title')}>
      <Rows
        asked={asked}
        columns={columns}
        empty={t('empty')}
        label={t('title')}
        rowId={(w) => w.id}
        total={rows.length > 1 ? sumOf(rows) : undefined}
      />
      {change ? <ActionDialog action={renameOf(change)} close={() => setQuery(path, { change: undefined })} key={change.id} /> : null}
    </Page>
  );
}
