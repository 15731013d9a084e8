import { PAYMENT_MODES } from '../../../../preload/contract/sales.ts';
import { type Action, action } from '../../../kit/action/action.ts';
import { words } from '../../../kit/format.ts';
import type { Quote } from './store.ts';
import { t } from './text.ts';

/** What can be done with a quote as it stands, the next step first. The engine has the last word in its preview. */
export function actionsOf({ id: quoteId, revision, state, over }: Quote): readonly Action[] {
  if (state === 'accepted' || state === 'declined') return [];
  const expect = [{ id: quoteId, revision }];
  const decline = action({
    verb: t('decline'),
    operation: 'sales.declineQuote',
    asks: [{ name: 'reason', label: t('reason'), kind: 'text' }],
    input: ({ reason = '' }) => ({ quoteId, reason }),
    expect,
    grave: true,
  });
  if (over) return [decline];
  if (state === 'draft') return [action({ verb: t('send'), operation: 'sales.sendQuote', input: () => ({ quoteId }), expect }), decline];
  const accept = action({
    verb: t('accept'),
    operation: 'sales.acceptQuote',
    asks: [
      {
        name: 'payment',
        label: t('payment'),
        kind: 'choice',
        options: PAYMENT_MODES.toReversed().map((value) => ({ value, text: words(value) })),
      },
      { name: 'promisedOn', label: t('promised'), kind: 'day', optional: true },
    ],
    input: ({ payment, promisedOn }) => ({
      quoteId,
      payment: PAYMENT_MODES.find((mode) => mode === payment) ?? 'on-account',
      ...(promisedOn === undefined ? {} : { promisedOn }),
    }),
    expect,
  });
  return [accept, decline];
}
