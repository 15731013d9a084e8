import { useMemo } from 'react';
import { Actions } from '../../../kit/action/Actions.tsx';
import { action } from '../../../kit/action/action.ts';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { columns } from './columns.ts';
import { presets, useTasksView } from './store.ts';
import { t } from './text.ts';

/** Open tasks that can be called off from here; the others wait behind them. */
const OFFERED = 50;

/** Goods to be carried from reserve to their faces; where faces are filled up and tasks called off. */
export default function Replenishment() {
  const warehouses = useAsk('fulfillment.listDeliveries', {}).output?.rows;
  const open = useAsk('fulfillment.listReplenishTasks', { filter: [{ column: 'state', op: 'eq', value: 'open' }], limit: OFFERED }).output
    ?.rows;
  const actions = useMemo(
    () => [
      ...(warehouses && warehouses.length > 0
        ? [
            action({
              verb: t('fill'),
              operation: 'fulfillment.proposeReplenishment',
              asks: [
                {
                  name: 'warehouseId',
                  label: t('warehouse'),
                  kind: 'choice',
                  options: warehouses.map((w) => ({ value: w.warehouseId, text: `${w.code} ${w.name}` })),
                },
              ],
              input: ({ warehouseId = '' }) => ({ warehouseId }),
            }),
          ]
        : []),
      ...(open && open.length > 0
        ? [
            action({
              verb: t('callOff'),
              operation: 'fulfillment.cancelReplenishment',
              asks: [
                {
                  name: 'taskId',
                  label: t('task'),
                  kind: 'choice',
                  options: open.map(({ taskId, qty, sku, from }) => ({ value: String(taskId), text: t('taskWords', { qty, sku, from }) })),
                },
              ],
              input: ({ taskId }) => ({ taskIds: [Number(taskId)] }),
            }),
          ]
        : []),
    ],
    [warehouses, open],
  );
  return (
    <Page actions={<Actions actions={actions} />} fill title={t('title')}>
      <List
        columns={columns}
        empty={t('empty')}
        label={t('title')}
        list="fulfillment.replenishTasks"
        open={(r) => `/items/${r.itemId}`}
        presets={presets}
        rowId={(r) => String(r.taskId)}
        view={useTasksView}
      />
    </Page>
  );
}
