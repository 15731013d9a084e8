import { type Action, action } from '../../../kit/action/action.ts';
import { money } from '../../../kit/format.ts';
import type { Merge, Suggestion } from './store.ts';
import { t } from './text.ts';

/** Lets orders leave in one parcel; some may be left out where two remain. */
export const mergeActions = (group: Suggestion): readonly Action[] => [
  action({
    verb: t('merge'),
    operation: 'fulfillment.mergeOrders',
    asks:
      group.orders.length < 3
        ? []
        : [
            {
              name: 'except',
              label: t('except'),
              hint: t('exceptHint'),
              kind: 'choices',
              optional: true,
              start: '',
              options: group.orders.map((o) => ({ value: o.orderId, text: `${o.number}, ${money(o.total, group.currency)}` })),
            },
          ],
    input: ({ except = '' }) => {
      const without = new Set(except.split(','));
      return { orderIds: group.orders.map((o) => o.orderId).filter((id) => !without.has(id)) };
    },
  }),
];

/** A merge leaves as one parcel, or is taken apart. */
export const parcelActions = ({ id: mergeId, revision }: Merge): readonly Action[] => [
  action({
    verb: t('ship'),
    operation: 'fulfillment.shipMerge',
    asks: [
      { name: 'carrier', label: t('carrier'), kind: 'text', optional: true },
      { name: 'tracking', label: t('tracking'), hint: t('trackingHint'), kind: 'text', optional: true },
    ],
    input: ({ carrier, tracking }) => ({
      mergeId,
      ...(carrier === undefined ? {} : { carrier }),
      ...(tracking === undefined ? {} : { tracking }),
    }),
    expect: [{ id: mergeId, revision }],
  }),
  action({
    verb: t('apart'),
    operation: 'fulfillment.unmergeOrders',
    input: () => ({ mergeId }),
    expect: [{ id: mergeId, revision }],
    grave: true,
  }),
];
