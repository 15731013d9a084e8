import { type Action, action, whyAsks, whyOf } from '../../../kit/action/action.ts';
import type { Purchase } from './store.ts';
import { t } from './text.ts';

/** What can be done with a purchase order as it stands; receiving and billing have forms of their own. */
export function actionsOf(of: Purchase): readonly Action[] {
  const { id: orderId, revision, state } = of;
  const expect = [{ id: orderId, revision }];
  const untouched = of.lines.every((l) => l.received === 0 && l.billed === 0);
  return [
    ...(state === 'draft'
      ? [action({ verb: t('confirm'), operation: 'purchasing.confirmOrder', input: () => ({ orderId }), expect })]
      : []),
    ...(state === 'confirmed' && !untouched
      ? [
          action({
            verb: t('close'),
            operation: 'purchasing.closeOrder',
            asks: [
              {
                name: 'short',
                label: t('missing'),
                kind: 'choice',
                options: [
                  { value: 'no', text: t('complete') },
                  { value: 'yes', text: t('acceptShort') },
                ],
              },
            ],
            input: ({ short }) => ({ orderId, acceptShort: short === 'yes' }),
            expect,
            grave: true,
          }),
        ]
      : []),
    ...((state === 'draft' || state === 'confirmed') && untouched
      ? [
          action({
            verb: t('cancel'),
            operation: 'purchasing.cancelOrder',
            asks: whyAsks('cancel'),
            input: (said) => ({ orderId, ...whyOf(said) }),
            expect,
            grave: true,
          }),
        ]
      : []),
  ];
}
