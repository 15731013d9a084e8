import { useState } from 'react';
import { asFailure } from '../../../client/failure.ts';
import { Bench, type Heard } from '../../../kit/bench/Bench.tsx';
import { PrintMenu } from '../../../kit/print/PrintMenu.tsx';
import { go } from '../../../kit/route.ts';
import { close, handOver, look, type Measured, measuredBy, open, type Parcel, scanPack } from './store.ts';
import { t } from './text.ts';

const right = (says: string): Heard => ({ tone: 'right', says });
const wrong = (says: string): Heard => ({ tone: 'wrong', says });

/**
 * Packing picked goods with a scanner: the order, its products, Enter closes the parcel; the number of a packed parcel hands it over. What
 * scales type, and the carrier once said, go onto the parcel when it is closed.
 */
export default function ParcelBench() {
  const [parcel, setParcel] = useState<Parcel>();
  const [last, setLast] = useState<Parcel>();
  const [measured, setMeasured] = useState<Measured>({});

  const begin = async (code: string): Promise<Heard> => {
    const found = await open(code);
    if (!found) return wrong(t('none', { code }));
    if (found.state !== 'packed') {
      setParcel(found);
      return right(t('opened', { number: found.number, party: found.partyName }));
    }
    await handOver(found.parcelId);
    setLast(undefined);
    return right(t('handedOver', { number: found.number }));
  };
  const pack = async (into: Parcel, code: string): Promise<Heard> => {
    const heard = await scanPack(into.parcelId, code);
    setParcel(await look(into.parcelId));
    return right(t('right', { sku: heard?.sku ?? code, done: heard?.packed ?? 0, of: heard?.of ?? 0 }));
  };
  const said = async (work: () => Promise<Heard>): Promise<Heard> => {
    try {
      return await work();
    } catch (error) {
      return wrong(asFailure(error).message);
    }
  };
  const take = (code: string): Promise<Heard> => {
    const said = measuredBy(code);
    if (!said) return parcel ? pack(parcel, code) : begin(code);
    setMeasured({ ...measured, ...said });
    return Promise.resolve(
      right(said.carrier === undefined ? t('weighs', { grams: said.weightGrams ?? 0 }) : t('goesBy', { carrier: said.carrier })),
    );
  };
  const finish = (of: Parcel) => async (): Promise<Heard> => {
    await close(of.parcelId, measured);
    setMeasured(measured.carrier === undefined ? {} : { carrier: measured.carrier });
    setParcel(undefined);
    setLast(await look(of.parcelId));
    return right(t('closed', { number: of.number }));
  };
  const filled = parcel !== undefined && parcel.lines.length > 0;
  return (
    <Bench
      asks={parcel ? t('askItem') : t('askOrder')}
      leave={() => (parcel ? setParcel(undefined) : go('/waves'))}
      lines={(parcel?.lines ?? []).map((l) => ({ id: String(l.orderLineId), code: l.sku, title: l.title, done: l.qty, of: l.qty }))}
      next={filled && parcel ? { says: t('close', { number: parcel.number }), run: () => said(finish(parcel)) } : undefined}
      scan={(code) => said(() => take(code))}
      title={parcel ? t('parcel', { number: parcel.number, order: parcel.orderNumber }) : t('title')}
    >
      <p className="quiet">{measured.carrier === undefined ? t('sayCarrier') : t('goesBy', { carrier: measured.carrier })}</p>
      {last ? (
        <PrintMenu papers={(['label', 'packing-slip'] as const).map((kind) => ({ kind, id: last.parcelId, number: last.number }))} />
      ) : null}
    </Bench>
  );
}
