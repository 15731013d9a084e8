import { expect as assert } from 'vitest';
import { Step } from './steps.ts';
import { minor, money, type World } from './world.ts';

interface Late {
  stands: number;
  gets: number | null;
  why: string | null;
  fee: number;
  total: number;
  credits: number;
  leftOut: number;
}
interface LetterView {
  id: string;
  level: number;
  total: number;
  fee: number;
  dunnedOn: string;
  items: { kind: string; level: number | null; open: number }[];
}
interface StatementView {
  opening: number;
  closing: number;
  rows: { on: string; kind: string; amount: number; balance: number }[];
  ages: Record<string, number>;
}

const lateNow = async (w: World, customer: string): Promise<Late | null> =>
  (await w.ask<{ late: Late | null }>('receivables.getLate', { partyId: await w.party(customer) })).late;

/** The words of dunning and of a customer's account. */
export function dunningWords(tell: <S extends Step>(step: S) => S) {
  return {
    /** How the shop dunns: `['Reminder', 7]`, `['Second', 21, '5.00']`. */
    dunsBy: (
      levels: readonly (readonly [name: string, afterDays: number, fee?: string])[],
      more: Readonly<Record<string, number | null>> = {},
    ) =>
      tell(
        new Step(`dun by ${JSON.stringify(levels)}`, async (w) => {
          await w.command('receivables.setDunningTerms', {
            levels: levels.map(([name, afterDays, fee = '0.00']) => ({ name, afterDays, fee: minor(fee), words: '' })),
            daysBetween: 7,
            payWithin: 10,
            leastOpen: 0,
            holdFrom: null,
            ...more,
          });
        }),
      ),
    /** Writes today's letters: to everybody who gets one, or to some. */
    dun: (...customers: readonly string[]) =>
      tell(
        new Step(`dun ${customers.join(', ') || 'everybody'}`, async (w) => {
          const partyIds = await Promise.all(customers.map((c) => w.party(c)));
          await w.command('receivables.runDunning', partyIds.length === 0 ? {} : { partyIds });
        }),
      ),
    /** The last invoice, or everything of its customer, is left out through a day. */
    leaveOut: (what: 'invoice' | 'customer', through: string) =>
      tell(
        new Step(`leave the ${what} out through ${through}`, async (w) => {
          const itemKey = what === 'invoice' ? { itemKey: w.invoiceId } : {};
          const input = { partyId: w.partyId, ...itemKey, kind: 'dispute', reason: 'Says it came broken', through };
          w.documentId = (await w.command<{ exceptionId: string }>('receivables.leaveOut', input)).exceptionId;
        }),
      ),
    dunAgain: () =>
      tell(
        new Step('the exception ends', async (w) => {
          await w.command('receivables.dunAgain', { exceptionId: w.documentId }, { id: w.documentId, revision: 1 });
        }),
      ),
    /** What a customer is late with today, and what they would get. */
    isLate: (
      customer: string,
      facts: { stands?: number; gets?: number | null; why?: string | null; total?: string; credits?: string; leftOut?: string },
    ) =>
      tell(
        new Step(`${customer} is late with ${JSON.stringify(facts)}`, async (w) => {
          const late = await lateNow(w, customer);
          assert(late).not.toBeNull();
          const said = late && { ...late, total: money(late.total), credits: money(late.credits), leftOut: money(late.leftOut) };
          assert(said).toMatchObject(facts);
        }),
      ),
    isNotLate: (customer: string) => tell(new Step(`${customer} is not late`, async (w) => assert(await lateNow(w, customer)).toBeNull())),
    /** The newest letter of a customer: what it asks for, and what it lists as `kind level open`. */
    letter: (customer: string, facts: { level: number; total: string; fee?: string; lists: readonly string[] }) =>
      tell(
        new Step(`the letter to ${customer} says ${JSON.stringify(facts)}`, async (w) => {
          const filter = [{ column: 'partyId', op: 'eq', value: await w.party(customer) }];
          const { rows } = await w.ask<{ rows: { id: string }[] }>('receivables.listLetters', { filter, limit: 1 });
          const found = await w.ask<LetterView>('receivables.getLetter', { letterId: rows[0]?.id ?? 'none' });
          const lists = found.items.map((i) => [i.kind, i.level, money(i.open)].filter((part) => part !== null).join(' '));
          const said = {
            level: found.level,
            total: money(found.total),
            ...(facts.fee === undefined ? {} : { fee: money(found.fee) }),
            lists,
          };
          assert(said).toEqual(facts);
        }),
      ),
    /** A customer's account from a day to a day, rows as `on kind amount balance`; it ends at what receivables by age say. */
    account: (customer: string, from: string, to: string, facts: { opening: string; rows: readonly string[]; closing: string }) =>
      tell(
        new Step(`account of ${customer} from ${from} to ${to}`, async (w) => {
          const partyId = await w.party(customer);
          const found = await w.ask<StatementView>('receivables.getStatement', { partyId, from, to });
          const rows = found.rows.map((r) => `${r.on} ${r.kind} ${money(r.amount)} ${money(r.balance)}`);
          assert({ opening: money(found.opening), rows, closing: money(found.closing) }).toEqual(facts);
          const { rows: all } = await w.ask<{ rows: ({ partyId: string } & Record<string, unknown>)[] }>('accounting.agedParties', {
            role: 'receivable',
            on: to,
          });
          const aged: Record<string, unknown> = all.find((r) => r.partyId === partyId) ?? {};
          const said = Object.entries({ ...found.ages, total: found.closing }).filter(([, amount]) => amount !== 0);
          assert(said).toEqual(said.map(([age]) => [age, aged[age]]));
          assert(aged['total'] ?? 0).toBe(found.closing);
        }),
      ),
  };
}
