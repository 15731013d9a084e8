import { ask } from '../../../client/ask.ts';
import { asFailure } from '../../../client/failure.ts';
import type { OutputOf } from '../../../client/operations.ts';
import { newCommandId, send } from '../../../client/send.ts';

export type Parcel = OutputOf<'fulfillment.getParcel'>;

async function found<T>(asking: Promise<{ readonly output: T }>): Promise<T | undefined> {
  try {
    return (await asking).output;
  } catch (error) {
    if (asFailure(error).code === 'engine.notFound') return undefined;
    throw error;
  }
}

/** The parcel of that number, or one opened for the order of that number; undefined where there is neither. */
export async function open(code: string): Promise<Parcel | undefined> {
  const parcel = await found(ask('fulfillment.getParcel', { number: code }));
  if (parcel) return parcel;
  const order = await found(ask('sales.getOrder', { number: code }));
  if (!order) return undefined;
  const { output } = await send('fulfillment.openParcel', { orderId: order.id });
  return look(output?.parcelId ?? '');
}

export const look = async (parcelId: string): Promise<Parcel> => (await ask('fulfillment.getParcel', { parcelId })).output;

/** One product into the parcel, with the instant it was read. */
export async function scanPack(parcelId: string, code: string): Promise<OutputOf<'fulfillment.scanPack'> | null> {
  return (await send('fulfillment.scanPack', { parcelId, code, readAt: new Date().toISOString() })).output;
}

/** What a parcel is closed with: its carrier stays for the next one, its weight does not. */
export interface Measured {
  readonly carrier?: string;
  readonly weightGrams?: number;
}

/** `carrier DHL` from the keyboard or a printed code, `1250 g` as scales type it; undefined where a scan says neither. */
export function measuredBy(code: string): Measured | undefined {
  const [, carrier] = /^carrier[\s:]+(\S.*)$/i.exec(code) ?? [];
  if (carrier !== undefined) return { carrier };
  const [, grams] = /^(\d{1,7})\s*g$/i.exec(code) ?? [];
  return grams === undefined ? undefined : { weightGrams: Number(grams) };
}

export async function close(parcelId: string, measured: Measured): Promise<void> {
  await send('fulfillment.closeParcel', { parcelId, ...measured });
}

/** Hands a packed parcel over: exactly what its dry run says. */
export async function handOver(parcelId: string): Promise<void> {
  const input = { parcelIds: [parcelId] };
  const { preview } = await send('fulfillment.handOverParcels', input, { dryRun: true });
  if (preview) await send('fulfillment.handOverParcels', input, { commandId: newCommandId(), confirm: preview.effectsDigest });
}
