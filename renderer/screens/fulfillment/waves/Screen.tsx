import { useMemo } from 'react';
import { WAVE_METHODS } from '../../../../preload/contract/fulfillment-wave-choice.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { action } from '../../../kit/action/action.ts';
import { askQuantity, quantityOf } from '../../../kit/action/typed.ts';
import { words } from '../../../kit/format.ts';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { columns } from './columns.ts';
import { presets, useWavesView } from './store.ts';
import { t } from './text.ts';

const MOST_ORDERS = '50';
const STEPS = [
  { value: '1', text: t('oneStep') },
  { value: '2', text: t('twoSteps') },
  { value: '3', text: t('threeSteps') },
];
const ORDERS = [
  { value: 'path', text: t('byPath') },
  { value: 'fifo', text: t('byAge') },
];
const stepsOf = (said: string | undefined): 1 | 2 | 3 => (said === '3' ? 3 : said === '2' ? 2 : 1);
const orderOf = (said: string | undefined): 'path' | 'fifo' => (said === 'fifo' ? 'fifo' : 'path');

/** Orders that are picked together, latest first; where waves are released and how a warehouse delivers is set. */
export default function Waves() {
  const deliveries = useAsk('fulfillment.listDeliveries', {}).output?.rows;
  const actions = useMemo(() => {
    const picking = (deliveries ?? []).filter((d) => d.steps > 1);
    const release = action({
      verb: t('release'),
      operation: 'fulfillment.releaseWave',
      asks: [
        {
          name: 'warehouseId',
          label: t('warehouse'),
          kind: 'choice',
          options: picking.map((d) => ({ value: d.warehouseId, text: t('pickFrom', { code: d.code, count: d.waiting }) })),
        },
        {
          name: 'method',
          label: t('method'),
          kind: 'choice',
          options: WAVE_METHODS.map((value) => ({ value, text: words(value) })),
          start: 'batch',
        },
        { name: 'shipBy', label: t('shipBy'), kind: 'day', hint: t('shipByHint'), optional: true },
        askQuantity({ name: 'maxOrders', label: t('maxOrders'), start: MOST_ORDERS }),
      ],
      input: ({ warehouseId = '', method, shipBy, maxOrders }) => ({
        warehouseId,
        method: WAVE_METHODS.find((m) => m === method) ?? 'batch',
        maxOrders: quantityOf(maxOrders),
        ...(shipBy === undefined ? {} : { shipBy }),
      }),
    });
    const delivery = action({
      verb: t('delivery'),
      operation: 'fulfillment.setDelivery',
      asks: [
        {
          name: 'warehouseId',
          label: t('warehouse'),
          kind: 'choice',
          options: (deliveries ?? []).map((d) => ({ value: d.warehouseId, text: `${d.code} ${d.name}` })),
        },
        { name: 'steps', label: t('steps'), kind: 'choice', options: STEPS },
        { name: 'placeOrder', label: t('placeOrder'), kind: 'choice', options: ORDERS, start: 'path' },
      ],
      input: ({ warehouseId = '', steps, placeOrder }) => ({
        warehouseId,
        steps: stepsOf(steps),
        placeOrder: orderOf(placeOrder),
      }),
    });
    return deliveries ? [...(picking.length > 0 ? [release] : []), delivery] : [];
  }, [deliveries]);
  return (
    <Page actions={<Actions actions={actions} />} fill title={t('title')}>
      <List
        columns={columns}
        empty={t('empty')}
        label={t('title')}
        list="fulfillment.waves"
        open={(w) => `/waves/${w.id}`}
        presets={presets}
        rowId={(w) => w.id}
        view={useWavesView}
      />
    </Page>
  );
}
