import { useState } from 'react';
import { ask } from '../../../client/ask.ts';
import { asFailure } from '../../../client/failure.ts';
import { Bench, type Heard } from '../../../kit/bench/Bench.tsx';
import { go } from '../../../kit/route.ts';
import { type Arrival, filled, openArrival, receive } from './store.ts';
import { t } from './text.ts';

const right = (says: string): Heard => ({ tone: 'right', says });
const wrong = (says: string): Heard => ({ tone: 'wrong', says });
const units = (arrival: Arrival, of: 'done' | 'of') => t('units', { count: arrival.lines.reduce((sum, l) => sum + l[of], 0) });

/** Receiving with a scanner: the transfer, each product as it comes out of the box, then Enter receives what was counted. */
export default function ReceiveBench() {
  const [arrival, setArrival] = useState<Arrival>();

  const openTransfer = async (code: string): Promise<Heard> => {
    const found = await openArrival(code);
    if (!found) return wrong(t('none', { code }));
    setArrival(found);
    return right(t('opened', { number: found.number, from: found.from, units: units(found, 'of') }));
  };
  const takeOut = async (of: Arrival, code: string): Promise<Heard> => {
    const { item, count } = (await ask('catalog.readCode', { code })).output;
    const ofItem = (l: Arrival['lines'][number]) => l.itemId === item.id;
    const sum = (of: readonly Arrival['lines'][number][], by: 'of' | 'done') => of.reduce((all, l) => all + l[by], 0);
    const lines = of.lines.filter(ofItem);
    if (lines.length === 0) return wrong(t('foreign', { code: item.sku }));
    const left = sum(lines, 'of') - sum(lines, 'done');
    if (count > left) return wrong(t('tooMany', { sku: item.sku, count, left }));
    setArrival({ ...of, lines: filled(of.lines, item.id, count) });
    return right(t('right', { sku: item.sku, done: sum(lines, 'done') + count, of: sum(lines, 'of') }));
  };
  const scan = async (code: string): Promise<Heard> => {
    try {
      return await (arrival ? takeOut(arrival, code) : openTransfer(code));
    } catch (error) {
      return wrong(asFailure(error).message);
    }
  };
  const some = arrival?.lines.some((l) => l.done > 0) === true;
  const take = async (): Promise<Heard | undefined> => {
    if (!arrival) return undefined;
    try {
      await receive(arrival);
      setArrival(undefined);
      return right(t('received', { number: arrival.number, units: units(arrival, 'done') }));
    } catch (error) {
      return wrong(asFailure(error).message);
    }
  };
  return (
    <Bench
      asks={arrival ? t('askItem') : t('askTransfer')}
      leave={() => (arrival ? setArrival(undefined) : go('/transfers'))}
      lines={(arrival?.lines ?? []).map((l) => ({ id: String(l.lineNo), code: l.sku, title: l.title, done: l.done, of: l.of }))}
      next={arrival && some ? { says: t('receive', { units: units(arrival, 'done') }), run: take } : undefined}
      scan={scan}
      title={arrival ? t('transfer', { number: arrival.number }) : t('title')}
    />
  );
}
