import { type Action, action } from '../../../kit/action/action.ts';
import { askShare, shareOf } from '../../../kit/action/typed.ts';
import type { Bill } from './store.ts';
import { t } from './text.ts';

/** What is agreed on paying a bill: a discount for paying early, and that it is in dispute. Nothing of a bill that is paid. */
export function agreements(of: Bill): readonly Action[] {
  if (of.open <= 0) return [];
  const expect = [{ id: of.id, revision: of.revision }];
  const disputed = of.holds.some((h) => h.kind === 'dispute');
  return [
    ...(of.foreign === null && !of.holds.some((h) => h.kind === 'payment-run')
      ? [
          action({
            verb: t('setDiscount'),
            operation: 'purchasing.setBillDiscount',
            asks: [
              askShare({ name: 'share', label: t('share'), hint: t('shareHint'), optional: true }),
              { name: 'untilOn', label: t('untilOn'), kind: 'day', start: of.discount?.untilOn ?? of.dueOn ?? of.billedOn, optional: true },
            ],
            input: ({ share, untilOn }) => {
              const ppm = share === undefined ? 0 : shareOf(share);
              return { billId: of.id, discount: ppm === 0 || untilOn === undefined ? null : { ppm, untilOn } };
            },
            expect,
          }),
        ]
      : []),
    disputed
      ? action({ verb: t('endDispute'), operation: 'purchasing.endDispute', input: () => ({ billId: of.id }), expect })
      : action({
          verb: t('dispute'),
          operation: 'purchasing.disputeBill',
          asks: [{ name: 'reason', label: t('disputeReason'), kind: 'text' }],
          input: ({ reason = '' }) => ({ billId: of.id, reason }),
          expect,
        }),
  ];
}
