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

/** What a parcel is closed with: carrier and box stay for the next one, weight and the reason for a wrong one do not. */
export interface Measured {
  readonly carrier?: string;
  readonly box?: string;
  readonly weightGrams?: number;
  readonly reason?: string;
}

/**
 * `carrier DHL` and `box M` from the keyboard or a printed code, `1250 g` as scales type it, `because ...` for a weight that is to pass;
 * undefined where a scan says none of them.
 */
export function measuredBy(code: string): Measured | undefined {
  const [, carrier] = /^carrier[\s:]+(\S.*)$/i.exec(code) ?? [];
  if (carrier !== undefined) return { carrier };
  const [, box] = /^box[\s:]+(\S+)$/i.exec(code) ?? [];
  if (box !== undefined) return { box };
  const [, reason] = /^because[\s:]+(\S.*)$/i.exec(code) ?? [];
  if (reason !== undefined) return { reason };
  const [, grams] = /^(\d{1,7})\s*g$/i.exec(code) ?? [];
  return grams === undefined ? undefined : { weightGrams: Number(grams) };
}

/** The box of this code as its id; undefined where there is none in use. */
export async function boxOf(code: string): Promise<string | undefined> {
  const { rows } = (await ask('fulfillment.listPackageTypes', {})).output;
  return rows.find((r) => r.active && r.code.toLowerCase() === code.toLowerCase())?.packageTypeId;
}

export async function close(parcelId: string, { box, ...measured }: Measured): Promise<void> {
  const packageTypeId = box === undefined ? undefined : await boxOf(box);
  await send('fulfillment.closeParcel', { parcelId, ...measured, ...(packageTypeId === undefined ? {} : { packageTypeId }) });
}

/** Hands a packed parcel over: exactly what its dry run says. */
export async function handOver(parcelId: string): Promise<void> {
  const input = { parcelIds: [parcelId] };
  const { preview } = await send('fulfillment.handOverParcels', input, { dryRun: true });
  if (preview) await send('fulfillment.handOverParcels', input, { commandId: newCommandId(), confirm: preview.effectsDigest });
}
