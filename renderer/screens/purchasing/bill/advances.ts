import { type Action, action } from '../../../kit/action/action.ts';
import { amountOf, askAmount } from '../../../kit/action/typed.ts';
import { day, money } from '../../../kit/format.ts';
import type { Advance, Bill } from './store.ts';
import { t } from './text.ts';

/** An amount as a field begins with it. */
export const plain = (amount: number, currency: string): string => money(amount, currency).replaceAll(/[^0-9.]/g, '');

/** Applying what the supplier was paid in advance; a bill in another currency has none. */
export function applyAdvance(of: Bill, advances: readonly Advance[], home: string, today: string | undefined): readonly Action[] {
  const [first] = advances;
  if (!first || of.open <= 0 || of.foreign !== null || today === undefined) return [];
  return [
    action({
      verb: t('applyAdvance'),
      operation: 'purchasing.applyPrepayment',
      asks: [
        {
          name: 'paymentId',
          label: t('advance'),
          kind: 'choice',
          start: first.paymentId,
          options: advances.map((a) => ({
            value: a.paymentId,
            text: t('advanceOf', { number: a.number, day: day(a.paidOn), open: money(a.open, home) }),
          })),
        },
        askAmount({ name: 'amount', label: t('applied', { currency: home }), start: plain(Math.min(of.open, first.open), home) }, home),
        { name: 'on', label: t('appliedOn'), kind: 'day', start: today },
      ],
      input: ({ paymentId = first.paymentId, amount, on = today }) => ({ paymentId, billId: of.id, amount: amountOf(amount, home), on }),
      grave: true,
    }),
  ];
}

/** What is left of advances to the supplier, while the bill is to be paid. */
export const advanceFacts = (of: Bill, advances: readonly Advance[], home: string) =>
  advances.length === 0 || of.open <= 0
    ? []
    : [
        {
          name: t('advanceOpen'),
          value: money(
            advances.reduce((sum, a) => sum + a.open, 0),
            home,
          ),
          path: `/customers/${of.partyId}?tab=advances`,
        },
      ];
