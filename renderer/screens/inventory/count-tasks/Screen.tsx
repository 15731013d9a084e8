import { useMemo } from 'react';
import { Actions } from '../../../kit/action/Actions.tsx';
import { action } from '../../../kit/action/action.ts';
import { askQuantity, quantityOf } from '../../../kit/action/typed.ts';
import { usePlaces } from '../../../kit/form/places.ts';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { columns } from './columns.ts';
import { presets, useCountTasksView } from './store.ts';
import { t } from './text.ts';

const CLASSES = ['A', 'B', 'C'] as const;
const PLACES = '50';

/** What is to be counted, by the class of what stands there, and how the classes are counted. */
export default function CountTasks() {
  const warehouses = usePlaces()?.warehouses;
  const plan = useAsk('inventory.countPlan', {}).output?.rows;
  const actions = useMemo(
    () =>
      warehouses && plan
        ? [
            action({
              verb: t('plan'),
              operation: 'inventory.planCounts',
              asks: [
                { name: 'warehouseId', label: t('warehouse'), kind: 'choice', options: warehouses },
                askQuantity({ name: 'limit', label: t('limit'), start: PLACES, hint: t('limitHint') }),
              ],
              input: ({ warehouseId = '', limit }) => ({ warehouseId, limit: quantityOf(limit) }),
            }),
            action({
              verb: t('change'),
              operation: 'inventory.setCountClass',
              asks: [
                { name: 'code', label: t('code'), kind: 'choice', options: CLASSES.map((value) => ({ value, text: value })) },
                askQuantity({ name: 'upToPercent', label: t('upTo'), start: String(plan[0]?.upToPercent ?? '') }),
                askQuantity({ name: 'everyDays', label: t('every'), start: String(plan[0]?.everyDays ?? '') }),
                askQuantity({
                  name: 'tolerancePercent',
                  label: t('tolerance'),
                  start: String(plan[0]?.tolerancePercent ?? ''),
                  hint: t('toleranceHint'),
                }),
              ],
              input: ({ code = 'A', upToPercent, everyDays, tolerancePercent }) => ({
                code: code as (typeof CLASSES)[number],
                upToPercent: quantityOf(upToPercent),
                everyDays: quantityOf(everyDays),
                tolerancePercent: quantityOf(tolerancePercent),
              }),
            }),
          ]
        : [],
    [warehouses, plan],
  );
  return (
    <Page actions={<Actions actions={actions} />} fill title={t('title')}>
      <p className="quiet">
        {(plan ?? [])
          .map((c) => t('classes', { code: c.code, items: c.items, days: c.everyDays, tolerance: c.tolerancePercent }))
          .join(' · ')}
      </p>
      <List
        columns={columns}
        empty={t('empty')}
        label={t('title')}
        list="inventory.countTasks"
        open={(c) => `/count-tasks/${c.id}`}
        presets={presets}
        rowId={(c) => c.id}
        view={useCountTasksView}
      />
    </Page>
  );
}
