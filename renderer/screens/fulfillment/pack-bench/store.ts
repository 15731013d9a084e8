import { ask } from '../../../client/ask.ts';
import { asFailure } from '../../../client/failure.ts';
import { newCommandId, send } from '../../../client/send.ts';

/** An order on the bench: what is promised to it, by product, and how many are in the parcel. */
export interface Parcel {
  readonly orderId: string;
  readonly number: string;
  readonly party: string;
  readonly lines: readonly {
    readonly itemId: string;
    readonly sku: string;
    readonly title: string;
    readonly of: number;
    readonly done: number;
  }[];
}

/** The order of that number with what is promised to it; undefined where there is none. */
export async function openParcel(number: string): Promise<Parcel | undefined> {
  try {
    const { output: order } = await ask('sales.getOrder', { number });
    const { output } = await ask('fulfillment.listPromises', { orderId: order.id, limit: 500 });
    const lines = new Map<string, Parcel['lines'][number]>();
    for (const p of output.rows) {
      const title = order.lines.find((l) => l.itemId === p.itemId)?.title ?? p.sku;
      const known = lines.get(p.itemId) ?? { itemId: p.itemId, sku: p.sku, title, of: 0, done: 0 };
      lines.set(p.itemId, { ...known, of: known.of + p.qty });
    }
    return { orderId: order.id, number: order.number, party: order.partyName, lines: [...lines.values()] };
  } catch (error) {
    if (asFailure(error).code === 'engine.notFound') return undefined;
    throw error;
  }
}

/** Hands over what is promised to the order: exactly what its dry run says. */
export async function ship(orderId: string): Promise<void> {
  const commandId = newCommandId();
  const { preview } = await send('fulfillment.shipOrder', { orderId }, { dryRun: true });
  if (preview) await send('fulfillment.shipOrder', { orderId }, { commandId, confirm: preview.effectsDigest });
}
