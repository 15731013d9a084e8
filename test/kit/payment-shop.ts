import { tableOfId } from '../../db/schema/ids.ts';
import type { Actor } from '../../main/engine/context.ts';
import { Workers } from '../../main/engine/jobs/workers.ts';
import { publishedOperations } from '../../preload/contract/orpc.ts';
import { openShop, type Shop, type ShopOptions } from './company.ts';

export interface Proposal {
  readonly rows: readonly {
    readonly id: string;
    readonly number: string;
    readonly pay: number;
    readonly discount: number;
    readonly problem: string | null;
    readonly detail: string;
    readonly kind: string;
  }[];
  readonly more: boolean;
}
interface RunRead {
  readonly state: string;
  readonly number: string;
  readonly total: number;
  readonly revision: number;
  readonly rows: readonly {
    readonly state: string;
    readonly amount: number;
    readonly paymentId: string | null;
    readonly paymentNumber: string | null;
  }[];
}

/** IBANs out of the registry's examples: their check digits are right. */
export const IBAN = { mill: 'DE89370400440532013000', tannery: 'NL91ABNA0417164300', home: 'FR1420041010050500013M02606' };

const ROLES = { sepa: 'EUR', nacha: 'USD', list: 'GBP' } as const;
const PAYER = {
  sepa: { format: 'sepa', name: 'Tee & Mug Ltd', bic: 'COBADEFF' },
  nacha: { format: 'nacha', name: 'Tee and Mug Ltd', routing: '021000021', bankName: 'First Bank', companyCode: '1234567890' },
  list: { format: 'list', name: 'Tee and Mug Ltd' },
} as const;

/** Sends a command as one who looked at what it edits. */
export async function doesTo<T>(shop: Shop, operation: string, input: unknown, actor?: Actor): Promise<T> {
  const def = publishedOperations.find((d) => d.name === operation);
  if (def?.kind !== 'command') throw new Error(`nothing is published under ${operation}`);
  const parsed = def.input.safeParse(input);
  const ids = parsed.success ? (def.edits?.(parsed.data) ?? []) : [];
  const expect = await Promise.all(ids.map(async (id) => ({ id, revision: await revisionOf(shop, id) })));
  return shop.dispatch<T>(operation, input, { expect, ...(actor ? { actor } : {}) });
}

async function revisionOf(shop: Shop, id: string): Promise<number> {
  const found = tableOfId(id);
  if (!found) throw new Error(`${id} names no table`);
  const row = await shop.engine.writer.exclusively(({ db }) =>
    db
      .selectFrom(found.table as 'setting')
      .select('revision')
      .where(found.column as 'key', '=', found.key)
      .executeTakeFirst(),
  );
  return row?.revision ?? 1;
}

/** A company that pays suppliers by files of a kind: its bank account, suppliers with accounts, bills, and the steps of a run. */
export async function paymentShop(format: keyof typeof ROLES = 'sepa', options: ShopOptions = {}) {
  const shop = await openShop({ ...options, spec: { currency: ROLES[format], policies: { paymentApproval: 'anybody' }, ...options.spec } });
  const bankAccountId = await openBank(shop, format);
  await shop.dispatch('accounting.setTaxCode', { code: 'V20', name: 'Twenty per cent', ratePpm: 200_000 });
  return { shop, ...steps(shop, bankAccountId) };
}

async function openBank(shop: Shop, format: keyof typeof ROLES): Promise<string> {
  const { id: accountId } = await shop.ask<{ id: string }>('accounting.getAccount', { role: 'bank' });
  const bank = { name: 'Current account', currency: ROLES[format], accountId, ...(format === 'sepa' ? { number: IBAN.home } : {}) };
  const { bankAccountId } = await shop.dispatch<{ bankAccountId: string }>('banking.openBankAccount', bank);
  await doesTo(shop, 'banking.setPayer', { bankAccountId, payer: PAYER[format] });
  return bankAccountId;
}

/** What one does with suppliers and runs, on a shop that is open. */
export function steps(shop: Shop, bankAccountId: string) {
  let papers = 0;
  const supplier = async (name: string, to?: Readonly<Record<string, unknown>>): Promise<string> => {
    const { partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'supplier', name, country: 'DE' });
    if (to) await doesTo(shop, 'parties.addBankAccount', { partyId, to });
    return partyId;
  };
  /** A bill for services: nothing of it waits for goods. Amounts in minor units. */
  const bill = async (partyId: string, net: number, more: Readonly<Record<string, unknown>> = {}) => {
    const { taxCode, ...rest } = more;
    const charge = { title: 'Rent', role: 'charity', net, ...(taxCode === undefined ? {} : { taxCode }) };
    papers += 1;
    const made = await shop.dispatch<{ billId: string; number: string; total: number }>('purchasing.postBill', {
      partyId,
      reference: `R-${papers}`,
      on: '2026-01-05',
      dueOn: '2026-01-20',
      charges: [charge],
      ...rest,
    });
    return made;
  };
  /** Goods billed, here, and some of them given back: a bill and a credit of the supplier, 5.00 a unit. */
  const goodsAndCredit = async (partyId: string, units: number, back: number) => {
    const { rows } = await shop.ask<{ rows: { id: string; locations: { id: string; status: string }[] }[] }>(
      'inventory.listWarehouses',
      {},
    );
    await shop.dispatch('catalog.createItem', { sku: 'TEE', title: 'Tee' });
    const lines = [{ sku: 'TEE', qty: units, priceMicros: 5_000_000 }];
    const { orderId } = await shop.dispatch<{ orderId: string }>('purchasing.createOrder', {
      partyId,
      warehouseId: rows[0]?.id,
      confirm: true,
      lines,
    });
    const { receiptId } = await shop.dispatch<{ receiptId: string }>('purchasing.receiveOrder', { orderId });
    const made = await bill(partyId, 1, { charges: [], lines: [{ orderId, lineNo: 1, qty: units }] });
    const { returnId } = await shop.dispatch<{ returnId: string }>('purchasing.returnGoods', {
      receiptId,
      reason: 'Torn',
      lines: [{ lineNo: 1, qty: back }],
    });
    const credit = await shop.dispatch<{ creditId: string; number: string }>('purchasing.creditSupplierReturn', {
      returnId,
      reference: 'C-1',
    });
    return { billId: made.billId, billNumber: made.number, creditId: credit.creditId };
  };
  const discount = (billId: string, ppm: number, untilOn: string) =>
    doesTo(shop, 'purchasing.setBillDiscount', { billId, discount: { ppm, untilOn } });
  const propose = (payOn = '2026-01-10', through = '2026-01-31') =>
    shop.ask<Proposal>('banking.proposePayments', { bankAccountId, payOn, through });
  const create = (bills: readonly string[], credits: readonly string[] = [], payOn = '2026-01-10') =>
    shop.dispatch<{ runId: string; number: string; total: number; transfers: number; discount: number }>('banking.createPaymentRun', {
      bankAccountId,
      payOn,
      bills,
      credits,
    });
  const read = (runId: string) => shop.ask<RunRead>('banking.getPaymentRun', { runId });
  const step = (operation: string, runId: string, actor?: Actor) => doesTo(shop, `banking.${operation}`, { runId }, actor);
  const send = async (runId: string) => {
    await step('approvePaymentRun', runId);
    await step('sendPaymentRun', runId);
  };
  const file = (runId: string) => shop.ask<{ name: string; text: string }>('banking.paymentFile', { runId });
  const written = async (runId: string) => {
    const { jobId } = await shop.dispatch<{ jobId: string }>('banking.writePaymentFile', { runId });
    await new Workers(shop.engine).runDue();
    return shop.ask<{ state: string; result: { fileId: string } }>('engine.getJob', { jobId });
  };
  const does = <T = Record<string, never>>(operation: string, input: unknown) => doesTo<T>(shop, operation, input);
  const balance = async (role: string) => (await shop.ask<{ balance: number }>('accounting.getAccount', { role })).balance;
  return { bankAccountId, does, supplier, bill, goodsAndCredit, discount, propose, create, read, step, send, file, written, balance };
}

type Does = <T = Record<string, never>>(operation: string, input: unknown, expect?: { id: string; revision: number }[]) => Promise<T>;

/** One run in a company in pounds that is in the middle of something else: a supplier, a bill, and the run that pays it, not sent. The bank account is new. */
export async function paidByRun(does: Does, bankAccountId: string): Promise<{ runId: string; partyId: string; billId: string }> {
  await does('banking.setPayer', { bankAccountId, payer: PAYER.list }, [{ id: bankAccountId, revision: 1 }]);
  const { partyId } = await does<{ partyId: string }>('parties.createParty', { kind: 'supplier', name: 'Weaver', country: 'GB' });
  const to = { kind: 'iban', iban: 'GB29NWBK60161331926819' };
  await does('parties.addBankAccount', { partyId, to }, [{ id: partyId, revision: 1 }]);
  const charges = [{ title: 'Cloth', role: 'samples', net: 100_00 }];
  const { billId } = await does<{ billId: string }>('purchasing.postBill', { partyId, reference: 'W-1', on: '2026-01-05', charges });
  const { runId } = await does<{ runId: string }>('banking.createPaymentRun', { bankAccountId, payOn: '2099-12-01', bills: [billId] });
  return { runId, partyId, billId };
}
