import { type Ask, action } from '../../../kit/action/action.ts';
import { amountOf, askAmount } from '../../../kit/action/typed.ts';
import { money } from '../../../kit/format.ts';
import type { Party, PaymentTerms, Terms } from './store.ts';
import { t } from './text.ts';

/** Stands for no terms of their own: a choice has a value. */
const NONE = '-';
const codeOf = (chosen: string | undefined): string | null => (chosen === undefined || chosen === NONE ? null : chosen);
const namedTerms = (code: string, known: readonly PaymentTerms[]): string => known.find((k) => k.code === code)?.name ?? code;

/** Which payment terms; those that were closed can only be kept. */
const askTerms = (known: readonly PaymentTerms[], now: string | null, none: string): Ask => ({
  name: 'paymentTerms',
  label: t('paymentTerms'),
  kind: 'choice',
  start: now ?? NONE,
  options: [
    { value: NONE, text: none },
    ...known.filter((k) => k.active || k.code === now).map((k) => ({ value: k.code, text: `${k.code} ${k.name}` })),
  ],
});

/** By which terms bills of the supplier are paid. */
export const supplierTermsAction = (party: Party, now: string | null, known: readonly PaymentTerms[]) =>
  action({
    verb: t('setSupplierTerms'),
    operation: 'purchasing.setSupplierTerms',
    asks: [askTerms(known, now, t('onTheBill'))],
    input: ({ paymentTerms }) => ({ partyId: party.id, paymentTerms: codeOf(paymentTerms) }),
    expect: [{ id: party.id, revision: party.revision }],
  });

/** The terms of a supplier, where there are some. */
export const supplierTermsFacts = (code: string | null, known: readonly PaymentTerms[]) =>
  code === null ? [] : [{ name: t('supplierTerms'), value: namedTerms(code, known), path: '/payment-terms' }];

/** What the customer may owe, as far as the person may know it. */
export function termsAction(partyId: string, terms: Terms, known: readonly PaymentTerms[], currency: string) {
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
      askTerms(known, terms.paymentTerms, t('ofCompany')),
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
    input: ({ creditLimit, paymentTerms, tier, paymentHold, note = '' }) => ({
      partyId,
      creditLimit: creditLimit === undefined ? null : amountOf(creditLimit, currency),
      paymentTerms: codeOf(paymentTerms),
      tier: tier ?? null,
      paymentHold: paymentHold === 'yes',
      note,
    }),
    ...(terms.revision === 0 ? {} : { expect: [{ id: `customer_terms/${partyId}`, revision: terms.revision }] }),
  });
}

/** Limit and tier, and what of the credit is used; nothing where nobody set anything. */
export const termsFacts = (terms: Terms | undefined, known: readonly PaymentTerms[], currency: string) =>
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
        ...(terms.paymentTerms === null
          ? []
          : [{ name: t('paymentTerms'), value: namedTerms(terms.paymentTerms, known), path: '/payment-terms' }]),
        ...(terms.tier === null ? [] : [{ name: t('tier'), value: terms.tier }]),
      ];
