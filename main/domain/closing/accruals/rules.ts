import { type Day, daysBetween } from '../../../../preload/contract/values/day.ts';
import { mulDiv } from '../../../../preload/contract/values/int.ts';
import type { Minor } from '../../../../preload/contract/values/money.ts';

const PERCENT = 100;

/** Something accrued by hand, as far as the amount depends on it. */
export interface RuleFacts {
  readonly kind: 'service' | 'prepaid';
  readonly amount: Minor;
  readonly from: Day;
  readonly to: Day;
  readonly endedOn: Day | null;
}

/**
 * What a rule accrues at the end of a day: of a service the part of its days that is over, until its bill came; of an expense paid ahead the
 * part of its days that is to come, from the day it began. By days, rounded half to even; parts of all periods come to the whole.
 */
export function accruedBy({ kind, amount, from, to, endedOn }: RuleFacts, on: Day): Minor {
  if (on < from || (endedOn !== null && endedOn <= on)) return 0;
  const days = daysBetween(from, to) + 1;
  const over = on >= to ? amount : mulDiv(amount, daysBetween(from, on) + 1, days, 'half-even');
  return kind === 'service' ? over : amount - over;
}

/** Sales and what came back of them in the days within which returns arrive, net, minor units. */
export interface ReturnFacts {
  readonly invoiced: Minor;
  readonly credited: Minor;
  /** cost of what was invoiced */
  readonly cost: Minor;
  readonly percent: number;
}

/**
 * Returns still to come: the stated share of what was invoiced, less what was credited already; the goods expected back are worth the same
 * share of their cost. Nothing where more came back than was expected.
 */
export function expectedReturns({ invoiced, credited, cost, percent }: ReturnFacts): { refund: Minor; goods: Minor } {
  const refund = Math.max(0, mulDiv(Math.max(0, invoiced), percent, PERCENT, 'half-even') - credited);
  return { refund, goods: refund === 0 ? 0 : mulDiv(Math.max(0, cost), refund, invoiced, 'half-even') };
}
