import { useCurrency } from '../../../client/connection.ts';
import { Detail } from '../../../kit/detail/Detail.tsx';
import { History } from '../../../kit/detail/History.tsx';
import { count, money, price, words } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import type { ScreenProps } from '../../../kit/screen.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { actionsOf, standardActions, trackingActions } from './actions.ts';
import type { Item } from './store.ts';
import { Components, Holds, Layers, Lots, Moves, Packs, Promises, StandardCosts, Stock, UsedIn } from './tabs.tsx';
import { t } from './text.ts';
import { Why } from './Why.tsx';

/** One SKU: what can be promised of it, where it stands, for whom it is kept, what it is worth and why. */
export default function ItemScreen({ params }: ScreenProps) {
  const { output: item, failure, again } = useAsk('catalog.getItem', { itemId: params['id'] ?? '' });
  if (failure && !item) return <FailureNote again={again} failure={failure} />;
  if (!item) return <Waiting />;
  return <ItemPage item={item} />;
}

function ItemPage({ item }: { readonly item: Item }) {
  const currency = useCurrency();
  const stocked = item.kind === 'stock';
  const levels = useAsk('inventory.stockByItem', stocked ? { itemIds: [item.id] } : undefined).output?.rows;
  const pools = useAsk('inventory.layersOfItem', stocked ? { itemId: item.id, limit: 1 } : undefined).output?.pools;
  const holds = useAsk('inventory.listHolds', { subject: { kind: 'item', id: item.id }, limit: 200 }).output?.rows ?? [];
  const tracking = useAsk('inventory.getTracking', stocked ? { itemId: item.id } : undefined).output;
  const tracked = tracking !== undefined && tracking.trackedBy !== 'none';
  const isKit = item.components.length > 0;
  const kitStock = useAsk('inventory.stockOfKit', isKit ? { itemId: item.id } : undefined).output?.rows;
  const block = holds.find((h) => h.releasedAt === null && h.severity === 'block');
  const tab = (name: string) => `/items/${item.id}?tab=${name}`;
  const sum = (of: (row: NonNullable<typeof levels>[number]) => number) => (levels ?? []).reduce((total, row) => total + of(row), 0);
  const standard = item.standardCostMicros;
  const { weightGrams, lengthMm, widthMm, heightMm } = item.measures;
  const sides = [lengthMm, widthMm, heightMm].filter((side) => side !== null);
  return (
    <Detail
      actions={[...actionsOf(item, holds, currency), ...standardActions(item, currency), ...trackingActions(item, tracking)]}
      amounts={
        levels && pools
          ? [
              { name: t('available'), value: count(sum((l) => l.available)), hint: t('availableHint'), path: tab('stock') },
              { name: t('promised'), value: count(sum((l) => l.reserved)), path: tab('promises') },
              {
                name: t('value', { currency }),
                value: money(
                  pools.reduce((total, p) => total + p.value, 0),
                  currency,
                ),
                path: tab('layers'),
              },
            ]
          : kitStock
            ? [
                {
                  name: t('available'),
                  value: count(kitStock.reduce((total, k) => total + k.available, 0)),
                  hint: t('kitHint'),
                  path: tab('components'),
                },
              ]
            : []
      }
      even
      crumb={{ title: t('products'), path: '/items' }}
      facts={[
        { name: t('price', { currency }), value: price(item.priceMicros, currency) },
        ...(standard === null ? [] : [{ name: t('standardCost'), value: price(standard, currency) }]),
        { name: t('category'), value: item.categoryName },
        { name: t('costing'), value: words(item.costing) },
        { name: t('unit'), value: item.unit },
        { name: t('taxClass'), value: item.taxClass },
        ...(tracked ? [{ name: t('trackedBy'), value: `${words(tracking.trackedBy)}, ${words(tracking.rotation)}` }] : []),
        ...(weightGrams === null ? [] : [{ name: t('weight'), value: t('grams', { grams: weightGrams }) }]),
        ...(sides.length === 0 ? [] : [{ name: t('measures'), value: t('millimetres', { measures: sides.map(count).join(' × ') }) }]),
        ...(item.barcodes.length === 0 ? [] : [{ name: t('barcodes'), value: item.barcodes.join(', ') }]),
      ]}
      notice={
        block ? (
          <p className="notice bad">
            <strong>{t('onHold', { code: words(block.code) })}</strong> {block.detail}
          </p>
        ) : null
      }
      party={item.title}
      state={item.active === 1 ? { word: t('active'), tone: 'good' } : { word: t('inactive'), tone: 'quiet' }}
      tabs={[
        ...(stocked
          ? [
              { id: 'stock', title: t('stock'), body: () => <Stock itemId={item.id} /> },
              { id: 'promises', title: t('promises'), body: () => <Promises itemId={item.id} /> },
              ...(tracked ? [{ id: 'lots', title: t('lots'), body: () => <Lots itemId={item.id} /> }] : []),
              {
                id: 'holds',
                title: t('holds'),
                count: holds.filter((h) => h.releasedAt === null).length,
                body: () => <Holds rows={holds} />,
              },
              { id: 'packs', title: t('packs'), count: item.packs.length, body: () => <Packs packs={item.packs} /> },
              ...(item.usedIn.length === 0
                ? []
                : [{ id: 'used-in', title: t('usedIn'), count: item.usedIn.length, body: () => <UsedIn rows={item.usedIn} /> }]),
              { id: 'moves', title: t('moves'), body: () => <Moves itemId={item.id} /> },
              { id: 'layers', title: t('layers'), body: () => <Layers itemId={item.id} /> },
              ...(standard === null && item.costing !== 'standard'
                ? []
                : [{ id: 'standard-costs', title: t('standardCosts'), body: () => <StandardCosts itemId={item.id} /> }]),
              { id: 'why', title: t('why'), body: () => <Why /> },
            ]
          : [
              {
                id: 'components',
                title: t('components'),
                count: item.components.length,
                body: () => <Components rows={item.components} stock={kitStock ?? []} />,
              },
            ]),
        { id: 'history', title: t('history'), body: () => <History id={item.id} table="item" /> },
      ]}
      title={item.sku}
    />
  );
}
