import { tableOfId } from '../../../db/schema/ids.ts';
import type { Actor } from '../../../main/engine/context.ts';
import { publishedOperations } from '../../../preload/contract/orpc.ts';
import type { Shop } from '../../kit/company.ts';

/** Every command a program may send. */
export const published = publishedOperations.filter((d) => d.kind === 'command');

export interface Taken {
  orderId: string;
  lineIds: number[];
}
interface OrderView {
  lines: { id: number }[];
  holds: { id: string }[];
}

/** One walk through a company in which every command is sent: as a dry run first, then for real with the digest confirmed. */
export class Walk {
  readonly shop: Shop;
  /** Commands that were met so far. */
  readonly met = new Set<string>();
  /** What was sent, to be sent again. */
  readonly sent: { readonly operation: string; readonly input: unknown; readonly how: Parameters<Shop['send']>[2] }[] = [];
  /** Who buys here, once somebody does. */
  customer = '';

  constructor(shop: Shop) {
    this.shop = shop;
  }

  /** The revision of a record as it stands, for a command that edits it. */
  readonly looked = async (id: string): Promise<{ id: string; revision: number }[]> => {
    const found = tableOfId(id);
    if (!found) throw new Error(`${id} names no table`);
    const row = await this.shop.engine.writer.exclusively(({ db }) =>
      db
        .selectFrom(found.table as 'setting')
        .select('revision')
        .where(found.column as 'key', '=', found.key)
        .executeTakeFirst(),
    );
    return row ? [{ id, revision: row.revision }] : [];
  };

  /** Asks first what the command would do, then does exactly that: another outcome would be refused. */
  readonly go = async <T = Record<string, string>>(
    operation: string,
    input: unknown,
    as: { actor?: Actor; commits?: number } = {},
  ): Promise<T> => {
    const { shop, met } = this;
    const def = published.find((d) => d.name === operation);
    if (!def) throw new Error(`nothing is published under ${operation}`);
    const expected = (await Promise.all((def.edits?.(def.input.parse(input)) ?? []).map(this.looked))).flat();
    const how = { ...(expected.length > 0 ? { expect: expected } : {}), ...(as.actor ? { actor: as.actor } : {}) };
    const before = shop.engine.writer.seq;
    const dry = await shop.send(operation, input, { ...how, dryRun: true });
    if (shop.engine.writer.seq !== before) throw new Error(`${operation} as a dry run saved something`);
    const real = await shop.send(operation, input, { ...how, confirm: dry.preview?.effectsDigest ?? 'no digest' });
    const commits = real.seq - before;
    if (commits !== (as.commits ?? 1)) throw new Error(`${operation} made ${commits} commits`);
    met.add(operation);
    this.sent.push({ operation, input, how });
    return real.output as T;
  };

  async itemOf(sku: string): Promise<string> {
    const { rows } = await this.shop.ask<{ rows: { id: string; sku: string }[] }>('catalog.listItems', {});
    return rows.find((r) => r.sku === sku)?.id ?? '';
  }

  orderOf(orderId: string): Promise<OrderView> {
    return this.shop.ask<OrderView>('sales.getOrder', { orderId });
  }

  /** An order of the customer for some cups. */
  draft(qty: number, more: Record<string, unknown> = {}) {
    return {
      partyId: this.customer,
      orderedAt: '2026-01-05T09:00:00.000Z',
      orderedOn: '2026-01-05',
      currency: 'GBP',
      country: 'GB',
      lines: [{ sku: 'CUP', qty, unitPriceMicros: 12_000_000, taxCode: 'STD' }],
      ...more,
    };
  }
}
