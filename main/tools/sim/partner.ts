import type { AuditLine } from './auditor.ts';
import type { Article, SimShop } from './shop.ts';

/** The channels' side: what they sold, took back and lost, written as the CSV files they send. Prices are minor units. */

export interface WrittenLine {
  readonly sku: string;
  /** negative where goods or charges are taken back or lost */
  readonly qty: number;
  readonly price: number;
  readonly goods: boolean;
}

export interface Written {
  readonly externalId: string;
  readonly kind: 'sale' | 'cancellation' | 'fee' | 'loss' | 'gain' | 'unreadable';
  /** the channel's own number of the buyer; empty where it names none */
  readonly customer: string;
  readonly at: string;
  readonly on: string;
  readonly lines: readonly WrittenLine[];
  /** quantity x price; 0 where the file does not say */
  readonly amount: number;
  readonly rows: readonly string[];
}

export interface PartnerFile {
  readonly channelId: string;
  readonly payment: string;
  readonly name: string;
  readonly records: readonly Written[];
  readonly text: string;
}

const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';
const CUSTOMERS = ['101', '102', '103', ''];
const STRANGER = '999';
const FIRST_NUMBER = 100_000;
const MOST_DAYS_BACK = 3;
const POSTAGE = 500;
/** What a changed order asks for of everything: more than any order asks for at first. */
const CHANGED_QTY = 9;

const moneyOf = (minor: number): string => `${Math.trunc(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
const sumOf = (lines: readonly WrittenLine[]): number => lines.reduce((sum, l) => sum + l.qty * l.price, 0);

/** Writes files for one shop; knows what it has sold, as a marketplace does. */
export class Partner {
  readonly #of: () => SimShop;
  #numbers = FIRST_NUMBER;
  #files = 0;
  readonly sent: PartnerFile[] = [];

  constructor(of: () => SimShop) {
    this.#of = of;
  }

  get #shop(): SimShop {
    return this.#of();
  }

  #number(prefix = ''): string {
    this.#numbers += 1;
    return `${prefix}${this.#numbers}`;
  }

  /** SKU the channel uses for an article that the shop does not know by this name. */
  readonly #foreign = (channelId: string): string => {
    const { chance, channels } = this.#shop;
    return `${channels.findIndex((c) => c.id === channelId) === 0 ? 'WEB' : 'MARKET'}-NEW-${chance.between(1, 6)}`;
  };

  /** A file of some records; one in six is an earlier one again, word for word. */
  write(): PartnerFile {
    const { chance, channels } = this.#shop;
    const again = chance.percent(16) ? chance.oneOf(this.sent) : undefined;
    if (again) return again;
    const channel = chance.oneOf(channels) ?? { id: '', payment: '' };
    const records = Array.from({ length: chance.between(1, 5) }, () => this.#record(channel.id));
    // The same number twice in one file would be one order of more lines.
    const different = [...new Map(records.map((r) => [r.externalId, r])).values()];
    this.#files += 1;
    const file = {
      channelId: channel.id,
      payment: channel.payment,
      name: `orders-${this.#files}.csv`,
      records: different,
      text: `${[HEADER, ...different.flatMap((r) => r.rows)].join('\n')}\n`,
    };
    this.sent.push(file);
    return file;
  }

  #record(channelId: string): Written {
    const { chance } = this.#shop;
    const dice = chance.between(1, 100);
    if (dice <= 50) return this.#sale(channelId);
    if (dice <= 66) return this.#cancellation(channelId) ?? this.#sale(channelId);
    if (dice <= 72) return this.#build('cancellation', this.#number('C'), STRANGER, [this.#goods(-chance.between(1, 2))]);
    if (dice <= 78)
      return this.#build('fee', this.#number('C'), '', [{ sku: 'AMAZONFEE', qty: -1, price: chance.between(100, 3000), goods: false }]);
    if (dice <= 79) return this.#build('fee', this.#number('C'), '', [{ sku: 'POST', qty: -1, price: POSTAGE, goods: false }]);
    if (dice <= 84) return this.#lost(channelId);
    if (dice <= 88) return this.#build('gain', this.#number(), '', [{ ...this.#goods(chance.between(1, 3)), price: 0 }]);
    if (dice <= 92) return this.#unreadable();
    if (dice <= 95) return this.#corrected(channelId) ?? this.#sale(channelId);
    return this.#again(channelId) ?? this.#sale(channelId);
  }

  #goods(qty: number, article = this.#shop.chance.oneOf(this.#shop.articles) as Article): WrittenLine {
    return { sku: article.sku, qty, price: article.price, goods: true };
  }

  #sale(channelId: string): Written {
    const { chance, articles } = this.#shop;
    const lines = chance.someOf(articles, chance.between(1, 3)).map((a) => this.#goods(chance.between(1, 4), a));
    if (chance.percent(20))
      lines.push({ sku: this.#foreign(channelId), qty: chance.between(1, 3), price: chance.between(100, 5000), goods: true });
    if (chance.percent(10)) lines.push(lines[0] as WrittenLine);
    if (chance.percent(30)) lines.push({ sku: 'POST', qty: 1, price: POSTAGE, goods: false });
    return this.#build('sale', this.#number(), chance.oneOf(CUSTOMERS) ?? '', lines, chance.percent(30));
  }

  /** Goods of a sale that left are taken back, now and then more than there were, at another price, or with the postage. */
  #cancellation(channelId: string): Written | undefined {
    const { chance, auditor, articles, returns } = this.#shop;
    const order = chance.oneOf(auditor.files.salesOf(channelId).filter(({ order: o }) => o.lines.some((l) => l.shipped > 0)));
    const line = order && chance.oneOf(order.order.lines.filter((l: AuditLine) => l.shipped > 0));
    const article = articles.find((a) => a.id === line?.itemId);
    if (!order || !line || !article) return undefined;
    // While goods are on their way back by hand, another credit would change what they are worth; the auditor keeps it simple.
    const pending = returns.some((r) => r.state !== 'credited' && auditor.orders.get(r.orderId)?.partyId === order.order.partyId);
    const goods = this.#goods(-chance.between(1, line.shipped + (chance.percent(20) ? 2 : 0)), article);
    const price = !pending && chance.percent(30) ? Math.max(1, article.price - chance.between(1, 90)) : Math.round(line.net / line.qty);
    if (pending && price * line.qty !== line.net) return undefined;
    const lines = [{ ...goods, price }];
    if (chance.percent(20)) lines.push({ sku: 'POST', qty: -1, price: POSTAGE, goods: false });
    return this.#build('cancellation', this.#number('C'), order.customer, lines);
  }

  /** Goods missing, under the shop's own SKU or the channel's. */
  #lost(channelId: string): Written {
    const { chance, auditor } = this.#shop;
    const line = { ...this.#goods(-chance.between(1, 3)), price: 0 };
    const foreign = chance.percent(30) ? chance.oneOf(auditor.files.foreignSkus(channelId)) : undefined;
    return this.#build('loss', this.#number(), '', [{ ...line, ...(foreign === undefined ? {} : { sku: foreign }) }]);
  }

  /** A price that is none, or a buyer whose number is none: then the money in it is still known. */
  #unreadable(): Written {
    const { chance } = this.#shop;
    const line = this.#goods(1);
    const whole = this.#build('unreadable', this.#number(), '', [line]);
    return chance.percent(50)
      ? { ...whole, amount: 0, rows: whole.rows.map((r) => r.replace(`,${moneyOf(line.price)},`, ',free,')) }
      : { ...whole, rows: whole.rows.map((r) => r.replace(',,United', ',X9,United')) };
  }

  /** What could not be read, sent again so that it can be. */
  #corrected(channelId: string): Written | undefined {
    const sent = this.sent.filter((f) => f.channelId === channelId).flatMap((f) => f.records.filter((r) => r.kind === 'unreadable'));
    const known = this.#shop.chance.oneOf(sent);
    return known && this.#build('sale', known.externalId, '', known.lines);
  }

  /** An order sent before, as it was or with another quantity: the first version stands. */
  #again(channelId: string): Written | undefined {
    const { chance } = this.#shop;
    const known = chance.oneOf(
      this.sent.filter((f) => f.channelId === channelId).flatMap((f) => f.records.filter((r) => r.kind === 'sale')),
    );
    if (!known || chance.percent(50)) return known;
    const lines = known.lines.map((l) => ({ ...l, qty: CHANGED_QTY }));
    const rows = known.rows.map((r) => r.replace(/,A thing,\d+,/, `,A thing,${CHANGED_QTY},`));
    return { ...known, lines, amount: sumOf(lines), rows };
  }

  #build(kind: Written['kind'], externalId: string, customer: string, lines: readonly WrittenLine[], late = false): Written {
    const { chance, sender } = this.#shop;
    const back = late ? chance.between(0, MOST_DAYS_BACK) * 86_400_000 : 0;
    const at = new Date(Date.parse(sender.now) - back).toISOString();
    const on = at.slice(0, 10);
    // In January London keeps UTC.
    const when = `${on} ${at.slice(11, 19)}`;
    const rows = lines.map((l) => `${externalId},${l.sku},A thing,${l.qty},${when},${moneyOf(l.price)},${customer},United Kingdom`);
    return { externalId, kind, customer, at, on, lines, amount: sumOf(lines), rows };
  }
}
