import { expect } from 'vitest';
import { Refusal } from '../../../preload/contract/refusal.ts';
import { formatMinor, parseMicros, parseMinor } from '../../../preload/contract/values/money.ts';
import { openShop, type Shop } from '../company.ts';
import { createDatabase, dropDatabase } from '../postgres.ts';

const CURRENCY = 'GBP';
const ON_POSTGRES = process.env['COUNTINGHOUSE_DB'] === 'postgres';

/** Amount in words of the daybook ('12.50') to minor units. */
export function minor(text: string): number {
  const value = parseMinor(text, CURRENCY);
  if (value === undefined) throw new Error(`${text} is no amount in ${CURRENCY}`);
  return value;
}
/** Price or unit cost in words to micros. */
export function micros(text: string): number {
  const value = parseMicros(text);
  if (value === undefined) throw new Error(`${text} is no price`);
  return value;
}
export const money = (value: number) => formatMinor(value, CURRENCY);

interface Place {
  readonly warehouseId: string;
  readonly stock: string;
  readonly quarantine: string;
}
interface Accounts {
  /** Account id by what the daybook calls it: a role, `inventory LON`, `quarantine LON`. */
  readonly byName: ReadonlyMap<string, string>;
  readonly byId: ReadonlyMap<string, string>;
}

interface WarehouseRow {
  id: string;
  code: string;
  locations: { id: string; status: string; areaId: string | null }[];
}

/** A shop a daybook is played in: the real engine, the documents the story is at, and how to look at the books. */
export class World {
  readonly shop: Shop;
  readonly #items = new Map<string, string>();
  readonly #parties = new Map<string, string>();
  #accounts: Accounts | undefined;
  #places = new Map<string, Place>();
  /** Documents the next step is about. */
  orderId = '';
  lineIds: number[] = [];
  skus: string[] = [];
  partyId = '';
  invoiceId = '';
  invoices: string[] = [];
  returnId = '';
  creditNoteId = '';
  holdId = '';
  documentId = '';
  purchaseId = '';
  waveId = '';
  receiptId = '';
  billId = '';
  ruleId = '';
  /** The channel orders come over, and what it calls the last one; none: orders taken by hand. */
  channelId = '';
  externalId = '';
  #ordersOfChannel = 0;
  readonly receipts = new Map<string, string>();
  supplierId = '';
  /** SKUs of the purchase order, by line. */
  bought: string[] = [];
  /** Commit number before the step that is played. */
  since = 0;

  private constructor(shop: Shop) {
    this.shop = shop;
  }

  /** Opens a fresh company, on the database the run is for; the caller ends it. */
  static async open(policies: Record<string, string | number>): Promise<World> {
    const postgres = ON_POSTGRES ? await createDatabase() : undefined;
    const shop = await openShop({ spec: { policies }, ...(postgres ? { location: { postgres } } : {}) });
    const world = new World(shop);
    const close = shop.close.bind(shop);
    shop.close = async () => {
      await close();
      if (postgres) await dropDatabase(postgres);
    };
    const { rows } = await shop.ask<{ rows: WarehouseRow[] }>('inventory.listWarehouses', {});
    for (const w of rows) {
      const at = (status: string) => w.locations.find((l) => l.status === status)?.id ?? '';
      world.#places.set(w.code, { warehouseId: w.id, stock: at('sellable'), quarantine: at('quarantine') });
    }
    return world;
  }

  /**
   * Asks for a command as a careful user would: first a dry run, then the real run that confirms the digest of the
   * preview. A different outcome would be refused, so every step of every daybook proves that a preview is the truth.
   */
  async command<T>(operation: string, input: unknown, expected?: { id: string; revision: number }): Promise<T> {
    const how = expected ? { expect: [expected] } : {};
    const { preview } = await this.shop.send(operation, input, { ...how, dryRun: true });
    if (!preview) throw new Error(`${operation}: a dry run without a preview`);
    return this.shop.dispatch<T>(operation, input, { ...how, confirm: preview.effectsDigest });
  }

  ask<T>(operation: string, input: unknown): Promise<T> {
    return this.shop.ask<T>(operation, input);
  }

  /** What the next order says of its channel. */
  nextOfChannel(): { channelId?: string; externalId?: string } {
    if (this.channelId === '') return {};
    this.#ordersOfChannel += 1;
    this.externalId = `WEB-${this.#ordersOfChannel}`;
    return { channelId: this.channelId, externalId: this.externalId };
  }

  place(code: string): Place {
    const found = this.#places.get(code);
    if (!found) throw new Error(`there is no warehouse ${code}`);
    return found;
  }

  /** The item of a SKU, added to the catalogue the first time it is named. */
  async item(sku: string, facts: { costing?: string; standard?: string; kind?: string; price?: string } = {}): Promise<string> {
    const known = this.#items.get(sku);
    if (known !== undefined) return known;
    const { costing = 'fifo', standard, kind = 'stock', price } = facts;
    await this.command('catalog.setCategory', { name: `Goods at ${costing}`, costing });
    const { itemId } = await this.command<{ itemId: string }>('catalog.createItem', {
      sku,
      title: sku,
      kind,
      category: `Goods at ${costing}`,
      ...(standard === undefined ? {} : { standardCostMicros: micros(standard) }),
      ...(price === undefined ? {} : { priceMicros: micros(price) }),
    });
    this.#items.set(sku, itemId);
    return itemId;
  }

  async party(name: string, kind = 'customer'): Promise<string> {
    const known = this.#parties.get(name);
    if (known !== undefined) return known;
    const { partyId } = await this.command<{ partyId: string }>('parties.createParty', { kind, name, country: 'GB' });
    this.#parties.set(name, partyId);
    return partyId;
  }

  async revisionOf(operation: string, input: unknown): Promise<number> {
    return (await this.ask<{ revision: number }>(operation, input)).revision;
  }

  async accounts(): Promise<Accounts> {
    if (this.#accounts) return this.#accounts;
    const chart = await this.ask<{ rows: { id: string; name: string; roles: string[] }[] }>('accounting.listAccounts', { limit: 500 });
    const byName = new Map<string, string>();
    const byId = new Map<string, string>();
    const know = (name: string, id: string) => {
      byName.set(name, id);
      if (!byId.has(id)) byId.set(id, name);
    };
    const { rows: channels } = await this.ask<{ rows: { id: string; code: string }[] }>('channels.listChannels', {});
    const named = (role: string) => channels.reduce((name, c) => name.replace(`/${c.id}`, ` ${c.code}`), role);
    for (const account of chart.rows) for (const role of account.roles) know(named(role), account.id);
    const areas = await this.ask<{ rows: { areaId: string; accountId: string }[] }>('inventory.valueByArea', {});
    const { rows } = await this.ask<{ rows: WarehouseRow[] }>('inventory.listWarehouses', {});
    for (const w of rows)
      for (const l of w.locations) {
        const account = areas.rows.find((a) => a.areaId === l.areaId)?.accountId;
        if (account !== undefined) know(`${l.status === 'sellable' ? 'inventory' : l.status} ${w.code}`, account);
      }
    for (const account of chart.rows) if (!byId.has(account.id)) byId.set(account.id, account.name);
    this.#accounts = { byName, byId };
    return this.#accounts;
  }

  async accountId(name: string): Promise<string> {
    if (!(await this.accounts()).byName.has(name)) this.#accounts = undefined;
    const id = (await this.accounts()).byName.get(name);
    if (id === undefined) throw new Error(`no account is called ${name} here`);
    return id;
  }

  /** What the step posted, summed per account: `Dr cogs 8.00`, debits first, each side by name. */
  async posted(): Promise<string[]> {
    const { byId } = await this.accounts();
    const sums = new Map<string, number>();
    for (const entry of await this.entriesSince()) {
      const { lines } = await this.ask<{ lines: { accountId: string; amount: number }[] }>('accounting.getEntry', { entryId: entry.id });
      for (const l of lines) sums.set(l.accountId, (sums.get(l.accountId) ?? 0) + l.amount);
    }
    return [...sums]
      .filter(([, amount]) => amount !== 0)
      .map(([id, amount]) => `${amount > 0 ? 'Dr' : 'Cr'} ${byId.get(id) ?? id} ${money(Math.abs(amount))}`)
      .toSorted();
  }

  async entriesSince(): Promise<{ id: number; seq: number }[]> {
    const { rows } = await this.ask<{ rows: { id: number; seq: number }[] }>('accounting.listEntries', { limit: 500 });
    return rows.filter((e) => e.seq > this.since);
  }

  /** Plays what must be refused; nothing but the refusal may come of it. */
  async refused(code: string, play: () => Promise<void>): Promise<void> {
    const before = this.shop.engine.writer.seq;
    const outcome = await play().then(
      () => 'was not refused',
      (error: unknown) => (error instanceof Refusal ? error.code : error),
    );
    expect(outcome).toBe(code);
    expect(this.shop.engine.writer.seq, 'a refusal saves nothing').toBe(before);
  }

  async end(): Promise<void> {
    await this.shop.close();
  }
}
