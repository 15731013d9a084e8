import { z } from 'zod';
import type { OwnAccountDraft } from '../../../main/domain/accounting/chart/template.ts';
import {
  type EntryDraft,
  ensureAccount,
  type PaymentDraft,
  type PostedEntry,
  type PostedPayment,
  postEntries,
  recordPayments,
} from '../../../main/domain/accounting/index.ts';
import { handleCommand } from '../../../main/domain/handler.ts';
import { rooms } from '../../../main/domain/rooms.ts';
import type { CommandContext } from '../../../main/engine/context.ts';
import { buildRegistry } from '../../../main/engine/registry.ts';
import { command } from '../../../preload/contract/operation.ts';
import { openShop, type Shop, type ShopOptions } from '../../kit/company.ts';
import { where } from '../../kit/where.ts';

/** What a higher room does in the course of a command, handed in by a test. */
type Work = (ctx: CommandContext) => Promise<unknown>;
const works = new Map<string, Work>();

const runWork = handleCommand(
  command('test.work', {
    permission: 'test.work',
    summary: 'Stands for a room above',
    input: z.strictObject({ work: z.string() }),
    output: z.unknown(),
  }),
  async (ctx, { work }) => (await works.get(work)?.(ctx)) ?? null,
);

export interface Books extends Shop {
  /** Runs a piece of work as one command and returns its output. */
  work<T>(work: (ctx: CommandContext) => Promise<T>): Promise<T>;
  post(...drafts: EntryDraft[]): Promise<(PostedEntry | null)[]>;
  pay(...drafts: PaymentDraft[]): Promise<PostedPayment[]>;
  account(draft: OwnAccountDraft): Promise<string>;
  /** Balance of the account of a role, minor units. */
  balance(role: string): Promise<number>;
  /** What is open per key on the account of a role. */
  open(role: string): Promise<Record<string, number>>;
  count(table: string): Promise<number>;
}

/** A company whose books a test may post to the way rooms do. */
export async function openBooks(options: ShopOptions = {}): Promise<Books> {
  const registry = buildRegistry([...rooms, { name: 'test', commands: [runWork], queries: [] }]);
  const shop = await openShop({ registry, ...options });
  let names = 0;
  const books = Object.assign(Object.create(shop) as Shop, {
    async work<T>(work: (ctx: CommandContext) => Promise<T>) {
      names += 1;
      works.set(`work ${names}`, work);
      return shop.dispatch<T>('test.work', { work: `work ${names}` });
    },
    post: (...drafts: EntryDraft[]) => books.work((ctx) => postEntries(ctx, drafts)),
    pay: (...drafts: PaymentDraft[]) => books.work((ctx) => recordPayments(ctx, drafts)),
    account: async (draft: OwnAccountDraft) => (await books.work(async (ctx) => ({ id: await ensureAccount(ctx, draft) }))).id,
    async balance(role: string) {
      return (await shop.ask<{ sum: number }>('accounting.balances', { role, by: 'channel', on: '9999-12-31' })).sum;
    },
    async open(role: string) {
      const { rows } = await shop.ask<{ rows: { itemKey: string; residual: number }[] }>('accounting.listOpenItems', {
        ...where({ role }),
        limit: 500,
      });
      return Object.fromEntries(rows.map((r) => [r.itemKey, r.residual]));
    },
    async count(table: string) {
      return shop.engine.writer.exclusively(async (tx) => {
        const rows = await tx.db
          .selectFrom(table as 'journal_entry')
          .select('id')
          .execute();
        return rows.length;
      });
    },
  });
  return books;
}

/** A two-line entry: Dr `debit` / Cr `credit`. */
export function simple(on: string, debit: string, credit: string, amount: number, more: Partial<EntryDraft> = {}): EntryDraft {
  return {
    journal: 'GEN',
    on,
    source: { kind: 'test', id: 'test' },
    memo: 'Test',
    lines: [
      { account: { role: debit }, amount },
      { account: { role: credit }, amount: -amount },
    ],
    ...more,
  };
}

/** An invoice of `net` + `tax` on account of a party, keyed by its id. */
export function invoiceEntry(on: string, invoiceId: string, net: number, tax: number, partyId = 'pty_ann'): EntryDraft {
  return {
    journal: 'SAL',
    on,
    source: { kind: 'invoice', id: invoiceId },
    memo: 'Invoice',
    lines: [
      { account: { role: 'receivable' }, amount: net + tax, itemKey: invoiceId, partyId, dueOn: on },
      { account: { role: 'revenue' }, amount: -net, channelId: 'chn_web' },
      { account: { role: 'output-tax' }, amount: -tax },
    ],
  };
}
