import { expect as assert } from 'vitest';
import { Step } from './steps.ts';
import { minor, money, type World } from './world.ts';

interface Item {
  item: string;
  count: number;
  value: number;
  state: string;
  revision: number;
}
const itemOf = async (w: World, period: string, item: string): Promise<Item> => {
  const { rows } = await w.ask<{ rows: Item[] }>('closing.getChecklist', { period });
  const found = rows.find((r) => r.item === item);
  if (!found) throw new Error(`the checklist has no ${item}`);
  return found;
};

/** The words of a close. A period is its month: `2026-01`. */
export function closingWords(tell: <S extends Step>(step: S) => S) {
  return {
    /** Opens the first financial year from a day on, or the next one. */
    openYear: (startsOn?: string) =>
      tell(
        new Step(`open the financial year ${startsOn ?? 'that follows'}`, async (w) => {
          await w.command('closing.openYear', startsOn === undefined ? {} : { startsOn });
        }),
      ),
    /** Signs for what an item shows now. */
    signOff: (period: string, item: string, note?: string) =>
      tell(
        new Step(`sign ${item} of ${period}`, async (w) => {
          const { count, value, revision } = await itemOf(w, period, item);
          const looked = revision === 0 ? undefined : { id: `close_sign_off/${period}.${item}`, revision };
          await w.command('closing.signOff', { period, items: [{ item, count, value }], ...(note === undefined ? {} : { note }) }, looked);
        }),
      ),
    /** What an item shows: the number of its rows, what they come to, and whether somebody stands for it. The rows say the same. */
    checklist: (period: string, item: string, facts: { count: number; value?: string; state?: 'open' | 'signed' | 'changed' }) =>
      tell(
        new Step(`${item} of ${period} shows ${JSON.stringify(facts)}`, async (w) => {
          const { count, value, state } = await itemOf(w, period, item);
          assert({ count, value: money(value), state }).toMatchObject(facts);
          const behind = await w.ask<{ count: number; sum: number; rows: { value: number }[] }>('closing.listItemRows', { period, item });
          assert(behind).toMatchObject({ count, sum: value });
          assert(behind.rows.reduce((sum, r) => sum + r.value, 0)).toBe(value);
        }),
      ),

    /** Something accrued by hand: `accrues('service', '3PL', '600.00').on('outbound-freight').from('2026-01-01', '2026-01-31')`. */
    accrues: (kind: 'service' | 'prepaid', title: string, amount: string) => {
      const step: ByHand = new ByHand(`${kind} ${title} ${amount}`, async (w) => {
        const accountId = await w.accountId(step.account);
        const { ruleId } = await w.command<{ ruleId: string }>('closing.setAccrualRule', {
          kind,
          title,
          accountId,
          amount: minor(amount),
          from: step.days[0],
          to: step.days[1],
        });
        w.ruleId = ruleId;
      });
      return tell(step);
    },
    /** The bill of what is accrued by hand came. */
    ends: (on: string) =>
      tell(
        new Step(`what is accrued ends on ${on}`, async (w) => {
          await w.command('closing.endAccrualRule', { ruleId: w.ruleId, on }, { id: w.ruleId, revision: 1 });
        }),
      ),
    /** What a period would accrue, by title, and the net result with and without it. */
    proposes: (period: string, accruals: Readonly<Record<string, string>>, result?: { with: string; without: string }) =>
      tell(
        new Step(`${period} proposes ${JSON.stringify(accruals)}`, async (w) => {
          const found = await w.ask<Proposed>('closing.proposeAccruals', { period });
          assert(Object.fromEntries(found.proposals.map((p) => [p.title, money(p.amount)]))).toEqual(accruals);
          const net = found.result.find((r) => r.id === 'net-result');
          if (result) assert({ with: money(net?.amount ?? 0), without: money(net?.compared ?? 0) }).toEqual(result);
          const side = (id: string) => found.position.find((r) => r.id === id)?.amount;
          assert(side('total-assets') ?? 0).toBe(side('liabilities-and-equity') ?? 0);
        }),
      ),
    postAccruals: (period: string) =>
      tell(new Step(`post the accruals of ${period}`, async (w) => void (await w.command('closing.postAccruals', { period })))),
    undoAccruals: (period: string) =>
      tell(new Step(`take the accruals of ${period} back`, async (w) => void (await w.command('closing.undoAccruals', { period })))),
    closeYear: (year: string) => tell(new Step(`carry the result of ${year} to equity`, (w) => carry(w, 'closing.closeYear', year))),
    reopenYear: (year: string) => tell(new Step(`take the result of ${year} back`, (w) => carry(w, 'closing.reopenYear', year))),
    /** Reckoned lines of the balance sheet of a day; both of its sides are equal. */
    position: (on: string, lines: Readonly<Record<string, string>>) =>
      tell(
        new Step(`balance sheet of ${on}`, async (w) => {
          const { rows } = await w.ask<{ rows: { id: string; code: string | null; amount: number }[] }>('accounting.balanceSheet', { on });
          const named = Object.fromEntries(rows.map((r) => [r.code ?? r.id, money(r.amount)]));
          assert(Object.fromEntries(Object.keys(lines).map((id) => [id, named[id] ?? 'nothing']))).toEqual(lines);
          assert(named['total-assets']).toBe(named['liabilities-and-equity']);
        }),
      ),
  };
}

interface Proposed {
  proposals: { title: string; amount: number }[];
  result: { id: string; amount: number; compared: number | null }[];
  position: { id: string; amount: number }[];
}

/** Something the company accrues by hand. */
class ByHand extends Step {
  account = 'outbound-freight';
  days = ['2026-01-01', '2026-01-31'];
  on(account: string): this {
    this.account = account;
    return this;
  }
  from(first: string, last: string): this {
    this.days = [first, last];
    return this;
  }
}

async function carry(w: World, operation: string, year: string): Promise<void> {
  const { rows } = await w.ask<{ rows: { code: string; revision: number }[] }>('closing.listYears', {});
  const revision = rows.find((r) => r.code === year)?.revision ?? 0;
  await w.command(operation, { year }, revision === 0 ? undefined : { id: `year_transfer/${year}`, revision });
}
