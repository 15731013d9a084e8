import { action } from '../../../kit/action/action.ts';
import { amountOf, askAmount } from '../../../kit/action/typed.ts';
import type { Party } from './store.ts';
import { t } from './text.ts';

/** Role of the account of what suppliers were paid before they billed. */
export const ADVANCES = 'prepayments/suppliers';

/** Paying a supplier before they bill. */
export const payInAdvance = (party: Party, today: string, home: string) =>
  action({
    verb: t('payInAdvance'),
    operation: 'purchasing.payInAdvance',
    asks: [
      askAmount({ name: 'amount', label: t('amount', { currency: home }), hint: t('payInAdvanceHint') }, home),
      { name: 'on', label: t('paidOn'), kind: 'day', start: today },
    ],
    input: ({ amount, on = today }) => ({ partyId: party.id, on, amount: amountOf(amount, home) }),
    grave: true,
  });
