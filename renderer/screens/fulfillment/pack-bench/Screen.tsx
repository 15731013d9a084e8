import { useState } from 'react';
import { ask } from '../../../client/ask.ts';
import { asFailure } from '../../../client/failure.ts';
import { Bench, type Heard } from '../../../kit/bench/Bench.tsx';
import { go } from '../../../kit/route.ts';
import { openParcel, type Parcel, ship } from './store.ts';
import { t } from './text.ts';

const right = (says: string): Heard => ({ tone: 'right', says });
const wrong = (says: string): Heard => ({ tone: 'wrong', says });
const unitsOf = (parcel: Parcel) => t('units', { count: parcel.lines.reduce((sum, l) => sum + l.of, 0) });

/** Packing with a scanner: the order, each product into the parcel, then Enter ships what was packed. */
export default function PackBench() {
  const [parcel, setParcel] = useState<Parcel>();

  const openOrder = async (code: string): Promise<Heard> => {
    const found = await openParcel(code);
    if (!found) return wrong(t('noOrder', { code }));
    if (found.lines.length === 0) return wrong(t('nothing', { number: found.number }));
    setParcel(found);
    return right(t('opened', { number: found.number, party: found.party, units: unitsOf(found) }));
  };
  const packItem = async (into: Parcel, code: string): Promise<Heard> => {
    const { item, count } = (await ask('catalog.readCode', { code })).output;
    const line = into.lines.find((l) => l.itemId === item.id);
    if (!line) return wrong(t('foreign', { code: item.sku }));
    const done = line.done + count;
    if (done > line.of) return wrong(t('tooMany', { sku: line.sku, count, left: line.of - line.done }));
    setParcel({ ...into, lines: into.lines.map((l) => (l === line ? { ...l, done } : l)) });
    return right(t('right', { sku: line.sku, done, of: line.of }));
  };
  const scan = async (code: string): Promise<Heard> => {
    try {
      return await (parcel ? packItem(parcel, code) : openOrder(code));
    } catch (error) {
      return wrong(asFailure(error).message);
    }
  };
  const complete = parcel !== undefined && parcel.lines.every((l) => l.done === l.of);
  const handOver = async (): Promise<Heard | undefined> => {
    if (!parcel) return undefined;
    try {
      await ship(parcel.orderId);
      setParcel(undefined);
      return right(t('shipped', { number: parcel.number }));
    } catch (error) {
      return wrong(asFailure(error).message);
    }
  };
  return (
    <Bench
      asks={parcel ? t('askItem') : t('askOrder')}
      leave={() => (parcel ? setParcel(undefined) : go('/shipments'))}
      lines={(parcel?.lines ?? []).map((l) => ({ id: l.itemId, code: l.sku, title: l.title, done: l.done, of: l.of }))}
      next={complete && parcel ? { says: t('ship', { units: unitsOf(parcel) }), run: handOver } : undefined}
      scan={scan}
      title={parcel ? t('order', { number: parcel.number }) : t('title')}
    />
  );
}
