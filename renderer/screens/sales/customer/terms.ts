import { action } from '../../../kit/action/action.ts';
import { amountOf, askAmount, askQuantity, quantityOf } from '../../../kit/action/typed.ts';
import { count, money } from '../../../kit/format.ts';
import type { Terms } from './store.ts';
import { t } from './text.ts';

/** What the customer may owe, as far as the person may know it. */
export function termsAction(partyId: string, terms: Terms, currency: string) {
  return action({
    verb: t('setTerms'),
    operation: 'sales.setCustomerTerms',
    asks: [
      askAmount(
        {
          name: 'creditLimit',
          label: t('creditLimit', { currency }),
          hint: t('creditLimitHint'),
          optional: true,
          start: terms.creditLimit === null ? '' : money(terms.creditLimit, currency),
        },
        currency,
      ),
      askQuantity({
        name: 'paymentDays',
        label: t('paymentDays'),
        hint: t('paymentDaysHint'),
        optional: true,
        start: terms.paymentDays === null ? '' : String(terms.paymentDays),
      }),
      { name: 'tier', label: t('tier'), kind: 'text', optional: true, start: terms.tier ?? '' },
      {
        name: 'paymentHold',
        label: t('paymentHold'),
        kind: 'choice',
        start: terms.paymentHold ? 'yes' : 'no',
        options: (['no', 'yes'] as const).map((value) => ({ value, text: t(`hold-${value}`) })),
      },
      { name: 'note', label: t('note'), kind: 'text', optional: true, start: terms.note },
    ],
    input: ({ creditLimit, paymentDays, tier, paymentHold, note = '' }) => ({
      partyId,
      creditLimit: creditLimit === undefined ? null : amountOf(creditLimit, currency),
      paymentDays: paymentDays === undefined ? null : quantityOf(paymentDays),
      tier: tier ?? null,
      paymentHold: paymentHold === 'yes',
      note,
    }),
    ...(terms.revision === 0 ? {} : { expect: [{ id: `customer_terms/${partyId}`, revision: terms.revision }] }),
  });
}

/** Limit and tier, and what of the credit is used; nothing where nobody set anything. */
export const termsFacts = (terms: Terms | undefined, currency: string) =>
  terms === undefined || terms.revision === 0
    ? []
    : [
        ...(terms.creditLimit === null
          ? []
          : [
              {
                name: t('credit'),
                value: t('creditOf', { used: money(terms.used, currency), limit: money(terms.creditLimit, currency), currency }),
                hint: t('creditHint', { owed: money(terms.receivable, currency), ordered: money(terms.uninvoiced, currency) }),
              },
            ]),
        ...(terms.paymentDays === null ? [] : [{ name: t('paymentDays'), value: count(terms.paymentDays) }]),
        ...(terms.tier === null ? [] : [{ name: t('tier'), value: terms.tier }]),
      ];
