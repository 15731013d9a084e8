import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { OutputOf } from '../../../client/operations.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { action } from '../../../kit/action/action.ts';
import type { Column } from '../../../kit/column.ts';
import { count } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { Rows } from '../../../kit/Rows.tsx';
import { linkTo } from '../../../kit/route.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

const SHOWN = 500;
const SETTLED_MS = 250;
type Face = OutputOf<'fulfillment.listPickFaces'>['rows'][number];

const columns: readonly Column<Face>[] = [
  { id: 'sku', title: t('sku'), width: 160, text: (f) => f.sku, link: (f) => `/items/${f.itemId}` },
  { id: 'item', title: t('item'), grow: true, text: (f) => f.title },
  { id: 'place', title: t('place'), width: 130, text: (f) => f.place, link: (f) => `/places/${f.locationId}` },
  {
    id: 'free',
    title: t('free'),
    width: 90,
    numeric: true,
    text: (f) => count(f.free),
    hint: () => t('freeHint'),
    tone: (f) => (f.free + f.coming < f.min ? 'warn' : undefined),
  },
  { id: 'min', title: t('min'), width: 90, numeric: true, text: (f) => count(f.min) },
  { id: 'max', title: t('max'), width: 90, numeric: true, text: (f) => count(f.max) },
  {
    id: 'coming',
    title: t('coming'),
    width: 100,
    numeric: true,
    text: (f) => (f.coming === 0 ? '' : count(f.coming)),
    link: () => '/replenishment',
  },
  { id: 'reserve', title: t('reserve'), width: 100, numeric: true, text: (f) => count(f.reserve) },
];

/** Which bin each product of a warehouse is picked from, and how full it is. */
export default function PickFaces() {
  const deliveries = useAsk('fulfillment.listDeliveries', {});
  const warehouses = deliveries.output?.rows;
  const [chosen, setChosen] = useState<string>();
  const [typed, setTyped] = useState('');
  const [sku] = useDebouncedValue(typed.trim(), SETTLED_MS);
  // Where goods are picked first is where faces are kept.
  const warehouseId = chosen ?? (warehouses?.find((w) => w.steps > 1) ?? warehouses?.[0])?.warehouseId;
  const asked = useAsk(
    'fulfillment.listPickFaces',
    warehouseId === undefined ? undefined : { warehouseId, limit: SHOWN, ...(sku === '' ? {} : { sku }) },
  );
  if (deliveries.failure && !warehouses) return <FailureNote again={deliveries.again} failure={deliveries.failure} />;
  if (!warehouses || warehouseId === undefined) return <Waiting />;
  const faces = asked.output?.rows ?? [];
  const drop = action({
    verb: t('drop'),
    operation: 'fulfillment.dropPickFaces',
    asks: [{ name: 'sku', label: t('sku'), kind: 'choice', options: faces.map((f) => ({ value: f.sku, text: `${f.sku} ${f.place}` })) }],
    input: ({ sku: one = '' }) => ({ warehouseId, skus: [one] }),
    grave: true,
  });
  return (
    <Page
      actions={
        <>
          <Actions actions={faces.length > 0 ? [drop] : []} even />
          <Button component="a" href={linkTo('/pick-faces/new')}>
            {t('set')}
          </Button>
        </>
      }
      beside={<span className="quiet">{t('hint')}</span>}
      title={t('title')}
    >
      <div className="form-fields">
        <NativeSelect
          data={warehouses.map((w) => ({ value: w.warehouseId, label: `${w.code} ${w.name}` }))}
          label={t('warehouse')}
          onChange={(event) => setChosen(event.currentTarget.value)}
          size="xs"
          value={warehouseId}
        />
        <TextInput
          autoComplete="off"
          label={t('find')}
          name="find"
          onChange={(event) => setTyped(event.currentTarget.value)}
          size="xs"
          value={typed}
        />
      </div>
      <Rows asked={asked} columns={columns} empty={t('empty')} label={t('title')} rowId={(f) => String(f.faceId)} />
    </Page>
  );
}
