import { useState } from 'react';
import { asFailure } from '../../../client/failure.ts';
import { Bench, type Heard } from '../../../kit/bench/Bench.tsx';
import { PrintMenu } from '../../../kit/print/PrintMenu.tsx';
import { go } from '../../../kit/route.ts';
import { boxOf, close, handOver, look, type Measured, measuredBy, open, type Parcel, scanPack } from './store.ts';
import { t } from './text.ts';

const right = (says: string): Heard => ({ tone: 'right', says });
const wrong = (says: string): Heard => ({ tone: 'wrong', says });

/** What was said of the parcel, for the packer to hear. */
function heardOf({ carrier, box, reason, weightGrams = 0 }: Measured): string {
  if (carrier !== undefined) return t('goesBy', { carrier });
  if (box !== undefined) return t('packedIn', { box });
  return reason === undefined ? t('weighs', { grams: weightGrams }) : t('because', { reason });
}

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
  const take = async (code: string): Promise<Heard> => {
    const said = measuredBy(code);
    if (!said) return parcel ? pack(parcel, code) : begin(code);
    if (said.box !== undefined && (await boxOf(said.box)) === undefined) return wrong(t('noBox', { box: said.box }));
    setMeasured({ ...measured, ...said });
    return right(heardOf(said));
  };
  const finish = (of: Parcel) => async (): Promise<Heard> => {
    await close(of.parcelId, measured);
    const { weightGrams: _weight, reason: _reason, ...kept } = measured;
    setMeasured(kept);
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
      <p className="quiet">
        {[
          ...(measured.carrier === undefined ? [] : [t('goesBy', { carrier: measured.carrier })]),
          ...(measured.box === undefined ? [] : [t('packedIn', { box: measured.box })]),
          ...(measured.weightGrams === undefined ? [] : [t('weighs', { grams: measured.weightGrams })]),
        ].join(' \u00b7 ') || t('sayCarrier')}
      </p>
      {last ? (
        <PrintMenu papers={(['label', 'packing-slip'] as const).map((kind) => ({ kind, id: last.parcelId, number: last.number }))} />
      ) : null}
    </Bench>
  );
}
