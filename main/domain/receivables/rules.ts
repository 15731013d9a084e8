import type { DunningTerms, NoLetter } from '../../../preload/contract/receivables.ts';
import { addDays, type Day, daysBetween } from '../../../preload/contract/values/day.ts';
import { sumSafe } from '../../../preload/contract/values/int.ts';
import type { Minor } from '../../../preload/contract/values/money.ts';

/** An open item of a customer: an overdue invoice, or below zero a credit nothing was settled with yet. */
export interface OpenOfCustomer {
  readonly itemKey: string;
  readonly openedOn: Day;
  readonly dueOn: Day;
  readonly open: Minor;
  /** Highest level a letter took it to; 0 for none. */
  readonly stands: number;
}

/** Something that is not dunned for now; without a key, the whole customer. */
export interface LeftOut {
  readonly id: string;
  readonly itemKey: string | null;
}

export interface Customer {
  readonly partyId: string;
  readonly partyName: string;
  /** Stands for buyers a channel does not name. */
  readonly standsForMany: boolean;
  readonly erased: boolean;
  readonly lastLetterOn: Day | null;
}

export interface LateItem extends OpenOfCustomer {
  readonly daysLate: number;
  /** Level a letter of the day takes it to; null where it stays. */
  readonly gets: number | null;
  readonly exceptionId: string | null;
}

/** What a day would write to a customer, or why it writes nothing. Amounts in minor units of the company's currency. */
export interface Late extends Customer {
  readonly items: readonly LateItem[];
  readonly stands: number;
  readonly gets: number | null;
  readonly why: NoLetter | null;
  /** Of what is not left out. */
  readonly overdue: Minor;
  /** Zero or less. */
  readonly credits: Minor;
  readonly fee: Minor;
  /** Overdue less credits, and the fee. */
  readonly total: Minor;
  readonly leftOut: Minor;
}

/**
 * What a customer gets on a day. An invoice goes up one level at a time, once it is late enough for the next and none of its letters is
 * too fresh; it never gets a level twice. The letter has the highest level one of its invoices is taken to, lists whatever else
 * is overdue, and asks for that less the customer's credits. Undefined where nothing is overdue.
 */
export function decideLate(
  terms: DunningTerms,
  on: Day,
  customer: Customer,
  open: readonly OpenOfCustomer[],
  exceptions: readonly LeftOut[],
): Late | undefined {
  const whole = exceptions.find((e) => e.itemKey === null);
  const items = open.flatMap((item): LateItem[] => {
    const daysLate = daysBetween(item.dueOn, on);
    if (item.open > 0 && daysLate <= 0) return [];
    const exceptionId = item.open < 0 ? null : ((whole ?? exceptions.find((e) => e.itemKey === item.itemKey))?.id ?? null);
    const next = terms.levels[item.stands];
    const rises = item.open > 0 && exceptionId === null && next !== undefined && daysLate >= next.afterDays;
    return [{ ...item, daysLate, gets: rises ? item.stands + 1 : null, exceptionId }];
  });
  const invoices = items.filter((i) => i.open > 0);
  if (invoices.length === 0) return undefined;
  const overdue = sumSafe(invoices.filter((i) => i.exceptionId === null).map((i) => i.open));
  const credits = sumSafe(items.filter((i) => i.open < 0).map((i) => i.open));
  const level = Math.max(0, ...items.map((i) => i.gets ?? 0));
  const why = noLetter(terms, on, customer, { whole: whole !== undefined, invoices, overdue, open: overdue + credits, level });
  const fee = why === null ? (terms.levels[level - 1]?.fee ?? 0) : 0;
  return {
    ...customer,
    items: why === null ? items : items.map((i) => ({ ...i, gets: null })),
    stands: Math.max(...invoices.map((i) => i.stands)),
    gets: why === null ? level : null,
    why,
    overdue,
    credits,
    fee,
    total: overdue + credits + fee,
    leftOut: sumSafe(invoices.filter((i) => i.exceptionId !== null).map((i) => i.open)),
  };
}

interface Sums {
  readonly whole: boolean;
  readonly invoices: readonly LateItem[];
  readonly overdue: Minor;
  readonly open: Minor;
  readonly level: number;
}

/** Why there is no letter, the reason that lasts longest first. */
function noLetter(terms: DunningTerms, on: Day, customer: Customer, { whole, invoices, open, level }: Sums): NoLetter | null {
  if (customer.standsForMany) return 'guest';
  if (customer.erased) return 'erased';
  if (whole || invoices.every((i) => i.exceptionId !== null)) return 'excepted';
  if (level === 0) return 'waiting';
  if (customer.lastLetterOn !== null && addDays(customer.lastLetterOn, terms.daysBetween) > on) return 'too-soon';
  if (open <= 0) return 'credits';
  return open < terms.leastOpen ? 'small' : null;
}
